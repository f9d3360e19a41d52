import Guide
import Hub
import Intake
import Link
import Testing

@testable import StaffDesk

@Suite struct DeskWordsTests {
    @Test(arguments: [("1250.50", "MYR", Int64(125_050)), ("7", "JOD", 7_000), ("1.234", "JOD", 1_234), ("500000", "VND", 500_000), ("", "MYR", 0), ("123456789012.345", "JOD", 123_456_789_012_345)])
    func `money is kept in its smallest unit and told as it was typed`(_ text: String, _ currency: String, _ minor: Int64) {
        #expect(Money.minor(text, in: currency) == minor)
        #expect(Money.minor(Money.text(minor, in: currency), in: currency) == minor)
    }

    @Test(arguments: ["-1", "1,5", "1.2.3", ".5", "1.234", "9999999999999", "1e9"])
    func `money that could be misread is refused`(_ text: String) { #expect(Money.minor(text, in: "MYR") == nil) }

    @Test func `a cell is never a formula`() {
        #expect(AuditFile.cell("=1+1") == "\"'=1+1\"")
        #expect(AuditFile.cell("a\"b") == "\"a\"\"b\"")
        #expect(AuditFile.time(HubTime(seconds: 0)) == "1970-01-01 00:00:00")
    }

    @Test func `own languages come first, and a woman for who asked for one`() {
        func waiting(_ number: Int64, _ language: String, woman: Bool) -> Case {
            Case(
                id: CaseID(number), openedOn: GuideDate(dayNumber: 1), waitingSince: HubTime(seconds: number), urgency: .amber,
                language: language, wantsWoman: woman, issuedWeek: nil, site: "", sealedAnswers: nil, eraseOn: GuideDate(dayNumber: 2))
        }
        let cases = [waiting(1, "km", woman: false), waiting(2, "my", woman: false), waiting(3, "my", woman: true), waiting(4, "km", woman: true)]
        let woman = StaffMember(id: "mina", name: "", role: .counsellor, languages: ["my"], isWoman: true, passwordHash: "")
        let man = StaffMember(id: "ravi", name: "", role: .counsellor, languages: ["my"], isWoman: false, passwordHash: "")
        #expect(WaitingOrder.sorted(cases, for: woman).map(\.id.number) == [3, 2, 1, 4])
        #expect(WaitingOrder.sorted(cases, for: man).map(\.id.number) == [2, 1, 3, 4])
    }

    @Test func `a count is taken once a day, and a small one is not told`() async {
        let count = DayCount()
        #expect(await count.text(for: 1) == nil)
        await count.keep(DayCount.words(12), for: 1)
        #expect(await count.text(for: 1)?.contains("12") == true)
        #expect(await count.text(for: 2) == nil)
        #expect(DayCount.words(4) == DayCount.words(0))
    }

    @Test func `a kiosk that is silent, without paper or behind with its guide says what to do`() throws {
        var kiosk = Kiosk(id: try #require(KioskID("a1")), site: "amman", channel: .all, lastContact: HubTime(seconds: 0))
        kiosk.health = HealthNote(
            state: "degraded", findings: [.init(code: "P2", severity: "degraded", what: "Paper is low", whatToDo: "Bring a roll")],
            program: "0.1", guide: "1", paper: "out", printer: "working", clock: "none", temperatureC: 81, storageWearPercent: 90,
            waiting: 500, lastTouched: "")
        let advice = FleetAdvice.all(for: kiosk, newest: "2", silentFor: 9)
        #expect(advice.first?.tone == .bad && advice.count == 8)
        #expect(advice.allSatisfy { !$0.whatToDo.isEmpty })
        kiosk.health = nil
        kiosk.lastContact = nil
        #expect(FleetAdvice.all(for: kiosk, newest: nil, silentFor: nil).count == 1)
    }
}
