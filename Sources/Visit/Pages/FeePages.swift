import Guide

/// Who pays for recruitment: two countries, four questions, and what the sources say.
extension View {
    /// The way to the page, where the guide knows anything of fees.
    var feesCard: [Item] {
        guide.fees.isEmpty ? [] : [.control(Control("fees.open", .card, .ui("fees.title"), icon: "need-fees", .fees))]
    }

    func fees(home: String?, work: String?) -> Content {
        guard let home else {
            return choice(
                "fees", .ui("q.origin.title"), [.note(.ui("fees.lead"))], .home, site.origins + guide.feeCountries(.home))
        }
        guard let work else {
            return choice("fees-work", .ui("union.choose"), [], .work, [site.country] + guide.feeCountries(.work))
        }
        return answers(from: home, to: work)
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
                            "fees.\(side.rawValue).\(code.isEmpty ? "other" : code)", .tile, country(code), .country(code)))
                })
    }

    private func country(_ code: String) -> Words { code.isEmpty ? .ui("q.origin.other") : .ui("country.\(code)") }

    private func answers(from home: String, to work: String) -> Content {
        let statements = guide.fees.filter { $0.holds(from: home, to: work) }
        let desk = guide.services.values.filter { $0.kind == .desk }.map(\.id).sorted()
        return Content(
            "fees-answer", crumb: .list([country(home), country(work)]), title: .ui("fees.title"),
            items: FeeStatement.Question.allCases.flatMap { question in
                answer(to: question, statements.filter { $0.question == question })
            } + cards(desk) + sources(of: statements.map(\.claimID)),
            buttons: [Control("fees.talk", .mainButton, .ui("home.talk"), icon: "counsellor", .talk)])
    }

    /// What holds for these countries; that there is no checked answer, where nothing is known or what was known is past
    /// its time; then what holds everywhere.
    private func answer(to question: FeeStatement.Question, _ statements: [FeeStatement]) -> [Item] {
        func items(of statement: FeeStatement) -> [Item] {
            let said = vouched(.paragraph(.text(statement.textID)), by: statement.claimID)
            return said.isEmpty ? [] : said + cards([statement.contact].compactMap(\.self))
        }
        let own = statements.filter { !$0.isGeneral }.map(items)
        return [.heading(.ui("fees.\(question.rawValue)"))] + own.joined()
            + (own.allSatisfy { !$0.isEmpty } && !own.isEmpty ? [] : [.note(.ui("fees.unknown"))])
            + statements.filter(\.isGeneral).flatMap(items)
    }
}
