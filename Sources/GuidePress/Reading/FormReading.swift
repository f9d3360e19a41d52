import Intake

extension Manuscript {
    /// The intake: `Forms/intake.toml`.
    mutating func readForm(_ tree: SourceTree, _ report: Report) {
        let file = "Forms/intake.toml"
        guard let text = tree.text(file, report), let fields = Fields(toml: text, file: file, report) else { return }
        fields.allow("version", "retention_days", "question")
        let tables = fields.tables("question")
        let form = Form(
            version: fields.integer("version", in: 1...65_535),
            retentionDays: fields.integer("retention_days", in: 30...180),
            questions: tables.compactMap(Self.question))
        for problem in form.validate() {
            let place = tables.first { problem.place.hasPrefix("question \"\($0.optionalString("id") ?? "")\"") }?.place
            report.error(place ?? fields.place, problem.description, remedy: "See the rules at the top of the file")
        }
        self.form = Placed(form, at: fields.place)
    }

    private static func question(_ fields: Fields) -> Question? {
        fields.allow(
            "id", "number", "kind", "up_to", "to", "page", "text", "show_if", "options_from", "options")
        let source: Question.OptionSource =
            fields.optionalString("options_from") == nil
            ? .form : fields.choice("options_from", default: .form)
        return Question(
            id: Question.ID(rawValue: fields.string("id")), number: fields.integer("number", in: 1...63),
            kind: kind(fields), text: fields.optionalString("text"),
            destination: fields.choice("to", default: .payload), page: fields.optionalString("page"),
            showIf: condition(fields), optionsFrom: source,
            options: fields.tables("options").map { option($0, isNumbered: source == .form) })
    }

    private static func kind(_ fields: Fields) -> Question.Kind {
        switch fields.string("kind") {
        case "one", "": return .one
        case "many": return .many(upTo: fields.integer("up_to", in: 1...9))
        default:
            fields.report.error(
                fields.place(of: "kind"), "a question is answered by touching one picture or many, nothing else",
                remedy: "Write kind = \"one\" or kind = \"many\"")
            return .one
        }
    }

    private static func condition(_ fields: Fields) -> Question.Condition? {
        guard let condition = fields.table("show_if") else { return nil }
        condition.allow("question", "option")
        return Question.Condition(
            question: Question.ID(rawValue: condition.string("question")),
            option: condition.optionalString("option").map(Question.Option.ID.init(rawValue:)))
    }

    private static func option(_ fields: Fields, isNumbered: Bool) -> Question.Option {
        fields.allow("id", "number", "icon", "text", "codes", "urgency")
        return Question.Option(
            id: Question.Option.ID(rawValue: fields.string("id")),
            number: isNumbered ? fields.integer("number", in: 1...63) : 0, icon: fields.optionalString("icon"),
            text: fields.optionalString("text"), codes: fields.choices("codes"),
            urgency: fields.optionalString("urgency") == nil ? nil : fields.choice("urgency", default: .green))
    }
}
