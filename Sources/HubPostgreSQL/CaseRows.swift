import Hub
import Intake

extension Connection {
    /// Cases with their referrals, by a condition and an order.
    mutating func cases(_ condition: String, _ values: [Value] = []) throws -> [Case] {
        let found = try rows("SELECT * FROM intake_case WHERE \(condition)", values)
        var referrals: [Int64: [Referral]] = [:]
        let made = try rows(
            "SELECT * FROM referral WHERE intake_case = ANY ($1::bigint[]) ORDER BY intake_case, number",
            [.array(found.compactMap { $0.intIfAny("id") })])
        for row in made { referrals[try row.int64("intake_case"), default: []].append(try Referral(row)) }
        return try found.map { try Case($0, referrals: referrals[try $0.int64("id")] ?? []) }
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
        self = try JSONColumn.value(Redemption.self, text)
    }
}

extension Referral {
    init(_ row: Row) throws {
        self.init(
            number: try row.int("number"), service: try row.text("service"), providerKind: try row.text("provider_kind"),
            madeOnDay: try row.int("made_on_day"), state: try row.word("state"), result: try row.word("result"))
    }
}
