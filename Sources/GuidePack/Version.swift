/// The version of a guide or of the kiosk's program: numbers with points between them, `2026.11.1`.
public struct Version: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Range: one to four numbers.
    public let numbers: [Int]

    /// `nil` unless `text` is one to four numbers with points between them.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
        guard (1...4).contains(parts.count), numbers.count == parts.count else { return nil }
        self.numbers = numbers
    }

    private init(_ numbers: Int...) { self.numbers = numbers }

    /// The version of this program: what a pack's minimum is held against.
    public static let thisKiosk = Version(0, 1, 0)

    public var description: String { numbers.map(String.init).joined(separator: ".") }

    /// Missing numbers count as zero, so `1.2` is not older than `1.2.0`.
    public static func < (a: Version, b: Version) -> Bool {
        for index in 0..<max(a.numbers.count, b.numbers.count) where a[index] != b[index] { return a[index] < b[index] }
        return false
    }

    public static func == (a: Version, b: Version) -> Bool { !(a < b) && !(b < a) }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(Array(numbers.reversed().drop { $0 == 0 }))
    }

    private subscript(index: Int) -> Int { index < numbers.count ? numbers[index] : 0 }
}
