import Guide

extension Manuscript {
    mutating func readUnions(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("country", of: "Guide/unions.toml", tree, report).map { fields in
            fields.allow(
                "id", "law", "claim", "contested", "join", "join_article", "join_note", "form", "form_article",
                "form_note", "lead", "lead_article", "lead_note")
            let card = UnionCard(
                country: fields.string("id"), law: fields.string("law"), join: Self.cell("join", fields),
                form: Self.cell("form", fields), lead: Self.cell("lead", fields),
                claimID: fields.optionalString("claim"))
            texts += Self.notes(of: card, fields)
            return Placed(card, at: fields.place)
        }
        unions = withoutDoubles(list, "country", report) { $0.country }
    }

    private static func cell(_ key: String, _ fields: Fields) -> UnionCard.Cell {
        let answer: UnionCard.Answer = fields.choice(key, default: .unknown)
        let isListed = fields.strings("contested").contains(key)
        if isListed != (answer == .contested) {
            fields.report.error(
                fields.place(of: key), "`\(key)` and the list `contested` say different things",
                remedy: "Write \(key) = \"contested\" and name it in `contested`, or neither")
        }
        return UnionCard.Cell(
            answer: answer, article: fields.optionalString("\(key)_article") ?? "",
            hasNote: fields.optionalString("\(key)_note") ?? "" != "")
    }

    private static func notes(of card: UnionCard, _ fields: Fields) -> [SourceText] {
        UnionCard.Question.allCases.compactMap { question in
            let key = "\(question.rawValue)_note"
            guard let note = fields.optionalString(key), !note.isEmpty else { return nil }
            return SourceText(
                card.noteID(question), note, note: "About unions and the law of \(card.country).",
                at: fields.place(of: key))
        }
    }

    mutating func readSigns(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("sign", of: "Guide/signs.toml", tree, report).map { fields in
            fields.allow("id", "number", "text", "codes", "claim")
            let sign = Sign(id: fields.name("id"), number: fields.integer("number", in: 1...11))
            texts.append(
                SourceText(
                    sign.textID, fields.string("text"), note: "A sign of forced labour, said by the worker.",
                    isSafety: true, at: fields.place(of: "text")))
            return Placed(
                SignSheet(sign: sign, claimID: fields.optionalString("claim"), codes: fields.strings("codes")),
                at: fields.place)
        }
        signs = withoutDoubles(
            withoutDoubles(list, "sign", report) { $0.sign.id }, "number of a sign", report
        ) { "\($0.sign.number)" }
    }

    mutating func readNotices(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("notice", of: "Guide/notices.toml", beside: ["sentence"], tree, report).compactMap {
            fields -> Placed<Notice>? in
            fields.allow("id", "kind", "text", "start", "end", "priority")
            let kind: Notice.Kind = fields.choice("kind", default: .sample)
            let priority = fields.integer("priority", in: 0...999, default: 0)
            for key in ["start", "end"] where fields.optionalString(key) ?? "" == "" {
                report.error(fields.place, "`\(key)` is missing", remedy: "Add \(key) = \"2026-11-22\"")
            }
            guard let start = fields.day("start"), let end = fields.day("end") else { return nil }
            if end < start {
                report.error(fields.place(of: "end"), "the notice ends before it starts", remedy: "Correct the days")
            }
            let notice = Notice(id: fields.name("id"), kind: kind, start: start, end: end, priority: priority)
            texts.append(
                SourceText(
                    notice.textID, fields.string("text"), note: "A notice that holds for some days.",
                    at: fields.place(of: "text")))
            return Placed(notice, at: fields.place)
        }
        notices = withoutDoubles(list, "notice", report) { $0.id }
        readSentences(tree, report)
    }

    /// What staff can put up by themselves: `[[sentence]]` of the same file.
    private mutating func readSentences(_ tree: SourceTree, _ report: Report) {
        let tables = Self.tables("sentence", of: "Guide/notices.toml", beside: ["notice"], tree, report)
        let list = tables.map { fields -> Placed<NoticeSentence> in
            fields.allow("id", "kind", "text")
            let sentence = NoticeSentence(id: fields.name("id"), kind: fields.choice("kind", default: .officeClosed))
            if notices.contains(where: { $0.id == sentence.id }) {
                report.error(fields.place(of: "id"), "a notice has the id `\(sentence.id)` too", remedy: "Give the sentence another one")
            }
            texts.append(
                SourceText(
                    sentence.textID, fields.string("text"),
                    note: "A sentence that staff put up for some days; the days stand behind it.", at: fields.place(of: "text")))
            return Placed(sentence, at: fields.place)
        }
        sentences = withoutDoubles(list, "sentence", report) { $0.id }
    }

    mutating func readFees(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("fee", of: "Guide/fees.toml", tree, report).map { fields in
            fields.allow("id", "country", "side", "question", "text", "claim", "contact")
            let country = fields.optionalString("country") ?? ""
            let side: FeeStatement.Side? = fields.optionalChoice("side")
            if country.isEmpty != (side == nil) {
                fields.report.error(
                    fields.place, "`country` and `side` stand together, or neither",
                    remedy: "Write country = \"SG\" and side = \"work\", or remove both where it holds everywhere")
            }
            if !country.isEmpty, !isCountry(country) {
                fields.report.error(
                    fields.place(of: "country"), "`country` is \"\(country)\"", remedy: "Write two capital letters, \"SG\"")
            }
            let statement = FeeStatement(
                id: fields.name("id"), country: country, side: side, question: fields.choice("question", default: .who),
                claimID: fields.string("claim"), contact: fields.optionalString("contact"))
            texts.append(
                SourceText(
                    statement.textID, fields.string("text"), note: "What a source says of recruitment fees.",
                    at: fields.place(of: "text")))
            return Placed(statement, at: fields.place)
        }
        fees = withoutDoubles(list, "statement on fees", report) { $0.id }
    }
}
