/// The part of every day in which the screen is lit even when nobody is there.
public struct OpeningHours: Equatable, Sendable {
    /// Minutes after midnight, 0–1,439.
    public let from: Int
    /// Minutes after midnight, 0–1,439; earlier than ``from`` or the same: on the next day.
    public let until: Int

    /// The whole day.
    public static let always = OpeningHours(from: 0, until: 0)

    /// Makes hours; a minute out of range counts as the nearest one.
    public init(from: Int, until: Int) {
        self.from = min(max(from, 0), 1_439)
        self.until = min(max(until, 0), 1_439)
    }

    /// Whether a minute of the day lies within.
    public func contains(minuteOfDay minute: Int) -> Bool {
        from < until ? (from..<until).contains(minute) : minute >= from || minute < until
    }
}
