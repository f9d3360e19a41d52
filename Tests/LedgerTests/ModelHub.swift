import Crypto
import Intake
import Ledger
import Link
import SimulatedDevices

/// A hub that is too simple to be wrong: what it has taken, and how often each record was new to it.
struct ModelHub {
    private(set) var records: [Lookup: SealedRecord] = [:]
    private(set) var withdrawn: Set<Lookup> = []
    /// How often a record was put on the disk as a new one.
    private(set) var arrivals: [Lookup: Int] = [:]
    private(set) var counts: [String: [String: CounterReport]] = [:]

    mutating func take(_ parcel: HubParcel) -> HubAnswer {
        switch parcel {
        case .item(let item): take(item)
        case .counts(let week):
            keep(week)
        case .question(let lookups):
            .states(lookups.map { records[$0] != nil ? .closed : withdrawn.contains($0) ? .void : .unknown })
        case .health: .done
        }
    }

    private mutating func keep(_ week: WeekReport) -> HubAnswer {
        counts[WeekText.text(of: week.week), default: [:]][week.report.series] = week.report
        return .done
    }

    private mutating func take(_ item: OutboxItem) -> HubAnswer {
        switch item.kind {
        case .withdraw:
            records[item.lookup] = nil
            withdrawn.insert(item.lookup)
            return .done
        case .deliver(let record, _):
            if withdrawn.contains(item.lookup) { return .refused(.withdrawn) }
            if let before = records[item.lookup], before != record { return .refused(.conflict) }
            if records.updateValue(record, forKey: item.lookup) == nil { arrivals[item.lookup, default: 0] += 1 }
            return .receipt(
                IntakeReceipt(lookup: item.lookup, digest: Array(SHA256.hash(data: record.bytes)), received: "2026-11-22"))
        }
    }

    /// All that was reported of a week.
    func counted(in week: ISOWeek?) -> Int {
        (counts[WeekText.text(of: week)] ?? [:]).values.flatMap(\.lines).reduce(0) { $0 + $1.count }
    }
}

/// A way to the hub on which everything happens that can happen to a letter.
struct FaultyWay {
    var hub = ModelHub()
    /// Letters that were held up, and come later or never.
    private var late: [HubParcel] = []

    /// What the kiosk gets to see of an answer.
    mutating func carry(_ parcel: HubParcel, _ random: inout SeededRandom) -> HubAnswer {
        deliverLate(&random)
        switch Int.random(in: 0..<10, using: &random) {
        // Cut on the way there.
        case 0: return .silence
        // The hub died after its commit and before the answer, or the answer was cut.
        case 1: _ = hub.take(parcel); return .silence
        // Twice.
        case 2: _ = hub.take(parcel); return hub.take(parcel)
        // Held up: it overtakes others later.
        case 3: late.append(parcel); return .silence
        // Busy.
        case 4: return .refused(.notNow, retryAfter: .seconds(Int.random(in: 0...7_200, using: &random)))
        // An answer for something else.
        case 5:
            _ = hub.take(parcel)
            guard case .item = parcel, let none = Lookup(bytes: [UInt8](repeating: 0, count: 16)) else { return .silence }
            return .receipt(IntakeReceipt(lookup: none, digest: [], received: ""))
        default: return hub.take(parcel)
        }
    }

    private mutating func deliverLate(_ random: inout SeededRandom) {
        guard !late.isEmpty, Bool.random(using: &random) else { return }
        let letter = late.remove(at: Int.random(in: late.indices, using: &random))
        _ = hub.take(letter)
    }
}
