import Intake

/// In which group of four a number is mistyped.
enum NumberHint {
    private static let groupSize = 4

    /// Groups in which one wrong digit, or two that changed places, would explain why the check digits do not fit.
    static func groups(of typed: String) -> [Int] {
        let digits = digits(in: typed)
        guard digits.count == Code.length else { return [] }
        var groups: Set<Int> = []
        for place in digits.indices {
            for digit in 0...9 where digit != digits[place] && isCode(digits, with: digit, at: place) {
                groups.insert(place / groupSize + 1)
            }
        }
        for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
            var swapped = digits
            swapped.swapAt(place, place + 1)
            if isCode(swapped) { groups.formUnion([place / groupSize + 1, (place + 1) / groupSize + 1]) }
        }
        return groups.sorted()
    }

    /// Groups with too few or too many digits; empty unless exactly three were typed apart.
    static func shortGroups(of typed: String) -> [Int] {
        let groups = typed.split { !$0.isNumber }
        guard groups.count == Code.length / groupSize else { return [] }
        return groups.indices.filter { groups[$0].count != groupSize }.map { $0 + 1 }
    }

    private static func digits(in typed: String) -> [Int] {
        typed.unicodeScalars.filter { $0.properties.numericType == .decimal }.compactMap { $0.properties.numericValue.map(Int.init) }
    }

    private static func isCode(_ digits: [Int], with digit: Int, at place: Int) -> Bool {
        var changed = digits
        changed[place] = digit
        return isCode(changed)
    }

    private static func isCode(_ digits: [Int]) -> Bool {
        Code(packed: digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }) != nil
    }
}
