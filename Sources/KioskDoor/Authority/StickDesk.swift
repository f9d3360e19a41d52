import Crypto
import Foundation
import Hub
import Intake
import Link
import Sealing
import SwiftASN1
import X509

/// Takes in what a kiosk without a network kept, from a stick, by the rules of the door: who is not of this hub is not heard.
public struct StickDesk: Sendable {
    private let store: any IntakeStore & FleetStore
    private let authority: Authority
    private let keyIDs: Set<[UInt8]>
    private let now: @Sendable () -> HubTime

    /// - Parameter keys: those of the centre that this hub opens, the former ones too.
    public init(
        store: any IntakeStore & FleetStore, authority: Authority, keys: [MRCPublicKey], now: @escaping @Sendable () -> HubTime
    ) {
        (self.store, self.authority, keyIDs, self.now) = (store, authority, Set(keys.map(\.id)), now)
    }

    /// What came of a file.
    public struct Taken: Sendable {
        public var kiosk: KioskID
        public var crate: ReceiptCrate
        /// For the way back: the receipts, signed by this hub's authority.
        public var file: [UInt8]
    }

    /// Keeps every record of a file, and writes the receipts when all of them are on the disk. The same file may come again.
    ///
    /// - Throws: `StickProblem` or `HubStoreError`
    public func take(_ bytes: [UInt8]) async throws -> Taken {
        let file = try StickFile(bytes: bytes, expecting: .outbox)
        guard file.digest == Array(SHA256.hash(data: file.body)) else { throw StickProblem.altered }
        guard let crate = try? JSONDecoder().decode(OutboxCrate.self, from: Data(file.body)),
            crate.deliveries.count + crate.withdrawals.count <= OutboxCrate.mostItems
        else { throw StickProblem.notOne }
        let kiosk = try await sender(of: crate, file)
        var receipts = ReceiptCrate(receipts: [], withdrawn: [], refused: [])
        for entry in crate.deliveries { try await take(entry, from: kiosk.id, into: &receipts) }
        for text in crate.withdrawals {
            guard let lookup = Lookup(hex: text) else { throw StickProblem.notOne }
            // Opened already or void: nobody can do more. Of another kiosk: it is not this one's to settle.
            if try await store.withdraw(lookup, from: kiosk.id, at: now()) != .notYours { receipts.withdrawn.append(text) }
        }
        return Taken(kiosk: kiosk.id, crate: receipts, file: try signed(receipts))
    }

    /// The kiosk that signed: its certificate is of this hub and not taken back. It may have expired: who has no network cannot
    /// ask for another one.
    private func sender(of crate: OutboxCrate, _ file: StickFile) async throws -> Kiosk {
        guard let document = try? PEMDocument.parseMultiple(pemString: crate.certificate).first,
            let certificate = try? Certificate(derEncoded: document.derBytes),
            authority.certificate.publicKey.isValidSignature(certificate.signature, for: certificate),
            let key = P256.Signing.PublicKey(certificate.publicKey),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: file.signature),
            key.isValidSignature(signature, for: Data(file.body)),
            let kiosk = try await store.kiosk(withCertificate: Authority.fingerprint(document.derBytes), at: nil)
        else { throw StickProblem.stranger }
        return kiosk
    }

    private func take(_ entry: OutboxCrate.Entry, from kiosk: KioskID, into receipts: inout ReceiptCrate) async throws {
        guard let lookup = Lookup(hex: entry.lookup) else { throw StickProblem.notOne }
        // Nobody here could ever open it: the kiosk keeps it.
        guard keyIDs.contains(entry.delivery.record.keyID) else { return receipts.refused.append(entry.lookup) }
        switch try await store.take(entry.delivery, lookup: lookup, from: kiosk, at: now()) {
        case .kept(let receipt): receipts.receipts.append(receipt)
        case .withdrawn: receipts.withdrawn.append(entry.lookup)
        case .conflict: receipts.refused.append(entry.lookup)
        }
    }

    private func signed(_ crate: ReceiptCrate) throws -> [UInt8] {
        let body = try JSONEncoder().encode(crate)
        let signature = try authority.key.signature(for: body).derRepresentation
        return StickFile(
            kind: .receipts, digest: Array(SHA256.hash(data: body)), signature: Array(signature), body: Array(body)).bytes
    }
}
