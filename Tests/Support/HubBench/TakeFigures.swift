import Hub
import Intake
import Link
import SimulatedDevices

/// What callers who deliver side by side find.
struct TakeFigures {
    /// So many deliver at once, each one record after the other: as many as there are in eight groups of fifty.
    static let callers = 400

    let perSecond: Double
    /// Of one take, in milliseconds, while all callers are at it.
    let median: Double
    let p99: Double

    static func measure(_ store: any HubStore, seconds: Int) async throws -> TakeFigures {
        let now = HubTime(seconds: 1_795_348_800)
        let kiosks = try await enrol(store, now)
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for caller in 0..<callers {
                group.addTask {
                    // The system's own randomness would cost as much as the take.
                    var random = SeededRandom(seed: UInt64(caller))
                    var times: [Double] = []
                    while ContinuousClock.now < end {
                        guard let (lookup, delivery) = intake(&random) else { continue }
                        let begun = ContinuousClock.now
                        _ = try await store.take(delivery, lookup: lookup, from: kiosks[caller % kiosks.count], at: now)
                        times.append((ContinuousClock.now - begun).milliseconds)
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        let lasted = (ContinuousClock.now - start).milliseconds / 1000
        guard let last = times.last else { return TakeFigures(perSecond: 0, median: 0, p99: 0) }
        return TakeFigures(
            perSecond: Double(times.count) / lasted, median: times[times.count / 2], p99: min(last, times[times.count * 99 / 100])
        )
    }

    /// Writes kiosks into the book, without certificates that anybody could use.
    static func enrol(_ store: any HubStore, _ now: HubTime) async throws -> [KioskID] {
        let kiosks = (0..<100).compactMap { KioskID("kiosk-\($0)") }
        for (number, kiosk) in kiosks.enumerated() {
            let bytes = (0..<32).map { UInt8(truncatingIfNeeded: number &+ $0) }
            let offer = EnrolmentOffer(
                kiosk: kiosk, site: "site-\(number / 10)", channel: .all, secretDigest: bytes, expires: now + .seconds(60))
            try await store.offer(offer)
            let certificate = IssuedCertificate(fingerprint: bytes, kiosk: kiosk, expires: now + .seconds(60))
            _ = try await store.enrol(secretDigest: bytes, certificate: certificate, at: now)
        }
        return kiosks
    }

    private static func intake(_ random: inout some RandomNumberGenerator) -> (Lookup, IntakeDelivery)? {
        let bytes = (0..<(Lookup.size + SealedRecord.size)).map { _ in UInt8.random(in: 0...255, using: &random) }
        guard let lookup = Lookup(bytes: bytes.prefix(Lookup.size)),
            let record = SealedRecord(bytes: bytes.dropFirst(Lookup.size))
        else { return nil }
        return (lookup, IntakeDelivery(record: record, week: ISOWeek(year: 2026, week: 47)))
    }
}

extension Duration {
    var milliseconds: Double { Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15 }
}
