import GRDB
import Hub
import Intake

extension Database {
    /// Cases with their referrals, by a condition and an order.
    func cases(_ condition: String, _ arguments: StatementArguments = []) throws -> [Case] {
        let rows = try Row.fetchAll(self, sql: "SELECT * FROM intake_case WHERE \(condition)", arguments: arguments)
        return try rows.map { row in
            let referrals = try Row.fetchAll(
                cachedStatement(sql: "SELECT * FROM referral WHERE intake_case = ? ORDER BY number"), arguments: [row.int64("id")]
            )
            return try Case(row, referrals: referrals.map(Referral.init))
        }
    }
}

extension Case {
    fileprivate init(_ row: Row, referrals: [Referral]) throws {
        self.init(
            id: CaseID(try row.int64("id")), openedOn: try row.day("opened_day"),
            waitingSince: row.timeIfAny("waiting_since_seconds"),
            urgency: try row.word("urgency"), language: try row.text("language"), wantsWoman: try row.bool("wants_woman"),
            issuedWeek: try row.week("issued_week"), site: try row.text("site"),
            sealedAnswers: row.bytes("sealed_answers"),
            eraseOn: try row.day("erase_day"), counsellor: row["counsellor"], redemption: try Redemption(in: row),
            referrals: referrals, closedOn: row.dayIfAny("closed_day"))
    }
}

extension Redemption {
    /// `nil` before anything was asked and confirmed.
    init?(in row: Row) throws {
        guard let text = row["redemption"] as String? else { return nil }
        self = try StoredJSON.value(Redemption.self, text)
    }
}

extension Referral {
    init(_ row: Row) throws {
        self.init(
            number: try row.int("number"), service: try row.text("service"), providerKind: try row.text("provider_kind"),
            madeOnDay: try row.int("made_on_day"), state: try row.word("state"), result: try row.word("result"))
    }
}
