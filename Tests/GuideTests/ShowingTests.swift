import Guide
import Testing

@Suite struct `What may be shown today` {
    private func day(_ text: String) throws -> GuideDate { try #require(GuideDate(text)) }

    private func claim(_ expiry: Claim.Expiry, _ confidence: Claim.Confidence = .high) throws -> Claim {
        Claim(
            id: "F001", kind: .right, countries: [], sourceID: "S", locator: "", asOf: "2022",
            reviewDue: try day("2026-06-30"), confidence: confidence, risk: .normal, onExpiry: expiry, method: "")
    }

    @Test func `a claim is shown plainly on its last day, and by its rule after it`() throws {
        for expiry in Claim.Expiry.allCases {
            #expect(try claim(expiry).showing(on: day("2026-06-30")) == .plain)
        }
        let after = try day("2026-07-01")
        #expect(try claim(.hide).showing(on: after) == .hidden)
        #expect(try claim(.badge).showing(on: after) == .pastReview)
        #expect(try claim(.keep).showing(on: after) == .plain)
    }

    @Test func `a contested claim says so`() throws {
        #expect(try claim(.badge, .contested).showing(on: day("2026-01-01")) == .contested)
        #expect(try claim(.keep, .contested).showing(on: day("2027-01-01")) == .contested)
    }

    @Test func `a number without a second source or a check is not shown`() throws {
        let today = try day("2026-11-22")
        let checked = try day("2026-10-01")
        #expect(Service.Phone(number: "1", assuredOn: checked).showing(on: today, risk: .normal) == .askAtDesk)
        #expect(Service.Phone(number: "1", secondSource: "S").showing(on: today, risk: .normal) == .askAtDesk)
        let phone = Service.Phone(number: "1", secondSource: "S", assuredOn: checked)
        #expect(phone.showing(on: today, risk: .safety) == .assured(checked))
    }

    @Test func `a number past its check is old for most, and gone for safety`() throws {
        let checked = try day("2026-01-01")
        let phone = Service.Phone(
            number: "1", secondSource: "S", assuredOn: checked, assuranceDue: try day("2026-04-01"))
        #expect(phone.showing(on: try day("2026-04-01"), risk: .safety) == .assured(checked))
        #expect(phone.showing(on: try day("2026-04-02"), risk: .normal) == .notCheckedSince(checked))
        #expect(phone.showing(on: try day("2026-04-02"), risk: .safety) == .askAtDesk)
    }

    @Test func `a notice holds from its first day to its last`() throws {
        let notice = Notice(
            id: "n", kind: .health, start: try day("2026-11-01"), end: try day("2026-11-03"), priority: 1)
        let holds = try ["2026-10-31", "2026-11-01", "2026-11-03", "2026-11-04"].map { notice.holds(on: try day($0)) }
        #expect(holds == [false, true, true, false])
    }
}
