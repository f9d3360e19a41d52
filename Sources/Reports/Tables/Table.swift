/// A table as it may be shown: nothing of what is hidden is in it.
public struct Table: Hashable, Sendable {
    /// One figure, or why there is none.
    public enum Figure: Hashable, Sendable {
        case count(Int)
        /// In whole per cent.
        case percent(Int)
        /// Money in the currency's smallest unit.
        case money(minor: Int64, currency: String)
        case days(Int)
        case weeks(Int)
        /// Too small, or needed to hide one that is.
        case hidden
        /// Nothing is said here.
        case none
    }

    public struct Row: Hashable, Sendable {
        public var label: String
        public var figures: [Figure]
        public var isTotal: Bool

        public init(_ label: String, _ figures: [Figure], isTotal: Bool = false) {
            (self.label, self.figures, self.isTotal) = (label, figures, isTotal)
        }
    }

    /// `R5a`.
    public var id: String
    public var title: String
    /// What the rows are: `Age`.
    public var rowName: String
    /// What the columns are, over their names; empty: they speak for themselves.
    public var columnName: String
    public var columns: [String]
    public var rows: [Row]
    /// What one of the figures is one of: `clients`.
    public var unit: String
    /// What is counted, and what is not. Printed with the figures wherever they go.
    public var definition: String
    /// More that must be read with the figures.
    public var notes: [String]

    public init(
        id: String, title: String, rowName: String, columnName: String = "", columns: [String], rows: [Row], unit: String,
        definition: String, notes: [String] = []
    ) {
        (self.id, self.title, self.rowName, self.columnName) = (id, title, rowName, columnName)
        (self.columns, self.rows, self.unit, self.definition, self.notes) = (columns, rows, unit, definition, notes)
    }

    /// How many figures are hidden.
    public var hidden: Int { rows.reduce(0) { $0 + $1.figures.count { $0 == .hidden } } }

    /// Whether there were too few for any figure.
    public var isEmpty: Bool { rows.isEmpty }
}
