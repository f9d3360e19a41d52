/// The way round a table by which one cell can change while all totals stay: along a row, down a column, and back.
struct CellPath {
    enum Way { case up, down }

    /// The other cells on the way, each with whether it grows (1) or shrinks (-1).
    var steps: [(cell: Int, sign: Int)]
    /// How far the cell can move on this way.
    var most: Int

    /// The way that hides least. Dijkstra's algorithm over rows and columns.
    ///
    /// - Returns: `nil` when there is none.
    static func cheapest(through cell: Int, _ way: Way, in table: CellHiding, values: [Int]) -> CellPath? {
        let (row, column) = (cell / table.columns, table.rows + cell % table.columns)
        var search = Search(table: table, values: values, without: cell, from: way == .up ? column : row)
        return search.path(to: way == .up ? row : column)
    }

    private struct Search {
        let table: CellHiding
        let values: [Int]
        let without: Int
        let start: Int
        /// By node: rows first, then columns.
        var cost: [Int]
        var isDone: [Bool]
        var arrivedBy: [Int]

        init(table: CellHiding, values: [Int], without: Int, from start: Int) {
            (self.table, self.values, self.without, self.start) = (table, values, without, start)
            let nodes = table.rows + table.columns
            cost = [Int](repeating: .max, count: nodes)
            isDone = [Bool](repeating: false, count: nodes)
            arrivedBy = [Int](repeating: -1, count: nodes)
            cost[start] = 0
        }

        mutating func path(to end: Int) -> CellPath? {
            while let node = nearest(), node != end {
                isDone[node] = true
                if node < table.rows { spreadFromRow(node) } else { spreadFromColumn(node) }
            }
            return arrivedBy[end] < 0 ? nil : walkBack(from: end)
        }

        private func nearest() -> Int? {
            var best: Int?, least = Int.max
            for node in cost.indices where !isDone[node] && cost[node] < least { (best, least) = (node, cost[node]) }
            return best
        }

        /// From a row to a column a cell grows.
        private mutating func spreadFromRow(_ row: Int) {
            for column in 0..<table.columns {
                let cell = row * table.columns + column
                if cell != without, room(cell) > 0 { arrive(table.rows + column, by: cell, at: cost[row] + price(cell)) }
            }
        }

        /// From a column to a row a cell shrinks.
        private mutating func spreadFromColumn(_ node: Int) {
            for row in 0..<table.rows {
                let cell = row * table.columns + node - table.rows
                if cell != without, values[cell] > 0 { arrive(row, by: cell, at: cost[node] + price(cell)) }
            }
        }

        private mutating func arrive(_ node: Int, by cell: Int, at price: Int) {
            guard price < cost[node] else { return }
            (cost[node], arrivedBy[node]) = (price, cell)
        }

        private func room(_ cell: Int) -> Int { table.caps.isEmpty ? .max : table.caps[cell] - values[cell] }

        /// What hiding a cell costs: its people, and more where there is nobody, for then it needs protection itself.
        private func price(_ cell: Int) -> Int {
            if table.isHidden[cell] { return 0 }
            let count = table.values[cell]
            return 1 + (count == 0 ? 20 * table.rule.reach : count)
        }

        private func walkBack(from end: Int) -> CellPath {
            var path = CellPath(steps: [], most: .max)
            var node = end
            while node != start {
                let cell = arrivedBy[node]
                let grows = node >= table.rows
                path.steps.append((cell, grows ? 1 : -1))
                path.most = min(path.most, grows ? room(cell) : values[cell])
                node = grows ? cell / table.columns : table.rows + cell % table.columns
            }
            return path
        }
    }
}
