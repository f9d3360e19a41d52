import Crypto
import Hub
import Intake
import Link
import Sealing
import Testing

@testable import KioskDoor

@Suite(.timeLimit(.minutes(2))) struct `The enrolment of a kiosk` {
    @Test func `gives a new kiosk all that it needs, once`() async throws {
        try await OpenDoor.with { door in
            let secret = try await door.offer("aqaba-2", site: "aqaba", channel: .canary)
            let key = P256.Signing.PrivateKey()
            let request = EnrolmentRequest(secret: secret, certificateRequest: try TestKiosk.request(key))
            let answer = try await door.ask(.POST, HubAddress.enrolments, as: nil, json: request)
            #expect(answer.status == 201)
            let enrolment = try answer.read(Enrolment.self)
            #expect(enrolment.kiosk.text == "aqaba-2")
            #expect(enrolment.site == "aqaba")
            #expect(enrolment.channel == .canary)
            #expect(enrolment.authority == door.authority.pem)
            #expect(enrolment.certificates.hasSuffix(door.authority.pem))
            #expect(try MRCPublicKey(text: enrolment.mrcKey) == OpenDoor.mrcKey.publicKey)
            #expect(enrolment.guideKeys == OpenDoor.guideKey)

            let kiosk = TestKiosk(id: enrolment.kiosk, key: key, chain: enrolment.certificates)
            #expect(try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, json: Samples.delivery()).status == 200)

            let again = try await door.ask(.POST, HubAddress.enrolments, as: nil, json: request)
            #expect(again.status == 403)
            #expect(try again.refusal() == .notEnrolled)
        }
    }

    @Test func `takes no secret after its time, and none that was replaced`() async throws {
        try await OpenDoor.with { door in
            let request = try TestKiosk.request(P256.Signing.PrivateKey())
            let old = try await door.offer("amman-1")
            let new = try await door.offer("amman-1")
            let first = try await door.ask(
                .POST, HubAddress.enrolments, as: nil, json: EnrolmentRequest(secret: old, certificateRequest: request))
            #expect(first.status == 403)
            door.clock.turn(by: EnrolmentSecret.life)
            let second = try await door.ask(
                .POST, HubAddress.enrolments, as: nil, json: EnrolmentRequest(secret: new, certificateRequest: request))
            #expect(second.status == 403)
            #expect(try await door.store.kiosks().isEmpty)
        }
    }

    @Test func `makes one kiosk of a secret that many bring at once`() async throws {
        try await OpenDoor.with { door in
            let secret = try await door.offer("amman-1")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for _ in 0..<4 {
                    tasks.addTask {
                        let request = EnrolmentRequest(
                            secret: secret, certificateRequest: try TestKiosk.request(P256.Signing.PrivateKey()))
                        return try await door.ask(.POST, HubAddress.enrolments, as: nil, json: request).status
                    }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201, 403, 403, 403])
        }
    }

    @Test func `lets nobody try secrets for long, and then lets a technician in again`() async throws {
        try await OpenDoor.with { door in
            let request = try TestKiosk.request(P256.Signing.PrivateKey())
            func attempt(_ secret: String) async throws -> OpenDoor.Answer {
                try await door.ask(
                    .POST, HubAddress.enrolments, as: nil, json: EnrolmentRequest(secret: secret, certificateRequest: request))
            }
            for _ in 0..<5 { #expect(try await attempt("AAAAAAAAAA").status == 403) }
            let good = try await door.offer("amman-1")
            let refused = try await attempt(good)
            #expect(refused.status == 429)
            #expect(try refused.refusal() == .tooMany)
            #expect(refused.headers.first(name: "Retry-After") == "300")
            door.clock.turn(by: .seconds(300))
            #expect(try await attempt(good).status == 201)
        }
    }

    @Test func `refuses what is no request without using the secret up`() async throws {
        try await OpenDoor.with { door in
            let secret = try await door.offer("amman-1")
            let good = try TestKiosk.request(P256.Signing.PrivateKey())
            let bad = [
                EnrolmentRequest(secret: "short", certificateRequest: good),
                EnrolmentRequest(secret: secret.lowercased(), certificateRequest: good),
                EnrolmentRequest(secret: "0189!&;'\"<", certificateRequest: good),
                EnrolmentRequest(secret: secret, certificateRequest: ""),
                EnrolmentRequest(secret: secret, certificateRequest: door.authority.pem),
                EnrolmentRequest(secret: secret, certificateRequest: good.replacing("REQUEST", with: "NOTHING")),
            ]
            for request in bad {
                let answer = try await door.ask(.POST, HubAddress.enrolments, as: nil, json: request)
                #expect(answer.status == 400)
                #expect(try answer.refusal() == .badRequest)
            }
            let answer = try await door.ask(
                .POST, HubAddress.enrolments, as: nil, json: EnrolmentRequest(secret: secret, certificateRequest: good))
            #expect(answer.status == 201)
        }
    }

    @Test func `renews a certificate while the old one is good, and only one's own`() async throws {
        try await OpenDoor.with { door in
            let old = try await door.enrolled("amman-1")
            let other = try await door.enrolled("amman-2")
            door.clock.turn(by: .seconds(300 * 86_400))
            let key = P256.Signing.PrivateKey()
            let request = RenewalRequest(certificateRequest: try TestKiosk.request(key))
            let stranger = try await door.ask(.POST, HubAddress.certificate(of: old.id), as: other, json: request)
            #expect(stranger.status == 403)
            #expect(try stranger.refusal() == .notYours)

            let answer = try await door.ask(.POST, HubAddress.certificate(of: old.id), as: old, json: request)
            #expect(answer.status == 201)
            let new = TestKiosk(id: old.id, key: key, chain: try answer.read(Renewal.self).certificates)
            #expect(try await door.ask(.POST, HubAddress.health(of: old.id), as: old, json: Samples.health).status == 204)
            door.clock.turn(by: .seconds(150 * 86_400))
            #expect(try await door.ask(.POST, HubAddress.health(of: old.id), as: new, json: Samples.health).status == 204)
            await #expect(throws: (any Error).self) {
                try await door.ask(.POST, HubAddress.health(of: old.id), as: old, json: Samples.health)
            }
        }
    }

    @Test func `gives a kiosk ten certificates a day and no more`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let request = RenewalRequest(certificateRequest: try TestKiosk.request(kiosk.key))
            for _ in 0..<10 {
                #expect(try await door.ask(.POST, HubAddress.certificate(of: kiosk.id), as: kiosk, json: request).status == 201)
            }
            let refused = try await door.ask(.POST, HubAddress.certificate(of: kiosk.id), as: kiosk, json: request)
            #expect(refused.status == 429)
            #expect(try refused.refusal() == .tooMany)
            door.clock.turn(by: .seconds(86_400))
            #expect(try await door.ask(.POST, HubAddress.certificate(of: kiosk.id), as: kiosk, json: request).status == 201)
        }
    }
}
