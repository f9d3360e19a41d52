import Guide

/// What the guide tells: articles, rights, unions, signs.
extension View {
    func article(_ id: Article.ID) -> Content {
        guard let article = guide.articles[id] else { return nothingHere }
        guard !article.isChecklist else { return checklist(id, []) }
        let body = article.blocks.flatMap { items(of: $0, in: article) }
        return Content(
            "article", crumb: topicTitle(of: article), title: .text(article.titleID),
            items: (body.isEmpty ? [.paragraph(.ui("article.hidden"))] : body)
                + sources(of: article.blocks.compactMap(\.claimID)) + feedback(on: article),
            buttons: article.printout == .hours
                ? [Control("print.hours", .mainButton, .ui("check.print_hours"), icon: "print", .handout)] : [])
    }

    func topicTitle(of article: Article) -> Words? {
        guide.topics.first { $0.id == article.topicID }.map { .text($0.titleID) }
    }

    /// A block as it stands in running text; nothing where its claim is past its time.
    func items(of block: Article.Block, in article: Article) -> [Item] {
        let words = Words.text(article.textID(of: block))
        let item: Item =
            switch block.kind {
            case .paragraph, .tick, .answer, .outcome: .paragraph(words)
            case .step(let number): block.icon.map { .scene(number, words, icon: $0) } ?? .step(number, words)
            case .warning: .warning(words)
            case .contact(let id): guide.services[id].map { .contact(shortCard($0)) } ?? .paragraph(.ui("numbers.ask_desk"))
            }
        return vouched(item, by: block.claimID)
    }

    /// `item` with what must be said of the claim behind it; nothing where the claim is past its time.
    func vouched(_ item: Item, by claimID: String?) -> [Item] {
        switch claimID.flatMap({ guide.claims[$0] })?.showing(on: today) ?? .plain {
        case .pastReview: [item, .badge(.ui("article.past_review"))]
        case .contested: [item, .badge(.ui("article.contested"))]
        case .plain: [item]
        case .hidden: []
        }
    }

    /// Where something is from and of which time: of the source's own, and never later, for a later day says only when somebody
    /// read it. A source without a date says so.
    func origin(_ source: Source, asOf: String) -> Words {
        let id = source.date.isEmpty ? "article.source_undated" : "article.source"
        return .ui(id, ["source": .name(source.title), "as_of": .digits(source.date.isEmpty ? asOf : min(asOf, source.date))])
    }

    /// One line for each source of what is shown: where it is from, and when a person last checked it. What holds of all
    /// of them is said once, below.
    func sources(of claimIDs: [String]) -> [Item] {
        let claims = claimIDs.compactMap { guide.claims[$0] }.filter { $0.showing(on: today) != .hidden }
        var seen: Set<[String]> = []
        let lines = claims.compactMap { claim -> (source: Words, checked: Words)? in
            guard let source = guide.sources[claim.sourceID], seen.insert([claim.sourceID, claim.asOf]).inserted
            else { return nil }
            return (
                origin(source, asOf: claim.asOf),
                claim.verifiedOn.map { .ui("article.checked", ["date": .digits($0.description)]) } ?? .ui("article.not_checked"))
        }
        if let first = lines.first?.checked, lines.count > 1, lines.allSatisfy({ $0.checked == first }) {
            return lines.map { .note($0.source) } + [.note(first)]
        }
        return lines.map { .note(.list([$0.source, $0.checked])) }
    }

    func feedback(on article: Article) -> [Item] {
        if session.feedback[article.id] != nil { return [.note(.ui("article.thanks"))] }
        return [
            .heading(.ui("article.useful")),
            .control(Control("useful.yes", .option, .ui("article.yes"), icon: "smile", .useful(true))),
            .control(Control("useful.no", .option, .ui("article.no"), icon: "frown", .useful(false))),
        ]
    }

    var rights: Content {
        Content(
            "rights", crumb: .name(site.name), title: .ui("rights.title"),
            items: site.rights.compactMap { guide.articles[$0] }.map { article in
                let first = article.blocks.first { items(of: $0, in: article).count > 0 }
                return .control(
                    Control(
                        "article.\(article.id)", .card, .text(article.titleID),
                        detail: first.map { .text(article.textID(of: $0)) }, icon: article.icon, .article(article.id)))
            },
            buttons: [Control("nav.next", .mainButton, .ui("home.numbers"), icon: "phone", .numbers)])
    }

    var unions: Content {
        Content(
            "unions", crumb: .ui("union.title"), title: .ui("union.choose"),
            items: guide.unions.map { card in
                .control(
                    Control(
                        "union.\(card.country)", .tile, .ui("country.\(card.country)"),
                        isSelected: card.country == site.country, .union(card.country)))
            })
    }

    func union(_ country: String) -> Content {
        guard let card = guide.unions.first(where: { $0.country == country }) else { return nothingHere }
        let claim = card.claimID.flatMap { guide.claims[$0] }
        let source = claim.flatMap { guide.sources[$0.sourceID] }
        return Content(
            "union", crumb: .ui("country.\(country)"), title: .ui("union.title"),
            items: UnionCard.Question.allCases.flatMap { items(of: $0, on: card) } + [.paragraph(.ui("union.explain"))]
                + (source.map { source in
                    [
                        .note(
                            .list([
                                origin(source, asOf: claim?.asOf ?? ""),
                                claim?.verifiedOn.map { .ui("article.checked", ["date": .digits($0.description)]) }
                                    ?? .ui("article.not_checked"),
                            ]))
                    ]
                } ?? []))
    }

    private func items(of question: UnionCard.Question, on card: UnionCard) -> [Item] {
        let cell = card[question]
        let answer = Words.ui("union.\(cell.answer.rawValue)")
        var items: [Item] = [
            .heading(.ui("union.\(question.rawValue)")), .heading(answer, icon: cell.answer.icon),
        ]
        if cell.hasNote { items.append(.paragraph(.text(card.noteID(question)))) }
        if !cell.article.isEmpty {
            items.append(.note(.ui("union.article", ["law": .name(card.law), "article": .digits(cell.article)])))
        } else if cell.answer == .yes || cell.answer == .no {
            items.append(.note(.ui("union.law", ["law": .name(card.law)])))
        }
        return items
    }

    func signs(_ ticks: Set<String>) -> Content {
        let tiles = guide.signs.map { sign in
            Item.control(
                Control(
                    "sign.\(sign.id)", .option, .text(sign.textID), isSelected: ticks.contains(sign.id), .tick(sign.id)))
        }
        let result: Words = .ui(ticks.isEmpty ? "signs.none" : ticks.count == 1 ? "signs.one" : "signs.many")
        return Content(
            "signs", title: .ui("signs.title"), items: [.note(.ui("signs.lead"))] + tiles + [.lead(result)],
            buttons: [
                Control("signs.help", .button, .ui("help.contacts"), icon: "help", .help),
                Control("signs.talk", .mainButton, .ui("home.talk"), icon: "counsellor", .talk),
            ], isPrivate: true)
    }
}

extension UnionCard.Answer {
    fileprivate var icon: String {
        switch self {
        case .yes: "check"
        case .no: "close"
        case .contested: "warning"
        case .unknown: "info"
        }
    }
}
