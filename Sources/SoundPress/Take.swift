/// What somebody read aloud once: trimmed, checked and made as loud as all others.
public struct Take: Sendable, Equatable {
    /// One channel at 48 kHz.
    public let samples: [Int16]

    /// Why a recording cannot be used.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case silent
        case tooShort(milliseconds: Int)
        case tooLong(seconds: Int)
        case overdriven(share: Int)

        public var description: String {
            switch self {
            case .silent: "nothing is heard in it; record it again"
            case .tooShort(let milliseconds): "only \(milliseconds) ms are not silent; at least \(Take.shortest) are wanted"
            case .tooLong(let seconds): "it is \(seconds) s long; at most \(Take.longest) are allowed"
            case .overdriven(let share): "\(share) in a thousand samples are as loud as can be; record it less loud"
            }
        }
    }

    /// In milliseconds. Chosen: below the shortest word.
    static let shortest = 80
    /// In seconds. Chosen: a text has 25 words.
    static let longest = 60
    /// Silence that stays before and after the words, in samples: 60 ms.
    private static let margin = 2_880
    /// Quieter than this is silence: −50 dB.
    private static let floor: Int16 = 104
    /// The loudest sample of a clip: −1 dB.
    private static let ceiling = 29_204.0

    /// - Parameter recorded: one channel at 48 kHz.
    /// - Throws: ``Fault``
    public init(_ recorded: [Int16]) throws(Fault) {
        guard let first = recorded.firstIndex(where: { abs(Int32($0)) > Int32(Take.floor) }),
            let last = recorded.lastIndex(where: { abs(Int32($0)) > Int32(Take.floor) })
        else { throw .silent }
        guard last - first >= Take.shortest * 48 else { throw .tooShort(milliseconds: (last - first) / 48) }
        guard last - first <= Take.longest * 48_000 else { throw .tooLong(seconds: (last - first) / 48_000) }
        let overdriven = recorded.count { abs(Int32($0)) >= 32_700 } * 1_000 / recorded.count
        guard overdriven < 1 else { throw .overdriven(share: overdriven) }
        let trimmed = Array(recorded[max(0, first - Take.margin)...min(recorded.count - 1, last + Take.margin)])
        guard let loudness = Loudness.measure(trimmed) else { throw .silent }
        let peak = Double(trimmed.map { abs(Int32($0)) }.max() ?? 1)
        let gain = min(Decibels.factor(Loudness.target - loudness), Take.ceiling / peak)
        samples = trimmed.map { Int16(Double($0) * gain) }
    }
}
