import SimulatedDevices
import Testing

@testable import Reports

@Suite struct `What is hidden in one table` {
    static func dimension(_ name: String, _ count: Int, isOrdered: Bool = false) -> Dimension {
        Dimension(name: name, values: (0..<count).map { .init("\($0)", "\(name)\($0)") }, isOrdered: isOrdered, othersName: "Others")
    }

    /// A table of small counts, many of them zero.
    static func table(_ rows: Int, _ columns: Int, upTo most: Int, _ random: inout SeededRandom, ordered: Bool = false) -> Crosstab {
        var table = Crosstab(rows: dimension("r", rows, isOrdered: ordered), columns: dimension("c", columns))
        for row in 0..<rows {
            for column in 0..<columns where !random.once(in: 4) {
                table.add("\(row)", "\(column)", Int.random(in: 0...most, using: &random))
            }
        }
        return table
    }

    static func settle(_ table: Crosstab, _ rule: HidingRule, ceiling: [Int]? = nil) -> SettledCrosstab? {
        SettledCrosstab(table, rows: Grouping(table.rows), columns: Grouping(table.columns), rule: rule, ceiling: ceiling)
    }

    static func attack(on table: SettledCrosstab, caps: [Int] = []) -> TableAttack {
        TableAttack(
            rows: table.rows.groups.count, columns: table.columns.groups.count,
            shown: zip(table.values, table.isHidden).map { $1 ? nil : $0 }, rowTotals: table.rowTotals, columnTotals: table.columnTotals,
            caps: caps)
    }

    /// What must hold of bounds that an attacker found.
    static func expectSafe(_ bounds: [ClosedRange<Int>], _ table: SettledCrosstab, _ rule: HidingRule, _ seed: UInt64) {
        for (cell, range) in bounds.enumerated() {
            let value = table.values[cell]
            guard table.isHidden[cell] else {
                #expect(!rule.hides(value), "a cell of \(value) is shown; seed \(seed)")
                continue
            }
            #expect(range.contains(value), "the attacker is wrong; seed \(seed)")
            #expect(range.count > 1, "cell \(cell) is worked out exactly; seed \(seed)")
            if value < rule.smallest {
                #expect(range.upperBound > rule.smallest, "cell \(cell) is at most \(range.upperBound); seed \(seed)")
                #expect(range.count > rule.smallest, "cell \(cell) lies in \(range); seed \(seed)")
            }
        }
    }

    @Test(arguments: [2, 3, 4]) func `nobody who writes down every possible table learns a small count`(smallest: Int) {
        let rule = HidingRule(smallest: smallest)
        var hidden = 0
        for seed in 0..<2_000 as Range<UInt64> {
            var random = SeededRandom(seed: seed &* 977 &+ UInt64(smallest))
            let table = Self.table(Int.random(in: 1...3, using: &random), Int.random(in: 1...3, using: &random), upTo: 2 * smallest, &random)
            guard let settled = Self.settle(table, rule) else {
                #expect(table.total <= smallest, "seed \(seed)")
                continue
            }
            hidden += settled.isHidden.count { $0 }
            Self.expectSafe(Self.attack(on: settled).everyTable().bounds, settled, rule, seed)
        }
        #expect(hidden > 200, "the storm must hide something, or it shows nothing")
    }

    @Test func `nor one who knows besides how many there can be in a column's cells`() {
        let rule = HidingRule(smallest: 3)
        var hidden = 0
        for seed in 0..<2_000 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let table = Self.table(3, 3, upTo: 6, &random)
            // As for people who may have several needs: no cell has more than there are people, and each person is told elsewhere.
            let ceiling = (0..<3).map { column in
                (0..<3).map { table.counts[$0 * 3 + column] }.reduce(rule.reach, max) + Int.random(in: 0...1, using: &random)
            }
            guard let settled = Self.settle(table, rule, ceiling: ceiling) else { continue }
            hidden += settled.isHidden.count { $0 }
            let byColumn = settled.columns.sums(ceiling)
            let caps = settled.rows.groups.flatMap { row in byColumn.map { $0 * row.members.count } }
            Self.expectSafe(Self.attack(on: settled, caps: caps).everyTable().bounds, settled, rule, seed)
        }
        #expect(hidden > 200)
    }

    @Test func `in larger tables the exact bounds are as wide`() throws {
        let rule = HidingRule(smallest: 5)
        for seed in 0..<60 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let table = Self.table(Int.random(in: 4...7, using: &random), Int.random(in: 3...5, using: &random), upTo: 14, &random, ordered: seed % 2 == 0)
            let settled = try #require(Self.settle(table, rule))
            let (height, width) = (settled.rows.groups.count, settled.columns.groups.count)
            var equations = settled.rowTotals.enumerated().map { row, total in
                (row: Dictionary(uniqueKeysWithValues: (0..<width).map { (row * width + $0, 1.0) }), right: Double(total))
            }
            equations += settled.columnTotals.enumerated().map { column, total in
                (row: Dictionary(uniqueKeysWithValues: (0..<height).map { ($0 * width + column, 1.0) }), right: Double(total))
            }
            for (cell, value) in settled.values.enumerated() where !settled.isHidden[cell] {
                equations.append((row: [cell: 1], right: Double(value)))
            }
            let attacker = try #require(Simplex(variables: settled.values.count, equations: equations))
            let bounds = settled.values.indices.map { cell in
                let range = attacker.bounds(of: [cell])
                return Int(range.lowerBound.rounded())...Int(range.upperBound.rounded())
            }
            Self.expectSafe(bounds, settled, rule, seed)
        }
    }

    @Test func `where nothing is small nothing is hidden`() throws {
        var table = Crosstab(rows: Self.dimension("r", 3), columns: Self.dimension("c", 3))
        for row in 0..<3 { for column in 0..<3 { table.add("\(row)", "\(column)", 10 + row * column) } }
        let settled = try #require(Self.settle(table, HidingRule(smallest: 10)))
        #expect(!settled.isHidden.contains(true))
        #expect(settled.values == table.counts)
    }

    @Test func `one small cell hides three more, and no row or column goes`() throws {
        var table = Crosstab(rows: Self.dimension("r", 3), columns: Self.dimension("c", 3))
        for row in 0..<3 { for column in 0..<3 { table.add("\(row)", "\(column)", row == 0 && column == 0 ? 2 : 30) } }
        let settled = try #require(Self.settle(table, HidingRule(smallest: 10)))
        #expect(settled.isHidden.count { $0 } == 4)
        #expect(settled.rows.groups.count == 3 && settled.columns.groups.count == 3)
    }
}
