import Hub
import NIOSSL
import Synchronization

/// Knows kiosks by their certificates.
///
/// What the store said is believed for the rest of the same second, so a kiosk that delivers a backlog is not looked up for
/// each record, and one that is revoked is refused a second later at the latest, on open connections too.
final class Recognition: Sendable {
    private struct Seen {
        var second: Int64 = 0
        var kiosks: [[UInt8]: Kiosk] = [:]
    }

    private let fleet: any FleetStore
    private let now: @Sendable () -> HubTime
    private let seen = Mutex(Seen())

    init(fleet: any FleetStore, now: @escaping @Sendable () -> HubTime) {
        self.fleet = fleet
        self.now = now
    }

    /// The kiosk whose certificate this is; `nil`: it is revoked, expired, unknown or somebody else's.
    func kiosk(with certificate: [UInt8]) async throws(HubStoreError) -> Kiosk? {
        let (fingerprint, time) = (Authority.fingerprint(certificate), now())
        let known = seen.withLock { seen -> Kiosk? in
            if seen.second != time.seconds { seen = Seen(second: time.seconds) }
            return seen.kiosks[fingerprint]
        }
        if let known { return known }
        let kiosk = try await fleet.kiosk(withCertificate: fingerprint, at: time)
        guard let kiosk else { return nil }
        seen.withLock { seen in
            if seen.second == time.seconds { seen.kiosks[fingerprint] = kiosk }
        }
        return kiosk
    }

    /// Looks at a certificate while the connection is made, before anything else is said on it.
    func verify(_ chain: [NIOSSLCertificate]) async throws -> NIOSSLVerificationResult {
        guard let leaf = chain.first, try await kiosk(with: leaf.toDERBytes()) != nil else { return .failed }
        return .certificateVerified
    }
}
