/// Which cells of a table with known row and column totals must stay hidden.
///
/// Small cells are hidden, and with them others, until nobody who knows the totals and all other cells, and that nobody can be
/// counted below zero, can work out of any hidden small cell
/// - that it is less than ``HidingRule/reach``, or
/// - where it lies more closely than within ``HidingRule/smallest``,
/// and of any hidden cell what it is exactly. The bounds are exact: the table is a network of flows from rows to columns, whose
/// bounds are whole numbers (Cox, "Network models for complementary cell suppression", JASA 90 (1995)).
///
/// When every row and column with anybody has at least `reach`, and there are two of each, this always succeeds.
public struct CellHiding {
    let rows: Int
    let columns: Int
    /// Row by row.
    let values: [Int]
    /// The most that a cell can be, as other published figures tell; empty: nothing is told.
    let caps: [Int]
    let rule: HidingRule
    private(set) var isHidden: [Bool]
    /// Cells below the rule's smallest that are hidden and need protection, in the order in which they were hidden.
    private var small: [Int] = []

    init(rows: Int, columns: Int, values: [Int], caps: [Int] = [], rule: HidingRule) {
        (self.rows, self.columns, self.values, self.caps, self.rule) = (rows, columns, values, caps, rule)
        isHidden = [Bool](repeating: false, count: values.count)
    }

    /// The cells to hide, row by row, or `nil` when hiding every cell would not be enough.
    public static func hidden(rows: Int, columns: Int, values: [Int], caps: [Int] = [], rule: HidingRule) -> [Bool]? {
        var hiding = CellHiding(rows: rows, columns: columns, values: values, caps: caps, rule: rule)
        for cell in values.indices where rule.hides(values[cell]) { hiding.hide(cell) }
        // The smallest have the farthest to go, so what they need helps the others.
        hiding.small.sort { values[$0] < values[$1] }
        var next = 0
        while next < hiding.small.count {
            guard hiding.protect(hiding.small[next]) else { return nil }
            next += 1
        }
        return hiding.isHidden
    }

    private mutating func hide(_ cell: Int) {
        guard !isHidden[cell] else { return }
        isHidden[cell] = true
        if values[cell] < rule.smallest { small.append(cell) }
    }

    /// Hides what it takes for one cell.
    private mutating func protect(_ cell: Int) -> Bool {
        let toReach = max(rule.reach - values[cell], 0)
        let up = move(cell, by: toReach, .up)
        guard up >= toReach else { return false }
        let down = move(cell, by: rule.smallest - up, .down)
        return up + down >= rule.smallest || move(cell, by: rule.smallest - down, .up) + down >= rule.smallest
    }

    /// How far a cell can be moved, up to `wanted`, when other cells make up for it; those that do are hidden.
    private mutating func move(_ cell: Int, by wanted: Int, _ way: CellPath.Way) -> Int {
        var moved = values
        var total = 0
        let far = min(wanted, way == .down ? values[cell] : caps.isEmpty ? wanted : caps[cell] - values[cell])
        while total < far, let path = CellPath.cheapest(through: cell, way, in: self, values: moved) {
            let step = min(far - total, path.most)
            for (place, sign) in path.steps {
                moved[place] += sign * step
                hide(place)
            }
            total += step
        }
        return total
    }
}
