import Reports

/// Amounts of money as people type them, and in the currency's smallest unit.
enum Money {
    /// Before the point: more than any case is about; with three decimals it fits 64 bits, and so do the sums of thousands.
    private static let mostDigits = 12
    /// With the point and as many decimals as any currency has.
    static let longest = mostDigits + 4

    /// `nil` for anything but digits with at most one point; empty is nothing.
    static func minor(_ text: String, in currency: String) -> Int64? {
        if text.isEmpty { return 0 }
        let places = Currency.decimals(of: currency)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...mostDigits).contains(parts[0].utf8.count),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
        else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.count <= places else { return nil }
        return Int64(String(parts[0]) + fraction + String(repeating: "0", count: places - fraction.count))
    }

    /// `1250.50`; empty for nothing.
    static func text(_ minor: Int64, in currency: String) -> String {
        minor == 0 ? "" : Currency.text(minor, currency)
    }
}
