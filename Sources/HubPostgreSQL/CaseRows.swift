import Hub
import Intake

extension Connection {
    /// Cases with their referrals, by a condition and an order: of one moment, so in one statement.
    mutating func cases(_ condition: String, orderedBy order: String = "id", _ values: [Value] = []) throws -> [Case] {
        let found = try rows(
            """
            SELECT * FROM intake_case LEFT JOIN referral ON referral.intake_case = intake_case.id
            WHERE \(condition) ORDER BY \(order), number
            """, values)
        var cases: [Case] = []
        for row in found {
            if try cases.last?.id.number != row.int64("id") { cases.append(try Case(row, referrals: [])) }
            if row.intIfAny("number") != nil { cases[cases.count - 1].referrals.append(try Referral(row)) }
        }
        return cases
    }
}

extension Case {
    fileprivate init(_ row: Row, referrals: [Referral]) throws {
        self.init(
            id: CaseID(try row.int64("id")), openedOn: try row.day("opened_day"),
            waitingSince: row.timeIfAny("waiting_since_seconds"),
            urgency: try row.word("urgency"), language: try row.text("language"), wantsWoman: try row.bool("wants_woman"),
            issuedWeek: try row.week("issued_week"), site: try row.text("site"),
            sealedAnswers: try row.bytesIfAny("sealed_answers"),
            eraseOn: try row.day("erase_day"), counsellor: row.textIfAny("counsellor"), redemption: try Redemption(in: row),
            referrals: referrals, closedOn: row.dayIfAny("closed_day"))
    }
}

extension Redemption {
    /// `nil` before anything was asked and confirmed.
    init?(in row: Row) throws {
        guard let text = row.textIfAny("redemption") else { return nil }
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
