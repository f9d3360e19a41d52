import SimulatedDevices
import Testing

@testable import Reports

@Suite struct `What is put together in a list` {
    /// Types of assistance asked for by 57 people, in the order of the source: 47, 30, 19 and 4 per cent.
    ///
    /// Source: Arab TUC 2020, figure 3 of ILO-ACTRAV on migrant centres in Jordan; `domain.md` 7.7.
    static let assistance = Dimension(
        name: "Assistance",
        values: [
            .init("travel", "Travel papers"), .init("legal", "Legal help"), .init("wages", "Due wages"), .init("money", "Money help"),
        ], othersName: "Other help")

    @Test func `of 57 people the two who asked for money are told together with eleven others`() {
        let rows = Tier.own.list(Grouping(Self.assistance), [27, 17, 11, 2], total: "Total")
        #expect(rows.map(\.label) == ["Travel papers", "Legal help", "Due wages + Money help", "Total"])
        #expect(rows.map { $0.figures[0] } == [.count(27), .count(17), .count(13), .count(57)])
        #expect(rows.map { $0.figures[1] } == [.percent(47), .percent(30), .percent(23), .none])
    }

    @Test func `a list never shows a small group, and no member of a group can be called small`() {
        for seed in 0..<5_000 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let rule = HidingRule(smallest: Int.random(in: 2...12, using: &random))
            let isOrdered = random.once(in: 2)
            let dimension = `What is hidden in one table`.dimension("v", Int.random(in: 1...9, using: &random), isOrdered: isOrdered)
            let counts = dimension.values.map { _ in random.once(in: 3) ? 0 : Int.random(in: 0...20, using: &random) }
            let settled = Grouping(dimension).settled(counts, rule: rule, forCrossing: random.once(in: 2))
            let sums = settled.sums(counts)
            #expect(sums.reduce(0, +) == counts.reduce(0, +), "seed \(seed)")
            #expect(Set(settled.groups.flatMap(\.members)) == Set(dimension.values.indices), "seed \(seed)")
            guard sums.count(where: { $0 > 0 }) > 1 else { continue }
            for (group, sum) in zip(settled.groups, sums) {
                #expect(!rule.hides(sum), "seed \(seed)")
                if group.isMerged { #expect(sum > rule.smallest && group.members.count { counts[$0] > 0 } > 1, "seed \(seed)") }
            }
        }
    }

    @Test func `ages are put together with their neighbours`() {
        let settled = Grouping(.age).settled([0, 3, 40, 50, 2, 7], rule: HidingRule(smallest: 5), forCrossing: false)
        #expect(settled.groups.map(\.label) == ["Under 18", "18–24 + 25–34", "35–49 + 50 and over", "Not said"])
    }

    @Test func `where there are fewer than may be told, nothing is`() {
        #expect(Tier.own.list(Grouping(.age), [1, 1, 1, 1, 0, 0], total: "Total").isEmpty)
        let five = Tier.own.list(Grouping(.age), [2, 0, 3, 0, 0, 0], total: "Total")
        #expect(five.filter { $0.figures[0] == .count(5) }.map(\.label) == ["Under 18 + 18–24 + 25–34", "Total"])
    }

    @Test func `shares are told of fifty people or more, from shown figures`() {
        let few = Tier.own.list(Grouping(Self.assistance), [20, 10, 9, 10], total: "Total")
        #expect(few.allSatisfy { $0.figures[1] == .none })
        let rounded = Tier.everybody.list(Grouping(Self.assistance), [43, 22, 31, 28], total: "Total")
        #expect(rounded.map { $0.figures[0] } == [.count(45), .count(20), .count(30), .count(30), .count(125)])
        #expect(rounded[0].figures[1] == .percent(36))
    }
}
