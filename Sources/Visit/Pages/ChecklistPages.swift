import Guide

/// What a visitor can check: lists to tick with what came of it, and papers to take along.
extension View {
    var checks: Content {
        let shown = guide.topics.sorted { ($0.order, $0.id) < ($1.order, $1.id) }.flatMap { guide.articles(of: $0.id) }
            .filter { $0.isChecklist || $0.printout != nil }
        return Content(
            "checks", crumb: .name(site.name), title: .ui("check.title"),
            items: feesCard + shown.map { .control(card(for: $0)) })
    }

    func checklist(_ id: Article.ID, _ ticked: Set<String>) -> Content {
        guard let article = guide.articles[id] else { return nothingHere }
        let lines = article.ticks.filter(isShown).map { tick in
            Item.control(
                Control(
                    "tick.\(id).\(tick.id)", .option, .text(article.textID(of: tick)), isSelected: ticked.contains(tick.id),
                    .tick(tick.id)))
        }
        return Content(
            "checklist", crumb: topicTitle(of: article), title: .text(article.titleID),
            items: article.lead.flatMap { items(of: $0, in: article) }
                + [.note(.ui(article.hasAnswers ? "check.heard" : "check.lead"))] + lines,
            buttons: [Control("check.result", .mainButton, .ui("check.result"), icon: "next", .result)], isPrivate: true)
    }

    func result(_ id: Article.ID, _ ticked: Set<String>) -> Content {
        guard let article = guide.articles[id] else { return nothingHere }
        let left = article.left(after: ticked).filter(isShown)
        let print = Control("print.list", .button, .ui("check.print_list"), icon: "print", .handout)
        return Content(
            "result", crumb: topicTitle(of: article), title: .text(article.titleID),
            items: article.hasAnswers ? answers(of: article, ticked) : missing(from: article, left),
            buttons: (article.printout == .left && !left.isEmpty ? [print] : [])
                + [Control("nav.next", .mainButton, .ui("nav.next"), icon: "next", .afterwards)],
            isPrivate: true)
    }

    /// What to do now, and where all of it is from.
    func afterwards(_ id: Article.ID) -> Content {
        guard let article = guide.articles[id] else { return nothingHere }
        return Content(
            "after-list", crumb: topicTitle(of: article), title: .text(article.titleID),
            items: article.afterwards.flatMap { items(of: $0, in: article) }
                + sources(of: article.blocks.compactMap(\.claimID)) + feedback(on: article),
            buttons: [Control("check.talk", .mainButton, .ui("home.talk"), icon: "counsellor", .talk)], isPrivate: true)
    }

    private func missing(from article: Article, _ left: [Article.Block]) -> [Item] {
        guard !left.isEmpty else {
            return [.lead(article.said(for: .all).map { .text(article.textID(of: $0)) } ?? .ui("check.full"))]
        }
        let heading = article.said(for: .some).map { Words.text(article.textID(of: $0)) } ?? .ui("check.missing")
        return [.lead(heading)] + left.enumerated().map { .step($0 + 1, .text(article.textID(of: $1))) }
    }

    /// What to do, then each saying that was ticked with its answer; where there are many, each answer waits behind its saying.
    private func answers(of article: Article, _ ticked: Set<String>) -> [Item] {
        let said = article.said(for: article.outcome(of: ticked)).map { Words.text(article.textID(of: $0)) }
        let sayings = answered(article.id, ticked)
        guard sayings.count > View.mostAnswers else {
            return [.lead(said ?? .ui("check.all"))] + sayings.flatMap { told($0, in: article) }
        }
        let steps = article.afterwards.filter { if case .step = $0.kind { true } else { false } }
        return [.lead(said ?? .ui("check.all"))] + sayings.map { saying in
            .control(
                Control(
                    "answer.\(article.id).\(saying.id)", .card, .text(article.textID(of: saying)), icon: article.icon,
                    .answer(saying.id)))
        } + (said == nil ? [] : steps.flatMap { items(of: $0, in: article) })
    }

    /// More answers than this are not read one after another on one page: in the largest Tamil letters on the smallest glass
    /// nine took 45 parts of it. Chosen: so few take hardly more parts than their sayings alone.
    private static let mostAnswers = 3

    /// One saying with what is true about it.
    func answer(_ id: Article.ID, to saying: String) -> Content {
        guard let article = guide.articles[id], let tick = article.ticks.first(where: { $0.id == saying }) else { return nothingHere }
        return Content(
            "answer", crumb: topicTitle(of: article), title: .text(article.titleID), items: told(tick, in: article),
            buttons: [Control("nav.next", .mainButton, .ui("nav.next"), icon: "next", .afterwards)], isPrivate: true)
    }

    /// The sayings that a result tells about: those that were ticked; all of them where none was and the article says
    /// nothing to that. Without those whose answer is past its time.
    func answered(_ id: Article.ID, _ ticked: Set<String>) -> [Article.Block] {
        guard let article = guide.articles[id] else { return [] }
        let outcome = article.outcome(of: ticked)
        let isAll = outcome == .none && article.said(for: outcome) == nil
        return article.ticks.filter { (isAll || ticked.contains($0.id)) && !told($0, in: article).isEmpty }
    }

    private func told(_ saying: Article.Block, in article: Article) -> [Item] {
        let answers = article.answers(to: saying).flatMap { items(of: $0, in: article) }
        return answers.isEmpty ? [] : [.note(.text(article.textID(of: saying)))] + answers
    }

    private func isShown(_ block: Article.Block) -> Bool {
        block.claimID.flatMap { guide.claims[$0] }?.showing(on: today) != .hidden
    }

    /// The second of the two touches before anything is printed.
    var printSurely: Content {
        Content(
            "print", crumb: .ui("check.title"), title: .ui("check.sure_title"), items: [.warning(.ui("check.sure"))],
            buttons: [
                Control("print.no", .button, .ui("code.no_print"), icon: "no-print", .back),
                Control("print.yes", .mainButton, .ui("help.print_yes"), icon: "print", .printHandout),
            ], isPrivate: true)
    }
}
