import Devices
import Logging

/// The latest faults that an operator may see, each kind once: what, how often, and since when it was the last time.
public struct FaultBook: Sendable {
    private struct Entry {
        var event: OperatorEvent
        var count: Int
        var last: MonotonicTime
    }

    private var entries: [String: Entry] = [:]

    /// Kinds of faults that are kept; the one that is longest ago gives way.
    ///
    /// Chosen: what a person reads to the end.
    public static let limit = 12

    public init() {}

    /// Writes an event down if it is a fault; what is only told is no fault.
    public mutating func note(_ event: OperatorEvent, at now: MonotonicTime) {
        guard event.level >= .warning else { return }
        let what = "\(event.message)"
        entries[what] = Entry(event: event, count: (entries[what]?.count ?? 0) + 1, last: now)
        if entries.count > FaultBook.limit, let oldest = entries.min(by: { $0.value.last < $1.value.last }) {
            entries[oldest.key] = nil
        }
    }

    /// The faults, the last one first.
    public func faults(at now: MonotonicTime) -> [HealthFacts.Fault] {
        entries.sorted { ($1.value.last, $0.key) < ($0.value.last, $1.key) }.map { what, entry in
            HealthFacts.Fault(
                what: what, whatToDo: entry.event.whatToDo, count: entry.count,
                secondsAgo: max(0, (now - entry.last).components.seconds))
        }
    }
}

extension HealthFacts {
    /// Something that went wrong since the start.
    public struct Fault: Codable, Equatable, Sendable {
        public var what: String
        public var whatToDo: String
        public var count: Int
        public var secondsAgo: Int64

        public init(what: String, whatToDo: String, count: Int, secondsAgo: Int64) {
            self.what = what
            self.whatToDo = whatToDo
            self.count = count
            self.secondsAgo = secondsAgo
        }
    }
}
