import Guide

/// Who pays for recruitment: two countries, four questions, and what the sources say.
extension View {
    /// The way to the page, where the guide knows anything of fees.
    var feesCard: [Item] {
        guide.fees.isEmpty ? [] : [.control(Control("fees.open", .card, .ui("fees.title"), icon: "need-fees", .fees))]
    }

    /// The choice of the two countries, one after the other: `home` is `nil` before the first.
    func fees(home: String?) -> Content {
        home == nil
            ? choice("fees", .ui("q.origin.title"), [.note(.ui("fees.lead"))], .home, site.origins + guide.feeCountries(.home))
            : choice("fees-work", .ui("union.choose"), [], .work, [site.country] + guide.feeCountries(.work))
    }

    private func choice(
        _ name: String, _ title: Words, _ lead: [Item], _ side: FeeStatement.Side, _ countries: [String]
    ) -> Content {
        let each = countries.reduce(into: [String]()) { if !$0.contains($1), exists("ui.country.\($1)") { $0.append($1) } }
        return Content(
            name, crumb: .ui("fees.title"), title: title,
            items: lead
                + (each + [""]).map { code in
                    .control(
                        Control(
                            "fees.\(side.rawValue).\(code.isEmpty ? "other" : code)", .tile, country(code), icon: side.icon,
                            .country(code)))
                })
    }

    private func country(_ code: String) -> Words { code.isEmpty ? .ui("q.origin.other") : .ui("country.\(code)") }

    func feeAnswer(from home: String, to work: String, _ question: FeeStatement.Question) -> Content {
        let statements = guide.fees.filter { $0.question == question && $0.holds(from: home, to: work) }
        let desk = question.next == nil ? guide.services.values.filter { $0.kind == .desk }.map(\.id).sorted() : []
        let next = Control("nav.next", .mainButton, .ui("nav.next"), icon: "next", .afterwards)
        let talk = Control("check.talk", .mainButton, .ui("home.talk"), icon: "counsellor", .talk)
        return Content(
            "fee-answer", crumb: .list([country(home), country(work)]), title: .ui("fees.\(question.rawValue)"),
            items: answers(statements) + cards(desk) + sources(of: statements.map(\.claimID)),
            buttons: [question.next == nil ? talk : next])
    }

    /// What holds for these countries; that there is no checked answer, where nothing is known or what was known is past
    /// its time; then what holds everywhere.
    private func answers(_ statements: [FeeStatement]) -> [Item] {
        func items(of statement: FeeStatement) -> [Item] {
            let said = vouched(.paragraph(.text(statement.textID)), by: statement.claimID)
            return said.isEmpty ? [] : said + cards([statement.contact].compactMap(\.self))
        }
        let own = statements.filter { !$0.isGeneral }.map(items)
        let isWhole = !own.isEmpty && own.allSatisfy { !$0.isEmpty }
        return own.joined() + (isWhole ? [] : [.badge(.ui("fees.unknown"))]) + statements.filter(\.isGeneral).flatMap(items)
    }
}

extension FeeStatement.Side {
    fileprivate var icon: String {
        switch self {
        case .home: "home"
        case .work: "work-building"
        }
    }
}
