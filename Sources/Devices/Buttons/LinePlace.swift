/// Which line of the board a button or a lamp is wired to.
public enum LinePlace: Hashable, Sendable, CustomStringConvertible {
    /// By the name that the board's description gives it, on any chip or on this one.
    case named(String, chip: String? = nil)
    /// By its number on a chip.
    case numbered(Int, chip: String)

    /// Reads a place as a configuration has it: `HELP_BUTTON`, `gpiochip0:17` or `pinctrl-rp1:GPIO17`.
    ///
    /// A chip goes by its name or by its label; the label stays the same from one kernel to the next.
    ///
    /// - Throws: `OutOfRange` for anything else.
    public init(_ text: String) throws(OutOfRange) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, !first.isEmpty, !last.isEmpty, !last.contains(":") else {
            throw OutOfRange(
                setting: "a line of the board", given: "\"\(text)\"",
                allowed: "its name, or a chip, a colon and a name or number, such as \"gpiochip0:17\"")
        }
        if parts.count == 1 {
            self = .named(text)
        } else if let number = Int(last), last.allSatisfy(\.isWholeNumber) {
            self = .numbered(number, chip: String(first))
        } else {
            self = .named(String(last), chip: String(first))
        }
    }

    public var description: String {
        switch self {
        case .named(let name, nil): name
        case .named(let name, let chip?): "\(chip):\(name)"
        case .numbered(let number, let chip): "\(chip):\(number)"
        }
    }
}

/// What holds an input at its level while nobody presses.
public enum LineBias: String, CaseIterable, Hashable, Sendable {
    /// Whatever the board does by itself.
    case asItIs = "as-it-is"
    /// Nothing in the board: a resistor in the wiring does it.
    case none
    /// The board pulls it up; the button connects it to ground.
    case pullUp = "pull-up"
    /// The board pulls it down; the button connects it to the supply.
    case pullDown = "pull-down"
}
