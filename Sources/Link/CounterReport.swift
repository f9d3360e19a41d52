import Intake

/// The body of `PUT /v1/kiosks/{id}/counters/{week}`: all counts of one week at one kiosk, as they stand.
///
/// A report replaces the kiosk's earlier one of the same week and series. A kiosk whose ledger began anew, or that erased a
/// week and counts in it again, begins another series; the hub adds series up, so nothing is counted twice or lost.
public struct CounterReport: Codable, Hashable, Sendable {
    /// One line: what was counted, by which values, how often.
    public struct Line: Codable, Hashable, Sendable {
        /// The raw value of a ``Metric``.
        public var metric: String
        /// A value for each of the metric's dimensions. Range: 0–2 values.
        public var values: [String]
        /// Range: 1–1,000,000,000.
        public var count: Int

        public init(_ counter: Counter, count: Int) {
            (metric, values, self.count) = (counter.metric.rawValue, counter.values, count)
        }

        /// The counter that the line names, by the same rules as on the kiosk.
        ///
        /// - Throws: ``CounterReportProblem``, which says what is allowed.
        public func counter() throws(CounterReportProblem) -> Counter {
            guard let metric = Metric(rawValue: metric) else { throw .unknownMetric }
            guard (1...CounterReport.mostOfOne).contains(count) else { throw .countOutOfRange }
            do { return try Counter(metric, values: values) } catch { throw .refused(error) }
        }
    }

    /// Sixteen random bytes in hexadecimal.
    public var series: String
    /// In any order; no counter twice. Range: 0–``mostLines``.
    public var lines: [Line]

    /// More lines than languages, stages, topics and origins can make at one kiosk in a week.
    public static let mostLines = 4_000
    /// More than a kiosk can be touched in a week.
    public static let mostOfOne = 1_000_000_000

    public init(series: [UInt8], lines: [Line]) { (self.series, self.lines) = (Hex.text(series), lines) }
}

/// What is wrong with a report of counts.
public enum CounterReportProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case badSeries, tooManyLines, unknownMetric, countOutOfRange, twice
    case refused(CounterRefusal)

    public var description: String {
        switch self {
        case .badSeries: "series: expected are 32 lower-case hexadecimal digits"
        case .tooManyLines: "lines: at most \(CounterReport.mostLines) are taken"
        case .unknownMetric: "metric: allowed are \(Metric.allCases.map(\.rawValue).joined(separator: ", "))"
        case .countOutOfRange: "count: allowed is 1 to \(CounterReport.mostOfOne)"
        case .twice: "lines: a counter is there twice"
        case .refused(let refusal): "values: \(refusal)"
        }
    }
}

extension CounterReport {
    /// All counters with their counts, each looked at.
    public func counted() throws(CounterReportProblem) -> [(counter: Counter, count: Int)] {
        guard series.utf8.count == 32, Hex.bytes(series) != nil else { throw .badSeries }
        guard lines.count <= CounterReport.mostLines else { throw .tooManyLines }
        var seen: Set<Counter> = []
        var all: [(Counter, Int)] = []
        for line in lines {
            let counter = try line.counter()
            guard seen.insert(counter).inserted else { throw .twice }
            all.append((counter, line.count))
        }
        return all
    }
}
