import Intake

/// Records at which the hub fell silent: each goes to the end of the line, and one at which it does so again and again waits by
/// itself while the others go on.
struct Stumbles: Sendable {
    /// The wait after the first time; it doubles each time.
    static let first = Duration.seconds(10)
    /// Chosen: somebody may have mended the hub, and a kiosk has few such records.
    static let longest = Duration.seconds(6 * 3_600)
    /// Where the hub answers and only a record fails, the others wait for so long at the most.
    static let mostPause = Duration.seconds(300)
    /// More than this many are forgotten together: then it is the hub that is ill, and its pace counts.
    static let most = 256

    private struct Stumble {
        /// How often the hub fell silent at it right after it had answered something else.
        var times = 0
        var due = Duration.zero
    }

    private var stumbles: [Lookup: Stumble] = [:]

    init() {}

    var isEmpty: Bool { stumbles.isEmpty }

    func has(_ item: OutboxItem) -> Bool { stumbles[item.lookup] != nil }

    mutating func forget(_ item: OutboxItem) { stumbles[item.lookup] = nil }

    /// Notes a silence.
    ///
    /// - Parameter isItsOwn: the hub had answered something else just before.
    /// - Returns: when the record may go again, if it is to wait by itself.
    mutating func note(_ item: OutboxItem, isItsOwn: Bool, at now: Duration) -> Duration? {
        if stumbles.count >= Stumbles.most { stumbles = [:] }
        guard isItsOwn else {
            stumbles[item.lookup] = stumbles[item.lookup] ?? Stumble()
            return nil
        }
        var stumble = stumbles[item.lookup] ?? Stumble()
        let wait = min(Stumbles.first * (1 << min(stumble.times, 16)), Stumbles.longest)
        (stumble.times, stumble.due) = (stumble.times + 1, now + wait)
        stumbles[item.lookup] = stumble
        return stumble.due
    }

    /// In the order in which they are tried: who never stumbled first, who stumbled most last.
    func last(_ items: [OutboxItem]) -> [OutboxItem] {
        guard !stumbles.isEmpty else { return items }
        func rank(_ item: OutboxItem) -> Int { stumbles[item.lookup].map { $0.times + 1 } ?? 0 }
        // Equal ones keep their order.
        return items.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }

    /// When the next one that waits by itself may go again; `nil`: none waits.
    func nextDue(after now: Duration) -> Duration? { stumbles.values.map(\.due).filter { $0 > now }.min() }
}
