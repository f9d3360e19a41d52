import Foundation

/// Ratios as ears count them.
enum Decibels {
    static func log10(_ value: Double) -> Double { Foundation.log10(value) }

    static func factor(_ decibels: Double) -> Double { pow(10, decibels / 20) }
}
