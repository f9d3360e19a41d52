/// Why what was typed is not a code. It never says which digits were typed.
public enum CodeProblem: Error, Hashable, Sendable {
    /// Something other than digits, spaces and dashes.
    case notADigit
    /// Too few or too many digits; there must be ``Code/length``.
    case wrongLength(found: Int)
    /// Twelve digits whose last two do not fit the others: something is mistyped.
    case wrongCheckDigits
}

extension CodeProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notADigit: "a code has only digits; spaces and dashes may stand between them"
        case .wrongLength(let found): "a code has \(Code.length) digits, not \(found)"
        case .wrongCheckDigits: "the last two digits do not fit the others: a digit is mistyped"
        }
    }
}
