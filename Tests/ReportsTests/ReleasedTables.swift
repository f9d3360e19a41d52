@testable import Reports

/// What somebody knows who has all released tables about the same clients, and reads nothing but what is printed in them.
struct ReleasedTables {
    /// A table with what it counts: rows and columns of single values, as the dimension lists them.
    struct Reading {
        var table: Table
        var rows: Dimension
        var columns: Dimension
        /// The dimensions with the values that no client of the test has: their rows are printed too.
        var allRows: Dimension
        var allColumns: Dimension
        /// Where its single cells begin among the attacker's unknowns.
        var start: Int

        func unknown(_ row: Int, _ column: Int) -> Int { start + row * columns.values.count + column }

        /// The values that unknowns stand for.
        func cells(_ unknowns: Set<Int>) -> [(row: String, column: String)] {
            unknowns.map { unknown in
                let place = unknown - start
                return (rows.values[place / columns.values.count].id, columns.values[place % columns.values.count].id)
            }
        }

        /// Which single cells a printed cell is the sum of; the last row and column are totals.
        func members(_ row: Int, _ column: Int) -> Set<Int> {
            let down = values(table.rows.map(\.label), row, allRows).compactMap { id in rows.values.firstIndex { $0.id == id } }
            let across = values(table.columns, column, allColumns).compactMap { id in columns.values.firstIndex { $0.id == id } }
            return Set(down.flatMap { row in across.map { unknown(row, $0) } })
        }

        /// The values that a label names; "others" are all that no other label names, and the last is the total.
        private func values(_ labels: [String], _ place: Int, _ dimension: Dimension) -> [String] {
            guard place < labels.count - 1, labels[place] != "All" else { return dimension.values.map(\.id) }
            let named = labels.dropLast().map { self.named($0, dimension) }
            if !named[place].isEmpty { return named[place] }
            let others = Set(named.joined())
            return dimension.values.map(\.id).filter { !others.contains($0) }
        }

        private func named(_ label: String, _ dimension: Dimension) -> [String] {
            if let whole = dimension.values.first(where: { $0.label == label }) { return [whole.id] }
            return label.split(separator: " + ").compactMap { part in dimension.values.first { $0.label == part }?.id }
        }
    }

    private(set) var readings: [Reading] = []
    private(set) var unknowns = 0
    private var equations: [(row: [Int: Double], right: Double)] = []

    /// Takes a table in, of whose clients it is known that they have no other values than `rowIDs` and `columnIDs`.
    mutating func read(_ table: Table, _ rows: Dimension, _ rowIDs: Set<String>, _ columns: Dimension, _ columnIDs: Set<String>) -> Reading {
        let allRows = rows, allColumns = columns
        let (rows, columns) = (rows.only(rowIDs), columns.only(columnIDs))
        let reading = Reading(
            table: table, rows: rows, columns: columns, allRows: allRows, allColumns: allColumns, start: unknowns)
        unknowns += rows.values.count * columns.values.count
        readings.append(reading)
        for (row, line) in table.rows.enumerated() {
            for (column, figure) in line.figures.enumerated() {
                let members = reading.members(row, column)
                guard case .count(let count) = figure, !members.isEmpty else { continue }
                equate(members, count)
            }
        }
        return reading
    }

    private mutating func equate(_ sum: Set<Int>, _ count: Int) {
        equations.append((Dictionary(uniqueKeysWithValues: sum.map { ($0, 1.0) }), Double(count)))
    }

    /// The same people stand in the columns of both tables.
    mutating func sameColumns(_ a: Reading, _ b: Reading) {
        for column in a.columns.values.indices {
            var row = Dictionary(uniqueKeysWithValues: a.rows.values.indices.map { (a.unknown($0, column), 1.0) })
            for other in b.rows.values.indices { row[b.unknown(other, column)] = -1 }
            equations.append((row, 0))
        }
    }

    /// No cell of `part` has more people than the column of `whole`: each counts once in it.
    mutating func noMore(_ part: Reading, than whole: Reading) {
        for row in part.rows.values.indices {
            for column in part.columns.values.indices {
                var line = [part.unknown(row, column): 1.0, unknowns: 1.0]
                for other in whole.rows.values.indices { line[whole.unknown(other, column)] = -1 }
                unknowns += 1
                equations.append((line, 0))
            }
        }
    }

    /// All that can be worked out; `nil` when the figures contradict each other.
    func attacker() -> Simplex? {
        // What is printed as zero is known: that makes the rest smaller.
        let zeros = Set(equations.filter { $0.right == 0 && $0.row.values.allSatisfy { $0 > 0 } }.flatMap(\.row.keys))
        let rest = equations.compactMap { equation -> (row: [Int: Double], right: Double)? in
            let row = equation.row.filter { !zeros.contains($0.key) }
            return row.isEmpty ? nil : (row, equation.right)
        }
        return Simplex(variables: unknowns, equations: rest + zeros.map { (row: [$0: 1], right: 0) })
    }
}
