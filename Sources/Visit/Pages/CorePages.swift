import Guide

/// Core languages: a visitor sees whole pages, never half of one in a language of others.
extension View {
    /// Whether the visitor's language has the core only.
    var isCore: Bool { guide.coreLanguages.contains(language) }

    /// The page as it may be seen: without ways to pages that nobody has translated; instead of such a page, the languages
    /// that have it.
    func told(_ content: Content) -> Content {
        guard isCore else { return content }
        if case .text(let title, _) = content.title, !guide.tells(title, in: language) { return notTold(title) }
        var content = content
        content.items.removeAll { $0.control.map(leadsNowhere) ?? false }
        content.buttons.removeAll(where: leadsNowhere)
        return content
    }

    private func leadsNowhere(_ control: Control) -> Bool {
        if case .text(let name, _) = control.words { !guide.tells(name, in: language) } else { false }
    }

    /// Says that a page is not in the visitor's language, and in which languages it can be read.
    ///
    /// - Parameter title: the title of that page; `nil`: every full language has it.
    func notTold(_ title: TextID? = nil) -> Content {
        let others = site.languages.filter { tongue in
            !guide.coreLanguages.contains(tongue) && (title.map { guide.catalogs[tongue]?.has($0) ?? false } ?? true)
        }
        return Content(
            "not-told", title: .ui("language.not_yet"),
            items: [.note(.ui("language.read_in"))]
                + others.map { .control(Control("lang.\($0.tag)", .tile, .autonym($0), .speak($0))) })
    }

    /// The stages of the journey that have something to read in the visitor's language.
    var toldStages: [Stage] { site.stages.filter { !isCore || guide.tells($0, in: language) } }

    /// From a start page that holds the core only to the others.
    var moreTile: [Control] {
        isCore ? [Control("home.more", .tile, .ui("home.more"), icon: "language", .languages)] : []
    }
}
