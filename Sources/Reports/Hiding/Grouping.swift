/// The values of a dimension, put together until no row of its own is too small.
///
/// It is settled once for all tables of a period that use the dimension, so that no two tables cut the same people differently.
public struct Grouping: Hashable, Sendable {
    /// A row or a column: one value, or several told as one.
    public struct Group: Hashable, Sendable {
        /// Places in the dimension's values. Never empty.
        public var members: [Int]
        public var label: String
        public var isMerged: Bool { members.count > 1 }
    }

    /// More names than these do not fit a row's name.
    static let mostNamed = 4

    public let dimension: Dimension
    public private(set) var groups: [Group]

    /// Every value by itself.
    public init(_ dimension: Dimension) {
        self.dimension = dimension
        groups = dimension.values.indices.map { Group(members: [$0], label: dimension.values[$0].label) }
    }

    /// How many there are in each group, from how many there are of each value.
    public func sums(_ counts: [Int]) -> [Int] { groups.map { $0.members.reduce(0) { $0 + counts[$1] } } }

    /// The group of each value.
    public var groupOfValue: [Int] {
        var places = [Int](repeating: 0, count: dimension.values.count)
        for (place, group) in groups.enumerated() {
            for member in group.members { places[member] = place }
        }
        return places
    }

    /// Puts small groups together until each has nobody or at least what the rule asks for, or one group is left.
    ///
    /// A group of several reaches ``HidingRule/reach``, so that none of its members can be called small. With `forCrossing`,
    /// single values do too: only then can every cell beside them be hidden.
    public func settled(_ counts: [Int], rule: HidingRule, forCrossing: Bool) -> Grouping {
        var settled = self
        while let small = settled.smallest(counts, rule: rule, forCrossing: forCrossing),
            let partner = settled.partner(of: small, counts)
        {
            settled.merge(small, partner)
        }
        return settled
    }

    /// Puts the two smallest groups together; `false` when there is only one that has anybody.
    mutating func mergeSmallest(_ counts: [Int]) -> Bool {
        let sums = sums(counts)
        guard let first = occupied(sums).min(by: { sums[$0] < sums[$1] }), let second = partner(of: first, counts) else {
            return false
        }
        merge(first, second)
        return true
    }

    private func occupied(_ sums: [Int]) -> [Int] { groups.indices.filter { sums[$0] > 0 } }

    private func smallest(_ counts: [Int], rule: HidingRule, forCrossing: Bool) -> Int? {
        let sums = sums(counts)
        let tooSmall = groups.indices.filter { place in
            let least = groups[place].isMerged || forCrossing ? rule.reach : rule.smallest
            return sums[place] > 0 && sums[place] < least
        }
        return tooSmall.min { sums[$0] < sums[$1] }
    }

    /// With whom a group is put together: a neighbour by age, the others that were put together before, or the next smallest.
    private func partner(of place: Int, _ counts: [Int]) -> Int? {
        let sums = sums(counts)
        let others = occupied(sums).filter { $0 != place }
        let last = dimension.values.count - 1
        if dimension.isOrdered, groups[place].members != [last] {
            let near = others.filter { groups[$0].members != [last] }
            let beside = [near.last { $0 < place }, near.first { $0 > place }].compactMap(\.self)
            if let neighbour = beside.min(by: { sums[$0] < sums[$1] }) { return neighbour }
        }
        if !dimension.isOrdered, !groups[place].isMerged, let merged = others.first(where: { groups[$0].isMerged }) {
            return merged
        }
        return others.min { sums[$0] < sums[$1] }
    }

    private mutating func merge(_ a: Int, _ b: Int) {
        let members = (groups[a].members + groups[b].members).sorted()
        // What nobody has between two neighbours goes with them.
        let between = dimension.isOrdered ? groups.indices.filter { isBetween($0, members) && $0 != a && $0 != b } : []
        let all = (members + between.flatMap { groups[$0].members }).sorted()
        let gone = Set([max(a, b)] + between)
        groups[min(a, b)] = Group(members: all, label: label(all))
        groups = groups.indices.filter { !gone.contains($0) }.map { groups[$0] }
    }

    private func isBetween(_ place: Int, _ members: [Int]) -> Bool {
        guard let first = members.first, let last = members.last, last < dimension.values.count - 1 else { return false }
        return groups[place].members.allSatisfy { first < $0 && $0 < last }
    }

    private func label(_ members: [Int]) -> String {
        if members.count == dimension.values.count { return "All" }
        guard dimension.namesOthers else { return dimension.othersName }
        guard members.count <= Grouping.mostNamed else { return "\(dimension.othersName) (\(members.count))" }
        return members.map { dimension.values[$0].label }.joined(separator: " + ")
    }
}
