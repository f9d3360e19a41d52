import Intake
import Link

/// What a report changes in the sums of its week.
public struct CountChange: Sendable {
    /// One sum.
    public struct Cell: Hashable, Sendable {
        public let site, metric, dim1, dim2: String

        public init(site: String, metric: String, dim1: String, dim2: String) {
            (self.site, self.metric, self.dim1, self.dim2) = (site, metric, dim1, dim2)
        }
    }

    private var all: [Cell: Int] = [:]

    public init() {}

    /// What gets larger or smaller.
    public var cells: [Cell: Int] { all.filter { $0.value != 0 } }

    /// Takes a line away of the report that the new one replaces.
    public mutating func takeBack(_ cell: Cell, _ count: Int) { all[cell, default: 0] -= count }

    public mutating func add(_ lines: [CounterReport.Line], site: String) {
        for line in lines {
            all[Cell(site: site, metric: line.metric, dim1: line.dim1, dim2: line.dim2), default: 0] += line.count
        }
    }
}

extension CounterReport.Line {
    /// The value of its first dimension; empty: it has none.
    public var dim1: String { values.first ?? "" }
    /// The value of its second dimension; empty: it has none.
    public var dim2: String { values.count > 1 ? values[1] : "" }
}

extension CounterSum {
    /// A sum as a store keeps it. A counter of another version, whose values are not allowed any more, is in no report: `nil`.
    public init?(of metric: Metric, dim1: String, dim2: String, site: String, count: Int) {
        // The refusal says nothing more: `try?`.
        guard let counter = try? Counter(metric, values: [dim1, dim2].filter { !$0.isEmpty }) else { return nil }
        self.init(counter: counter, site: site, count: count)
    }
}

extension CounterReport {
    /// For how many series a kiosk may report one week. A series ends with its ledger, so there is one, and one more for each time
    /// that the kiosk got a new disk in that week; chosen far above that, and so that no kiosk fills the database.
    public static let mostSeriesOfWeek = 16
}
