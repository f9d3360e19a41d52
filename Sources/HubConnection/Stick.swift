import Crypto
import Foundation
import Intake
import Ledger
import Link
import X509

/// Carries what the kiosk kept to a hub that it cannot reach: out onto a stick, and the receipts back in.
///
/// The kiosk's program must not run meanwhile: one has the ledger at a time.
public struct Stick: Sendable {
    private let ledger: Ledger
    private let papers: HubPapers

    public init(ledger: Ledger, papers: HubPapers) { (self.ledger, self.papers) = (ledger, papers) }

    /// What came of the receipts.
    public struct Settled: Hashable, Sendable {
        public var delivered = 0
        public var withdrawn = 0
        /// Not for a record that is here: settled before, or of another kiosk.
        public var unknown = 0
        public var refused = 0
    }

    // MARK: Out

    /// Everything that waits, sealed as it is and signed by this kiosk; and how many items that are.
    ///
    /// - Throws: `LedgerError` or ``HubLinkError``
    public func export() async throws -> (file: [UInt8], count: Int) {
        let items = try await ledger.wholeOutbox(limit: OutboxCrate.mostItems, sealedTo: papers.mrcKey.id)
        var crate = OutboxCrate(certificate: papers.enrolment.certificates, deliveries: [], withdrawals: [])
        for item in items {
            switch item.kind {
            case .deliver(let record, let week):
                crate.deliveries.append(.init(lookup: item.lookup.hex, delivery: IntakeDelivery(record: record, week: week)))
            case .withdraw: crate.withdrawals.append(item.lookup.hex)
            }
        }
        let body = try JSONEncoder().encode(crate)
        let key = try P256.Signing.PrivateKey(pemRepresentation: papers.key)
        let signature = try key.signature(for: body).derRepresentation
        let file = StickFile(
            kind: .outbox, digest: Array(SHA256.hash(data: body)), signature: Array(signature), body: Array(body))
        return (file.bytes, items.count)
    }

    // MARK: In

    /// Takes the hub's receipts in: a record goes only for a receipt of exactly its bytes, signed by this kiosk's hub.
    ///
    /// - Throws: `StickProblem` or `LedgerError`
    public func take(_ bytes: [UInt8]) async throws -> Settled {
        let crate = try receipts(bytes)
        var settled = Settled()
        var waiting: [String: OutboxItem] = [:]
        for item in try await ledger.wholeOutbox(limit: OutboxCrate.mostItems) { waiting[item.lookup.hex] = item }
        for receipt in crate.receipts {
            guard let item = waiting[receipt.lookup], case .deliver(let record, _) = item.kind,
                receipt.confirms(item.lookup, digest: Array(SHA256.hash(data: record.bytes)))
            else {
                settled.unknown += 1
                continue
            }
            try await ledger.note(.settled(item))
            settled.delivered += 1
        }
        for text in crate.withdrawn {
            guard let item = waiting[text] else {
                settled.unknown += 1
                continue
            }
            if case .withdraw = item.kind { try await ledger.note(.settled(item)) } else { try await ledger.learned(item.lookup, .void) }
            settled.withdrawn += 1
        }
        for text in crate.refused {
            guard let item = waiting[text] else { continue }
            try await ledger.setAside(item, until: .zero)
            settled.refused += 1
        }
        return settled
    }

    private func receipts(_ bytes: [UInt8]) throws -> ReceiptCrate {
        let file = try StickFile(bytes: bytes, expecting: .receipts)
        guard file.digest == Array(SHA256.hash(data: file.body)) else { throw StickProblem.altered }
        // An authority that cannot be read was refused when the kiosk enrolled.
        guard let authority = try? Certificate(pemEncoded: papers.enrolment.authority), let key = P256.Signing.PublicKey(authority.publicKey),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: file.signature),
            key.isValidSignature(signature, for: Data(file.body))
        else { throw StickProblem.stranger }
        guard let crate = try? JSONDecoder().decode(ReceiptCrate.self, from: Data(file.body)) else { throw StickProblem.notOne }
        return crate
    }
}
