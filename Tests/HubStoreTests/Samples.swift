import Guide
import Hub
import Intake
import Link
import Testing

/// Records, people and days for tests.
enum Samples {
    /// 22 November 2026, 12:00 UTC.
    static let now = HubTime(seconds: 1_795_348_800)
    static let week = ISOWeek(year: 2026, week: 47)
    static let amman = kiosk("amman-1")
    static let zarqa = kiosk("zarqa-1")

    static func kiosk(_ name: String) -> KioskID {
        guard let id = KioskID(name) else { preconditionFailure("a kiosk's name in a test is wrong") }
        return id
    }

    static func days(_ count: Int) -> HubTime { now + .seconds(count * 86_400) }

    /// Thirty-two bytes.
    static func digest(_ number: UInt8) -> [UInt8] { (0..<32).map { number &+ $0 } }

    /// The record of a number. `other` makes other bytes under the same lookup.
    static func intake(_ number: Int, other: UInt8 = 0) throws -> (lookup: Lookup, delivery: IntakeDelivery) {
        let lookup = Lookup(bytes: (0..<Lookup.size).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8) &+ $0 * 31) })
        let record = SealedRecord(
            bytes: (0..<SealedRecord.size).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) ^ other })
        return (try #require(lookup), IntakeDelivery(record: try #require(record), week: week))
    }

    static func opened(_ number: Int, at now: HubTime = now, urgency: NeedCode.Urgency = .amber) throws -> OpenedIntake {
        OpenedIntake(
            lookup: try intake(number).lookup, urgency: urgency, language: "km", wantsWoman: true, issuedWeek: week,
            sealedAnswers: [1, 2, 3], eraseOn: GuideDate(dayNumber: now.dayNumber + 90))
    }

    static func member(_ id: String) -> StaffMember {
        StaffMember(
            id: id, name: "Ms " + id, role: .counsellor, languages: ["ar", "en"], isWoman: true, passwordHash: "scrypt$1",
            sealedTOTPSecret: [9, 8, 7])
    }

    static func session(_ number: UInt8, of staff: String, at now: HubTime = now) -> StaffSession {
        StaffSession(digest: digest(number), staff: staff, began: now, lastSeen: now)
    }

    static func report(_ series: UInt8, _ lines: [(Counter, Int)]) -> CounterReport {
        CounterReport(series: [UInt8](repeating: series, count: 16), lines: lines.map { .init($0.0, count: $0.1) })
    }

    static func referral(_ number: Int, _ state: Referral.State) -> Referral {
        Referral(number: number, service: "svc-\(number)", providerKind: "legal", madeOnDay: now.dayNumber, state: state)
    }

    static let health = HealthNote(
        state: "degraded", findings: [.init(code: "P2", severity: "degraded", what: "paper is low", whatToDo: "put in a roll")],
        program: "1.0", guide: "2026.11", paper: "low", printer: "working", clock: "network", temperatureC: 41.5, waiting: 3,
        lastTouched: "2026-11-22")
}
