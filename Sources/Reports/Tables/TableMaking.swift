/// How counts become rows that may be shown.
extension Tier {
    /// A count as this tier is told it.
    func shown(_ count: Int) -> Table.Figure {
        .count((count + roundedTo / 2) / roundedTo * roundedTo)
    }

    /// A count that is told or hidden by itself, with no total to work it out from.
    func shownAlone(_ count: Int, rule: HidingRule) -> Table.Figure { rule.hides(count) ? .hidden : shown(count) }

    /// Shares are told of fifty people or more. Source: `domain.md` 7.7, rule 5.
    static let fewestForShares = 50

    /// What share one shown figure is of another, in whole per cent; from nothing but what is shown.
    func share(_ part: Int, of whole: Int) -> Table.Figure {
        guard whole >= Tier.fewestForShares, case .count(let part) = shown(part), case .count(let whole) = shown(whole) else { return .none }
        return .percent((part * 200 + whole) / (whole * 2))
    }

    /// The rows of a list with its total; empty when there are too few.
    func list(_ grouping: Grouping, _ counts: [Int], total: String) -> [Table.Row] {
        let all = counts.reduce(0, +)
        guard all >= oneWay.smallest else { return [] }
        let settled = grouping.settled(counts, rule: oneWay, forCrossing: false)
        let rows = zip(settled.groups, settled.sums(counts)).map { group, count in
            Table.Row(group.label, [shown(count), share(count, of: all)])
        }
        return rows + [Table.Row(total, [shown(all), .none], isTotal: true)]
    }

    /// The rows of a settled table with its totals.
    func rows(_ table: SettledCrosstab, total: String) -> [Table.Row] {
        let width = table.columns.groups.count
        let rowTotals = table.rowTotals
        var rows = table.rows.groups.indices.map { row in
            let cells = (0..<width).map { column in
                let place = row * width + column
                return table.isHidden[place] ? Table.Figure.hidden : shown(table.values[place])
            }
            return Table.Row(table.rows.groups[row].label, cells + [shown(rowTotals[row])])
        }
        let all = table.columnTotals + [rowTotals.reduce(0, +)]
        rows.append(Table.Row(total, all.map { shown($0) }, isTotal: true))
        return rows
    }
}

extension Table {
    /// A table of rows by columns with its totals, or an empty one where there are too few.
    init(
        id: String, title: String, _ settled: SettledCrosstab?, of crosstab: Crosstab, tier: Tier, unit: String, definition: String,
        notes: [String] = []
    ) {
        self.init(
            id: id, title: title, rowName: crosstab.rows.name, columnName: crosstab.columns.name,
            columns: (settled?.columns.groups.map(\.label) ?? []) + ["Total"], rows: settled.map { tier.rows($0, total: "Total") } ?? [],
            unit: unit, definition: definition, notes: notes)
    }

    /// A list with shares and a total, or an empty one where there are too few.
    init(id: String, title: String, _ counts: [Int], by grouping: Grouping, tier: Tier, unit: String, definition: String, notes: [String] = []) {
        self.init(
            id: id, title: title, rowName: grouping.dimension.name, columns: ["Number", "Share"],
            rows: tier.list(grouping, counts, total: "Total"), unit: unit, definition: definition, notes: notes)
    }
}

/// The value in the middle; of two, the lower.
func median(_ values: [Int]) -> Int? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
}
