/// Counts of people, of rows by columns, before anything is hidden.
public struct Crosstab: Hashable, Sendable {
    public var rows: Dimension
    public var columns: Dimension
    /// Row by row.
    public private(set) var counts: [Int]

    public init(rows: Dimension, columns: Dimension) {
        (self.rows, self.columns) = (rows, columns)
        counts = [Int](repeating: 0, count: rows.values.count * columns.values.count)
    }

    /// Adds some to the cell of two values; nothing where a closed list has no such value.
    public mutating func add(_ row: String, _ column: String, _ count: Int = 1) {
        guard let row = rows.index(of: row), let column = columns.index(of: column) else { return }
        counts[row * columns.values.count + column] += count
    }

    public var total: Int { counts.reduce(0, +) }

    public var rowTotals: [Int] {
        rows.values.indices.map { row in columns.values.indices.reduce(0) { $0 + counts[row * columns.values.count + $1] } }
    }

    public var columnTotals: [Int] {
        columns.values.indices.map { column in rows.values.indices.reduce(0) { $0 + counts[$1 * columns.values.count + column] } }
    }
}

/// A crosstab of which it is decided what may be told.
public struct SettledCrosstab: Hashable, Sendable {
    public private(set) var rows: Grouping
    public private(set) var columns: Grouping
    /// Row by row, of groups.
    public private(set) var values: [Int] = []
    public private(set) var isHidden: [Bool] = []

    /// Settles a table so that it gives away nothing, whatever is known of its totals.
    ///
    /// `rows` and `columns` are how the people are grouped elsewhere in the same period; this table may only be coarser. A cell
    /// can be no more than the `ceiling` of its column's group: one figure for each value of the columns, where people are told
    /// elsewhere and each counts once in a cell.
    ///
    /// - Returns: `nil` when there are too few for any table.
    public init?(_ table: Crosstab, rows: Grouping, columns: Grouping, rule: HidingRule, ceiling: [Int]? = nil) {
        guard table.total >= rule.reach else { return nil }
        let (rowTotals, columnTotals) = (table.rowTotals, table.columnTotals)
        self.rows = rows.settled(rowTotals, rule: rule, forCrossing: true)
        self.columns = columns.settled(columnTotals, rule: rule, forCrossing: true)
        while true {
            values = sums(of: table)
            let caps = ceiling.map(caps) ?? []
            let (height, width) = (self.rows.groups.count, self.columns.groups.count)
            if let hidden = CellHiding.hidden(rows: height, columns: width, values: values, caps: caps, rule: rule) {
                isHidden = hidden
                return
            }
            // The other figures tell too much: with fewer columns, and at last one, each cell is as large as a total.
            guard self.columns.mergeSmallest(columnTotals) || self.rows.mergeSmallest(rowTotals) else { return nil }
        }
    }

    public var rowTotals: [Int] {
        rows.groups.indices.map { row in columns.groups.indices.reduce(0) { $0 + values[row * columns.groups.count + $1] } }
    }

    public var columnTotals: [Int] {
        columns.groups.indices.map { column in rows.groups.indices.reduce(0) { $0 + values[$1 * columns.groups.count + column] } }
    }

    private func sums(of table: Crosstab) -> [Int] {
        let (rowOf, columnOf) = (rows.groupOfValue, columns.groupOfValue)
        var sums = [Int](repeating: 0, count: rows.groups.count * columns.groups.count)
        for (place, count) in table.counts.enumerated() {
            let (row, column) = (place / columnOf.count, place % columnOf.count)
            sums[rowOf[row] * columns.groups.count + columnOf[column]] += count
        }
        return sums
    }

    private func caps(_ ceiling: [Int]) -> [Int] {
        let byColumn = columns.sums(ceiling)
        return rows.groups.flatMap { row in byColumn.map { $0 * row.members.count } }
    }
}
