import Guide

/// What forty people who just walked in may all see and hear: harmless, large, and read aloud. Opened by the staff.
extension View {
    /// The pages of a group, in order: a welcome, each right, the numbers, and that everybody can come alone.
    enum GroupStep {
        case welcome, numbers, later
        case right(Article)
    }

    var groupSteps: [GroupStep] {
        [.welcome] + site.rights.compactMap { guide.articles[$0] }.map(GroupStep.right) + [.numbers, .later]
    }

    func group(_ step: Int) -> Content {
        let steps = groupSteps
        let isLast = step + 1 >= steps.count
        let on =
            isLast
            ? Control("nav.done", .mainButton, .ui("nav.done"), icon: "check", .finish)
            : Control("nav.next", .mainButton, .ui("nav.next"), icon: "next", .group(step + 1))
        let print = Control("numbers.print", .button, .ui("home.fast_slip"), icon: "print", .printNumbers)
        var content = groupPage(steps[min(max(step, 0), steps.count - 1)])
        content.buttons = isLast ? [print, on] : [on]
        return content
    }

    private func groupPage(_ step: GroupStep) -> Content {
        switch step {
        case .welcome:
            Content(
                "group", crumb: .name(site.name), title: .ui("group.title"), items: [.picture("people-crowd"), .lead(.ui("group.free"))])
        case .right(let article):
            Content("group-right", crumb: .ui("group.title"), title: .text(article.titleID), items: [.picture(article.icon)] + first(of: article))
        case .numbers:
            Content("group-numbers", crumb: .ui("group.title"), title: .ui("numbers.title"), items: cards(site.keyContacts))
        case .later:
            Content(
                "group-later", crumb: .name(site.name), title: .ui("group.title"),
                items: [.lead(.ui("group.later")), .paragraph(.ui("group.numbers"))])
        }
    }

    /// The first thing that the article says.
    private func first(of article: Article) -> [Item] {
        article.blocks.first { items(of: $0, in: article).count > 0 }.map { [.lead(.text(article.textID(of: $0)))] } ?? []
    }
}

extension Turn {
    /// Ends whatever is there, asks for the language, and shows the first page in the largest letters.
    mutating func gather() {
        let language = language
        endVisit(showing: .languages)
        session.language = language
        session.size = .veryLarge
        session.trail = [Session.Step(page: .group(0), place: .top)]
        effects += [.silence, .readPage]
    }
}

extension Page {
    /// Whether many people look on, and listen to the loudspeaker.
    public var isForAGroup: Bool { if case .group = self { true } else { false } }
}
