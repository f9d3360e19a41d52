/// How long the kiosk leaves the hub in peace after a failure.
public struct UploadPace: Hashable, Sendable {
    /// The wait after the first failure.
    public static let first = Duration.seconds(5)
    /// A hub that was away for a month is found again within the hour.
    public static let longest = Duration.seconds(3_600)
    /// Kiosks behind one switch come back together: each waits for some of this time before it speaks.
    public static let crowd = Duration.seconds(10)

    /// Failures since the last success.
    public private(set) var failures = 0

    public init() {}

    public mutating func succeeded() { failures = 0 }

    /// The wait after one failure more: twice as long each time, up to ``longest``, and between half of that and all of it by
    /// chance, so that kiosks that failed together do not come again together.
    ///
    /// - Parameter asked: what the hub asked for; it counts up to ``longest``.
    public mutating func failed(asked: Duration? = nil, random: inout some RandomNumberGenerator) -> Duration {
        failures = min(failures + 1, 32)
        let doublings = min(failures - 1, 16)
        let whole = min(UploadPace.first * (1 << doublings), UploadPace.longest)
        let wait = whole / 2 + UploadPace.part(of: whole / 2, &random)
        return max(wait, min(asked ?? .zero, UploadPace.longest))
    }

    /// The wait before a try when there is a network again.
    public mutating func returned(random: inout some RandomNumberGenerator) -> Duration {
        failures = 0
        return UploadPace.part(of: UploadPace.crowd, &random)
    }

    private static func part(of whole: Duration, _ random: inout some RandomNumberGenerator) -> Duration {
        .milliseconds(Int64.random(in: 0...(whole.components.seconds * 1_000), using: &random))
    }
}
