/// Every table of whole numbers from zero up that agrees with what was published: the attacker writes them all down.
struct TableAttack {
    let rows: Int
    let columns: Int
    /// `nil`: hidden.
    let shown: [Int?]
    let rowTotals: [Int]
    let columnTotals: [Int]
    /// Empty: nothing is known.
    let caps: [Int]

    /// The least and the most of each cell over all of them, and how many there are.
    func everyTable() -> (bounds: [ClosedRange<Int>], count: Int) {
        var search = Search(attack: self)
        search.fill(0)
        return (zip(search.least, search.most).map { $0...max($0, $1) }, search.count)
    }

    private struct Search {
        let attack: TableAttack
        var rowsLeft: [Int], columnsLeft: [Int], cells: [Int], least: [Int], most: [Int]
        var count = 0

        init(attack: TableAttack) {
            self.attack = attack
            (rowsLeft, columnsLeft) = (attack.rowTotals, attack.columnTotals)
            cells = [Int](repeating: 0, count: attack.shown.count)
            least = [Int](repeating: .max, count: cells.count)
            most = [Int](repeating: -1, count: cells.count)
        }

        mutating func fill(_ cell: Int) {
            guard cell < cells.count else { return note() }
            let (row, column) = (cell / attack.columns, cell % attack.columns)
            var range = 0...min(rowsLeft[row], columnsLeft[column])
            if let known = attack.shown[cell] {
                guard range.contains(known) else { return }
                range = known...known
            }
            // The last of a row and the last of a column have no choice.
            if column == attack.columns - 1 || row == attack.rows - 1 {
                let must = column == attack.columns - 1 ? rowsLeft[row] : columnsLeft[column]
                guard range.contains(must) else { return }
                range = must...must
            }
            for value in range where attack.caps.isEmpty || value <= attack.caps[cell] {
                rowsLeft[row] -= value
                columnsLeft[column] -= value
                cells[cell] = value
                fill(cell + 1)
                rowsLeft[row] += value
                columnsLeft[column] += value
            }
        }

        private mutating func note() {
            guard rowsLeft.allSatisfy({ $0 == 0 }), columnsLeft.allSatisfy({ $0 == 0 }) else { return }
            count += 1
            for cell in cells.indices {
                least[cell] = min(least[cell], cells[cell])
                most[cell] = max(most[cell], cells[cell])
            }
        }
    }
}
