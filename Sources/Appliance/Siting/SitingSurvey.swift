/// Whether the place where a kiosk stands lets everybody use it, by what was measured there.
///
/// The figures are those of the standards; see ``SitingMeasure/source`` and `Kiosk/SITING.md`.
public struct SitingSurvey: Equatable, Sendable {
    /// In each measure's unit; 1 is yes and 0 is no. What was not measured is missing.
    public private(set) var measured: [SitingMeasure: Double] = [:]

    public init() {}

    /// Takes in what an installer said.
    ///
    /// - Throws: ``SitingProblem``, which says what is expected.
    public mutating func note(_ text: some StringProtocol, for measure: SitingMeasure) throws(SitingProblem) {
        measured[measure] = try SitingSurvey.value(text, of: measure)
    }

    /// Takes in `NAME=VALUE`.
    ///
    /// - Throws: ``SitingProblem``, which says what is expected.
    public mutating func note(pair: some StringProtocol) throws(SitingProblem) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let measure = SitingMeasure(rawValue: String(parts[0])) else { throw .unknownMeasure }
        try note(parts[1], for: measure)
    }

    /// One thing that was looked at.
    public struct Finding: Equatable, Sendable {
        public var measure: SitingMeasure
        public var verdict: Verdict
        /// In words: `380 to 1220 mm`, `yes`.
        public var allowed: String

        public enum Verdict: String, Equatable, Sendable {
            case fits
            case outOfRange = "out of range"
            case notMeasured = "not measured"
        }
    }

    /// A finding for every measure, in their order.
    public var findings: [Finding] {
        SitingMeasure.allCases.map { measure in
            let allowed = range(of: measure)
            let verdict: Finding.Verdict =
                measured[measure].map { allowed.contains($0) || isOptional(measure, $0) ? .fits : .outOfRange } ?? .notMeasured
            return Finding(measure: measure, verdict: verdict, allowed: words(measure, allowed))
        }
    }

    // MARK: The rules

    /// No place is so large, loud or bright.
    private static let most = 100_000.0

    /// What is allowed for a measure, as far as other measures decide it.
    private func range(of measure: SitingMeasure) -> ClosedRange<Double> {
        switch measure {
        case .highestPart: 380...highestReach
        case .lowestPart: 380...highestReach
        case .obstacleDepth: 0...635
        case .floorWidth: 760...SitingSurvey.most
        case .floorDepth: 1_220...SitingSurvey.most
        case .kneeHeight: 685...SitingSurvey.most
        case .toeHeight: 230...SitingSurvey.most
        case .sideObstacleHeight: 0...865
        case .sideObstacleDepth: 0...610
        // Where people come to it straight ahead, which is the stricter case.
        case .alcoveDepth: 0...380
        // A step may be 6.4 mm, and 13 mm where its edge is bevelled; the stricter one is asked for.
        case .floorStep: 0...6.4
        // Any distance will do: it decides how large the letters must be.
        case .viewingDistance: 0...SitingSurvey.most
        case .capitalHeight: smallestCapital...SitingSurvey.most
        case .light: 0...500
        case .noise: 0...75
        case .keyForce: 0...22.2
        case .loudspeaker: 65...SitingSurvey.most
        case .loudspeakerUsual: 0...65
        case .headsetUsual: 60...70
        case .reflection, .onlookers, .keyGrip, .headsetLeak: 0...0
        case .seatedView, .socketMark, .brailleLabel, .headsetCovers, .helperRoom, .labels: 1...1
        }
    }

    /// In millimetres above the floor. Source: EN 301 549 V3.2.1, 8.3.2.
    private var highestReach: Double {
        let ahead = (measured[.obstacleDepth] ?? 0) < 510 ? 1_220.0 : 1_120
        return min(ahead, (measured[.sideObstacleDepth] ?? 0) <= 255 ? 1_220 : 1_170)
    }

    /// In millimetres: a capital H subtends 0.7 degrees, and is 4.8 mm at least. Sources: EN 301 549 V3.2.1, 5.1.4; Section
    /// 508, 402.4.
    private var smallestCapital: Double { max(4.8, (measured[.viewingDistance] ?? 500) * 0.012_217) }

    /// Without a counter nobody's knees are in the way.
    private func isOptional(_ measure: SitingMeasure, _ value: Double) -> Bool {
        (measure == .kneeHeight || measure == .toeHeight) && value == 0 && (measured[.obstacleDepth] ?? 0) == 0
    }

    private func words(_ measure: SitingMeasure, _ range: ClosedRange<Double>) -> String {
        if measure.unit == .yesOrNo { return range.lowerBound == 1 ? "yes" : "no" }
        let unit = measure.unit.symbol
        if range == 0...SitingSurvey.most { return "any" }
        if range.upperBound == SitingSurvey.most { return "at least \(SitingSurvey.text(range.lowerBound)) \(unit)" }
        if range.lowerBound == 0 { return "at most \(SitingSurvey.text(range.upperBound)) \(unit)" }
        return "\(SitingSurvey.text(range.lowerBound)) to \(SitingSurvey.text(range.upperBound)) \(unit)"
    }

    /// A measured value as people read it: with one decimal where there is one.
    public static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func value(_ text: some StringProtocol, of measure: SitingMeasure) throws(SitingProblem) -> Double {
        let plain = text.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
        if measure.unit == .yesOrNo {
            switch plain {
            case "yes", "y", "1": return 1
            case "no", "n", "0": return 0
            default: throw .notYesOrNo(measure)
            }
        }
        guard let value = Double(plain.replacing(",", with: ".")), (0...most).contains(value) else { throw .notANumber(measure) }
        return value
    }
}

/// What is wrong with an installer's answer.
public enum SitingProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownMeasure
    case notANumber(SitingMeasure)
    case notYesOrNo(SitingMeasure)

    public var description: String {
        switch self {
        case .unknownMeasure: "expected is NAME=VALUE with one of \(SitingMeasure.allCases.map(\.rawValue).joined(separator: ", "))"
        case .notANumber(let measure): "\(measure.rawValue): expected is a number in \(measure.unit.symbol), such as 1100"
        case .notYesOrNo(let measure): "\(measure.rawValue): expected is yes or no"
        }
    }
}
