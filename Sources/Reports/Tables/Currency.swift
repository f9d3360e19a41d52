/// Money in words of its currency: one table for what is typed at the desk and what leaves it.
public enum Currency {
    /// Currencies whose smallest unit is not a hundredth, as far as centres meet them. Source: ISO 4217.
    private static let places = [
        "JPY": 0, "KRW": 0, "VND": 0, "UGX": 0, "RWF": 0, "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    ]

    /// How many decimals amounts have. Range: 0–3.
    public static func decimals(of currency: String) -> Int { places[currency] ?? 2 }

    /// Without grouping, with the currency's own decimals: `1250.50`.
    public static func text(_ minor: Int64, _ currency: String) -> String {
        let places = decimals(of: currency)
        let unit = (0..<places).reduce(into: Int64(1)) { unit, _ in unit *= 10 }
        guard places > 0 else { return "\(minor)" }
        let rest = String(minor.magnitude % unit.magnitude)
        let zeros = String(repeating: "0", count: places - rest.utf8.count)
        return "\(minor < 0 ? "-" : "")\(minor.magnitude / unit.magnitude).\(zeros)\(rest)"
    }
}
