import Crypto
import Foundation
import Hub
import HubSQLite
import Link
import Testing

@testable import KioskDoor

@Suite struct `What comes on a stick` {
    /// An outbox as a kiosk writes it.
    private func file(of kiosk: TestKiosk) throws -> [UInt8] {
        let crate = OutboxCrate(
            certificate: kiosk.chain, deliveries: [.init(lookup: try Samples.lookup(1).hex, delivery: try Samples.delivery())],
            withdrawals: [])
        let body = try JSONEncoder().encode(crate)
        let signature = try kiosk.key.signature(for: body).derRepresentation
        return StickFile(
            kind: .outbox, digest: Array(SHA256.hash(data: body)), signature: Array(signature), body: Array(body)).bytes
    }

    @Test func `is taken however long it was on its way, but not from a kiosk that was revoked`() async throws {
        let (store, authority, clock) = (try SQLiteHubStore(at: .memory), try Authority(), HandClock())
        let kiosk = try TestKiosk("amman-1", signedBy: authority, at: clock.now)
        let desk = StickDesk(store: store, authority: authority, keys: [try OpenDoor.mrcKey.publicKey]) { clock.now }
        let stick = try file(of: kiosk)
        await #expect(throws: StickProblem.stranger) { try await desk.take(stick) }
        let secret = EnrolmentSecret()
        let offer = secret.offer(to: kiosk.id, site: "amman", channel: .all, at: clock.now)
        try await store.offer(offer)
        let der = try PEMText.first(in: kiosk.chain)
        let note = IssuedCertificate(
            fingerprint: Authority.fingerprint(der), kiosk: kiosk.id, expires: clock.now + .seconds(Int64(Authority.kioskLife) * 86_400))
        _ = try await store.enrol(secretDigest: offer.secretDigest, certificate: note, at: clock.now)
        // No network for two years: nobody could give it another certificate.
        clock.turn(by: .seconds(730 * 86_400))
        #expect(try await desk.take(stick).crate.receipts.count == 1)
        try await store.revoke(kiosk.id)
        await #expect(throws: StickProblem.stranger) { try await desk.take(stick) }
    }
}

private enum PEMText {
    /// The bytes of the first certificate.
    static func first(in text: String) throws -> [UInt8] {
        let lines = text.split(separator: "\n").dropFirst().prefix { !$0.hasPrefix("-----END") }
        return Array(try #require(Data(base64Encoded: lines.joined())))
    }
}
