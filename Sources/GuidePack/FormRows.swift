import GRDB
import Intake

/// Puts an intake form into the tables of a pack, and takes it out again.
struct FormRows {
    let db: Database

    func insert(_ form: Form) throws {
        try db.execute(sql: "INSERT INTO form VALUES (?, ?)", arguments: [form.version, form.retentionDays])
        for (position, question) in form.questions.enumerated() { try insert(question, at: position) }
    }

    private func insert(_ question: Question, at position: Int) throws {
        let upTo: Int? = if case .many(let most) = question.kind { most } else { nil }
        try db.execute(
            sql: "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                position, question.id.rawValue, question.number, upTo, question.text, question.destination.rawValue,
                question.page, question.showIf?.question.rawValue, question.showIf?.option?.rawValue,
                question.optionsFrom.rawValue,
            ])
        for (position, option) in question.options.enumerated() {
            try db.execute(
                sql: "INSERT INTO option VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    question.id.rawValue, position, option.id.rawValue, option.number, option.icon, option.text,
                    option.codes.map(\.rawValue).joined(separator: " "), option.ownUrgency?.rawValue,
                ])
        }
    }

    func form() throws -> Form {
        guard let row = try Row.fetchOne(db, sql: "SELECT version, retention_days FROM form") else {
            throw Malformed("there is no form")
        }
        var options: [String: [Question.Option]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM option ORDER BY question, position") {
            options[row["question"], default: []].append(try option(row))
        }
        let questions = try Row.fetchAll(db, sql: "SELECT * FROM question ORDER BY position")
            .map { try question($0, options: options[$0["id"]] ?? []) }
        return Form(version: row["version"], retentionDays: row["retention_days"], questions: questions)
    }

    private func question(_ row: Row, options: [Question.Option]) throws -> Question {
        let upTo: Int? = row["up_to"]
        let condition = (row["if_question"] as String?).map {
            Question.Condition(
                question: Question.ID(rawValue: $0),
                option: (row["if_option"] as String?).map(Question.Option.ID.init(rawValue:)))
        }
        return Question(
            id: Question.ID(rawValue: row["id"]), number: row["number"], kind: upTo.map { .many(upTo: $0) } ?? .one,
            text: row["text"], destination: try row.choice("destination"), page: row["page"], showIf: condition,
            optionsFrom: try row.choice("options_from"), options: options)
    }

    private func option(_ row: Row) throws -> Question.Option {
        let urgency: String? = row["urgency"]
        return Question.Option(
            id: Question.Option.ID(rawValue: row["id"]), number: row["number"], icon: row["icon"], text: row["text"],
            codes: try row.choices("codes"), urgency: try urgency.map { _ in try row.choice("urgency") })
    }
}
