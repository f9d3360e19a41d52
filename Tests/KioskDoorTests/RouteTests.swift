import Crypto
import Foundation
import Hub
import Intake
import Link
import Sealing
import Testing

@testable import KioskDoor

@Suite(.timeLimit(.minutes(2))) struct `What kiosks deliver and ask` {
    @Test func `a record is on the disk when its receipt comes, and the same record gets the same receipt`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let (lookup, delivery) = (try Samples.lookup(1), try Samples.delivery())
            let first = try await door.ask(.PUT, HubAddress.intake(lookup), as: kiosk, json: delivery)
            #expect(first.status == 200)
            let receipt = try first.read(IntakeReceipt.self)
            #expect(receipt.confirms(lookup, digest: Array(SHA256.hash(data: delivery.record.bytes))))
            #expect(receipt.received == "2026-11-22")
            #expect(try await door.store.waitingIntake(lookup, at: door.clock.now)?.record == delivery.record)
            door.clock.turn(by: .seconds(3 * 86_400))
            let second = try await door.ask(.PUT, HubAddress.intake(lookup), as: kiosk, json: delivery)
            #expect(second.body == first.body)

            let other = try await door.ask(.PUT, HubAddress.intake(lookup), as: kiosk, json: Samples.delivery(2))
            #expect(other.status == 409)
            #expect(try other.refusal() == .conflict)
            #expect(try await door.store.waitingIntake(lookup, at: door.clock.now)?.record == delivery.record)
        }
    }

    @Test func `a record that is sealed to the key that the centre had before is kept`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let earlier = try Samples.delivery(sealedTo: OpenDoor.formerKey.publicKey)
            #expect(try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, json: earlier).status == 200)
        }
    }

    @Test func `a record that is sealed to another centre's key is not kept, and gets no receipt`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let lookup = try Samples.lookup(1)
            let foreign = try Samples.delivery(sealedTo: MRCPrivateKey().publicKey)
            let answer = try await door.ask(.PUT, HubAddress.intake(lookup), as: kiosk, json: foreign)
            #expect(answer.status == 422)
            #expect(try answer.refusal() == .otherKey)
            #expect(try await door.store.waitingIntake(lookup, at: door.clock.now) == nil)
            // The place is free for the record that can be opened.
            #expect(try await door.ask(.PUT, HubAddress.intake(lookup), as: kiosk, json: Samples.delivery()).status == 200)
        }
    }

    @Test func `a record that was called back is not taken again`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            for number in 1...2 {
                let place = HubAddress.intake(try Samples.lookup(number))
                // The first one had come, the second was still on its way.
                if number == 1 { #expect(try await door.ask(.PUT, place, as: kiosk, json: Samples.delivery()).status == 200) }
                for _ in 0..<2 { #expect(try await door.ask(.DELETE, place, as: kiosk).status == 204) }
                let late = try await door.ask(.PUT, place, as: kiosk, json: Samples.delivery())
                #expect(late.status == 410)
                #expect(try late.refusal() == .withdrawn)
            }
        }
    }

    @Test func `sixteen states are told, known or not, in the order asked and in answers of one size`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            #expect(try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, json: Samples.delivery()).status == 200)
            #expect(try await door.ask(.DELETE, HubAddress.intake(Samples.lookup(2)), as: kiosk).status == 204)
            var random = SystemRandomNumberGenerator()
            var none = TokenStatesQuestion([], random: &random)
            none.lookups = try (100..<116).map { try Samples.lookup($0).hex }
            var some = none
            some.lookups[3] = try Samples.lookup(1).hex
            some.lookups[15] = try Samples.lookup(2).hex
            let (a, b) = (
                try await door.ask(.POST, HubAddress.tokenStates, as: kiosk, json: none),
                try await door.ask(.POST, HubAddress.tokenStates, as: kiosk, json: some))
            #expect(a.status == 200)
            #expect(a.body.count == b.body.count)
            let told = try #require(b.read(TokenStatesAnswer.self).told)
            #expect(told.count == 16)
            #expect(told[3] == .waiting)
            #expect(told[15] == .void)
            #expect(told.filter { $0 == .unknown }.count == 14)
            for wrong in [some.lookups.dropLast(), some.lookups + ["00"], Array(repeating: "x", count: 16)] {
                var question = some
                question.lookups = Array(wrong)
                let refused = try await door.ask(.POST, HubAddress.tokenStates, as: kiosk, json: question)
                #expect(refused.status == 400)
                #expect(try refused.refusal() == .badRequest)
            }
        }
    }

    @Test func `counts of a week replace those before, by series`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let week = try #require(ISOWeek(year: 2026, week: 47))
            var report = try Samples.report()
            for count in [3, 12] {
                report.lines[0].count = count
                #expect(try await door.ask(.PUT, HubAddress.counters(of: kiosk.id, in: week), as: kiosk, json: report).status == 204)
            }
            let other = CounterReport(series: Samples.bytes(16, seed: 9), lines: report.lines)
            #expect(try await door.ask(.PUT, HubAddress.counters(of: kiosk.id, in: week), as: kiosk, json: other).status == 204)
            #expect(try await door.ask(.PUT, HubAddress.counters(of: kiosk.id, in: nil), as: kiosk, json: other).status == 204)
            #expect(try await door.store.sums(of: [.session], in: week...week).map(\.count) == [24])
        }
    }

    @Test func `more series of a week than a kiosk can have are refused, and nothing is lost`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let week = try #require(ISOWeek(year: 2026, week: 47))
            let address = HubAddress.counters(of: kiosk.id, in: week)
            let lines = try Samples.report().lines
            for number in 0..<CounterReport.mostSeriesOfWeek {
                let report = CounterReport(series: Samples.bytes(16, seed: UInt64(number + 1)), lines: lines)
                #expect(try await door.ask(.PUT, address, as: kiosk, json: report).status == 204)
            }
            let more = CounterReport(series: Samples.bytes(16, seed: 99), lines: lines)
            let refused = try await door.ask(.PUT, address, as: kiosk, json: more)
            #expect(refused.status == 429)
            #expect(try refused.refusal() == .tooMany)
            #expect(try await door.store.sums(of: [.session], in: week...week).map(\.count) == [12 * CounterReport.mostSeriesOfWeek])
        }
    }

    @Test func `counts that no kiosk makes are refused, and a sentence says what is allowed`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let good = try Samples.report()
            let changes: [(inout CounterReport) -> Void] = [
                { $0.series = "zz" }, { $0.lines[0].metric = "visitors' names" }, { $0.lines[0].values = ["x"] }, { $0.lines[0].count = 0 },
                { $0.lines[0].count = CounterReport.mostOfOne + 1 }, { $0.lines += $0.lines },
            ]
            for change in changes {
                var report = good
                change(&report)
                let answer = try await door.ask(.PUT, HubAddress.counters(of: kiosk.id, in: nil), as: kiosk, json: report)
                #expect(answer.status == 400)
                #expect(try answer.refusal() == .badRequest)
                #expect(!String(decoding: answer.body, as: UTF8.self).contains("visitors"))
            }
            for week in ["2026-W54", "2026-47", "now", "2026-W4", "2026-W47x", "%00"] {
                let answer = try await door.ask(.PUT, "/v1/kiosks/amman-1/counters/\(week)", as: kiosk, json: good)
                #expect(answer.status == 400, "\(week)")
            }
        }
    }

    @Test func `a kiosk's health stands in the fleet as it said it`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            #expect(try await door.ask(.POST, HubAddress.health(of: kiosk.id), as: kiosk, json: Samples.health).status == 204)
            let found = try #require(try await door.store.kiosks().first)
            #expect(found.health == Samples.health)
            #expect(found.lastContact == door.clock.now)
            var wrong = Samples.health
            wrong.lastTouched = "22.11.2026"
            let refused = try await door.ask(.POST, HubAddress.health(of: kiosk.id), as: kiosk, json: wrong)
            #expect(refused.status == 400)
            #expect(try refused.refusal() == .badRequest)
        }
    }

    @Test(arguments: ["0", "zz", "../../etc/passwd", "' OR 1=1 --", "0123456789ABCDEF0123456789ABCDEF", "{{lookup}}", "00%00"])
    func `what is no lookup is nowhere`(text: String) async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let path = "/v1/intakes/" + (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
            for answer in [
                try await door.ask(.PUT, path, as: kiosk, json: Samples.delivery()), try await door.ask(.DELETE, path, as: kiosk),
            ] {
                #expect(answer.status == 400)
                #expect(try answer.refusal() == .badRequest)
            }
        }
    }

    @Test func `an address that is not served, and a method that is not taken, are told apart`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            for path in ["/", "/v1", "/v1/", "/v1/intakes", "/v1/intakes/", "/v2/openapi.json", "/v1/openapi.json/", "//v1/openapi.json"] {
                let answer = try await door.ask(.GET, path, as: kiosk)
                #expect(answer.status == 404, "\(path)")
                #expect(try answer.refusal() == .notFound)
            }
            let answer = try await door.ask(.POST, HubAddress.intake(Samples.lookup(1)), as: kiosk, json: Samples.delivery())
            #expect(answer.status == 405)
            #expect(try answer.refusal() == .wrongMethod)
            #expect(answer.headers.first(name: "Allow") == "DELETE, PUT")
        }
    }

    @Test func `everything is still there after a new start`() async throws {
        let folder = try Folder()
        var (kiosk, pin): (TestKiosk?, String?)
        try await OpenDoor.with(folder: folder.url) { door in
            let enrolled = try await door.enrolled("amman-1")
            #expect(try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: enrolled, json: Samples.delivery()).status == 200)
            (kiosk, pin) = (enrolled, door.authority.pin)
        }
        try await OpenDoor.with(folder: folder.url) { door in
            #expect(door.authority.pin == pin)
            let again = try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, json: Samples.delivery())
            #expect(again.status == 200)
            #expect(try await door.store.waitingIntakes() == ["amman": 1])
        }
    }

    @Test func `twenty kiosks at once lose nothing`() async throws {
        let folder = try Folder()
        try await OpenDoor.with(folder: folder.url) { door in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for number in 0..<20 {
                    tasks.addTask {
                        let kiosk = try await door.enrolled("kiosk-\(number)", site: "site-\(number % 4)")
                        for record in 0..<5 {
                            let (lookup, delivery) = (try Samples.lookup(number * 5 + record), try Samples.delivery(number * 5 + record))
                            let answer = try await door.ask(.PUT, HubAddress.intake(lookup), as: kiosk, json: delivery)
                            #expect(answer.status == 200)
                            let receipt = try answer.read(IntakeReceipt.self)
                            #expect(receipt.confirms(lookup, digest: Array(SHA256.hash(data: delivery.record.bytes))))
                        }
                        #expect(try await door.ask(.POST, HubAddress.health(of: kiosk.id), as: kiosk, json: Samples.health).status == 204)
                    }
                }
                try await tasks.waitForAll()
            }
            #expect(try await door.store.waitingIntakes().values.sorted() == [25, 25, 25, 25])
            #expect(try await door.store.kiosks().filter { $0.health != nil }.count == 20)
        }
    }
}
