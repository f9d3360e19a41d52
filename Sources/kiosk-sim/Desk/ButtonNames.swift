import Devices

/// The names that keys have in requests: those of `HardwareButton` with hyphens, as in `fast-slip`.
enum ButtonNames {
    static let all: [(name: String, value: HardwareButton)] = HardwareButton.allCases.map {
        (hyphenated($0.rawValue), $0)
    }

    private static func hyphenated(_ name: String) -> String {
        name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
    }
}
