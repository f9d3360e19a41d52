import Intake
import SimulatedDevices

@testable import Reports

/// Clients, kiosks and numbers as they may come, made from a seed.
struct Crowd {
    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func pick(_ values: [String]) -> String {
        // The first values are frequent, the last ones rare.
        let place = min(Int.random(in: 0..<values.count, using: &random), Int.random(in: 0..<values.count, using: &random))
        return values[place]
    }

    /// Clients with few values in each dimension, so that an attacker can reckon with all of them.
    mutating func clients(_ count: Int) -> [ClientRecord] {
        (0..<count).map { _ in
            var client = ClientRecord()
            client.sex = pick(["woman", "man", "other"])
            client.age = pick(["25-34", "18-24", "35-49"])
            client.sector = pick(["home", "factory", "fishing"])
            client.clientType = pick(["migrant", "potential", "returned"])
            client.stage = ["potential": "pre", "returned": "ret"][client.clientType] ?? (client.sector == "home" ? "prob" : "work")
            client.origin = pick(["LK", "BD", "KH"])
            client.destination = pick(["JO", "MY"])
            client.outcome = pick(["counselled", "informed", "referred"])
            client.daysToClosing = random.once(in: 3) ? nil : Int.random(in: 0...60, using: &random)
            client.services = Set([pick(["C", "IE", "L"]), pick(["C", "IE", "L"])])
            client.ways = client.services.contains("L") ? ["complaint"] : client.services == ["C"] ? ["mediation"] : []
            client.needs = Set((0..<Int.random(in: 0...3, using: &random)).map { _ in pick(["C07", "C03", "C16", "C20"]) })
            client.referrals = [
                .init(provider: pick(["mrc", "embassy", "police"]), state: pick(["provided", "waiting", "declined"]))
            ]
            if random.once(in: 3) {
                client.remedies = [
                    .init(
                        kind: pick(["wages", "documents"]), currency: pick(["JOD", "USD"]),
                        orderedMinor: Int64.random(in: 1...1_000, using: &random) * 1000,
                        receivedMinor: Int64.random(in: 0...500, using: &random) * 1000, workers: 1)
                ]
            }
            return client
        }
    }

    /// Counts of kiosks, some languages of which hardly anybody used.
    mutating func kiosk() throws -> KioskRecord {
        var counts: [CounterCount] = [CounterCount(try Counter(.session), Int.random(in: 0...500, using: &random))]
        for language in ["en", "ar", "si", "ta", "bn", "km"] {
            for stage in ["pre", "work", "prob"] {
                let most = random.once(in: 2) ? 200 : 6
                counts.append(
                    CounterCount(try Counter(.sessionLanguage, language, stage), Int.random(in: 0...most, using: &random)))
            }
            counts.append(CounterCount(try Counter(.languageMissing, language), Int.random(in: 0...12, using: &random)))
        }
        for topic in ["T05", "T07", "T13"] {
            for stage in ["work", "none"] {
                counts.append(CounterCount(try Counter(.topicOpen, stage, topic), Int.random(in: 0...40, using: &random)))
            }
        }
        counts.append(CounterCount(try Counter(.helpOpen), Int.random(in: 0...40, using: &random)))
        counts.append(CounterCount(try Counter(.quickExit), Int.random(in: 0...40, using: &random)))
        var numbers = NumberCounts()
        numbers.opened = Int.random(in: 0...30, using: &random)
        numbers.expired = Int.random(in: 0...30, using: &random)
        numbers.void = Int.random(in: 0...5, using: &random)
        numbers.arrived = numbers.opened + numbers.expired + numbers.void + Int.random(in: 0...30, using: &random)
        numbers.weeksToOpening = (0..<numbers.opened).map { _ in Int.random(in: 0...9, using: &random) }
        return KioskRecord(counts: counts, numbers: numbers)
    }
}
