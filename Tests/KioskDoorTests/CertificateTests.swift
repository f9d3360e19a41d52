import Hub
import Intake
import Link
import NIOHTTP1
import NIOSSL
import Testing

@testable import KioskDoor

@Suite(.timeLimit(.minutes(2))) struct `Who may come in` {
    /// Everything that is served, with something that it might say yes to.
    private func everything(_ door: OpenDoor) throws -> [(HTTPMethod, String)] {
        let kiosk = try #require(KioskID("amman-1"))
        return [
            (.PUT, HubAddress.intake(try Samples.lookup(1))), (.DELETE, HubAddress.intake(try Samples.lookup(1))),
            (.PUT, HubAddress.counters(of: kiosk, in: nil)), (.POST, HubAddress.health(of: kiosk)),
            (.POST, HubAddress.certificate(of: kiosk)), (.GET, HubAddress.guide(.all)), (.GET, HubAddress.guidePart(.all, "guide.sqlite")),
            (.POST, HubAddress.tokenStates), (.GET, "/"), (.GET, "/v1/nothing"), (.POST, HubAddress.description), (.GET, HubAddress.enrolments),
        ]
    }

    @Test func `without a certificate nothing but the enrolment and the description is answered`() async throws {
        try await OpenDoor.with { door in
            for (method, path) in try everything(door) {
                let answer = try await door.ask(method, path, as: nil)
                #expect(answer.status == 403, "\(method) \(path)")
                #expect(try answer.refusal() == .notEnrolled)
            }
            #expect(try await door.ask(.GET, HubAddress.description, as: nil).status == 200)
            #expect(try await door.ask(.POST, HubAddress.enrolments, as: nil).status == 415)
        }
    }

    @Test func `a refusal without a certificate comes before the body and ends the connection`() async throws {
        try await OpenDoor.with { door in
            let wire = try await Wire(to: door, as: nil)
            try await wire.say(
                "PUT \(HubAddress.intake(try Samples.lookup(1))) HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n")
            // Not one byte of the body was said.
            let heard = await wire.all()
            #expect(heard.hasPrefix("HTTP/1.1 403 "))
            #expect(heard.lowercased().contains("connection: close"))
            #expect(heard.contains("not-enrolled"))
        }
    }

    @Test func `a foreign, unknown or expired certificate ends the connection`() async throws {
        try await OpenDoor.with { door in
            let good = try await door.enrolled("amman-1")
            let strangers = [
                try TestKiosk("amman-1", signedBy: Authority(), at: door.clock.now),
                try TestKiosk("amman-1", signedBy: door.authority, at: door.clock.now),
            ]
            for stranger in strangers {
                await #expect(throws: (any Error).self) { try await door.ask(.GET, HubAddress.description, as: stranger) }
            }
            #expect(try await door.ask(.GET, HubAddress.description, as: good).status == 200)
            door.clock.turn(by: .seconds(Int64(Authority.kioskLife) * 86_400))
            await #expect(throws: (any Error).self) { try await door.ask(.GET, HubAddress.description, as: good) }
        }
    }

    @Test func `a kiosk that is revoked gets no new connection and no further answer on an old one`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let wire = try await Wire(to: door, as: kiosk)
            try await wire.say("GET \(HubAddress.guide(.all)) HTTP/1.1\r\nHost: hub\r\n\r\n")
            #expect(await wire.upTo("}").hasPrefix("HTTP/1.1 404 "))
            try await door.store.revoke(kiosk.id)
            door.clock.turn(by: .seconds(1))
            try await wire.say(
                "PUT \(HubAddress.intake(try Samples.lookup(1))) HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n")
            let heard = await wire.all()
            #expect(heard.hasPrefix("HTTP/1.1 403 "))
            await #expect(throws: (any Error).self) { try await door.ask(.GET, HubAddress.description, as: kiosk) }
        }
    }

    @Test func `a new code for a kiosk shuts its old machine out`() async throws {
        try await OpenDoor.with { door in
            let old = try await door.enrolled("amman-1")
            let new = try await door.enrolled("amman-1")
            #expect(try await door.ask(.POST, HubAddress.health(of: new.id), as: new, json: Samples.health).status == 204)
            await #expect(throws: (any Error).self) {
                try await door.ask(.POST, HubAddress.health(of: old.id), as: old, json: Samples.health)
            }
        }
    }

    @Test func `a certificate is of no use without its key`() async throws {
        try await OpenDoor.with { door in
            let (mine, theirs) = (try await door.enrolled("amman-1"), try await door.enrolled("amman-2"))
            let thief = TestKiosk(id: theirs.id, key: mine.key, chain: theirs.chain)
            await #expect(throws: (any Error).self) { try await door.ask(.GET, HubAddress.description, as: thief) }
        }
    }

    @Test func `TLS 1 point 2 is not spoken`() async throws {
        try await OpenDoor.with { door in
            var tls = try TestKiosk.tls(nil, trusting: door.authority)
            tls.maximumTLSVersion = .tlsv12
            await #expect(throws: (any Error).self) { try await Wire.shakeHands(with: door, tls) }
            tls.maximumTLSVersion = nil
            try await Wire.shakeHands(with: door, tls)
        }
    }

    @Test func `a kiosk speaks only for itself`() async throws {
        try await OpenDoor.with { door in
            let (mine, other) = (try await door.enrolled("amman-1"), try await door.enrolled("amman-2"))
            let tries = [
                try await door.ask(.PUT, HubAddress.counters(of: other.id, in: nil), as: mine, json: Samples.report()),
                try await door.ask(.POST, HubAddress.health(of: other.id), as: mine, json: Samples.health),
                try await door.ask(.POST, "/v1/kiosks/nobody/health", as: mine, json: Samples.health),
            ]
            for answer in tries {
                #expect(answer.status == 403)
                #expect(try answer.refusal() == .notYours)
            }
            #expect(try await door.store.kiosks().allSatisfy { $0.health == nil })
            // Nor can it call back what another one delivered, or lie over it.
            let place = HubAddress.intake(try Samples.lookup(1))
            #expect(try await door.ask(.PUT, place, as: other, json: Samples.delivery()).status == 200)
            #expect(try await door.ask(.DELETE, place, as: mine).status == 403)
            let copy = try await door.ask(.PUT, place, as: mine, json: Samples.delivery())
            #expect(copy.status == 409)
            #expect(try copy.refusal() == .conflict)
            #expect(try await door.store.waitingIntakes() == ["amman": 1])
        }
    }
}
