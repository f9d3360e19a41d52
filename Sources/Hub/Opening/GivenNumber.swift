import Intake
import Sealing

/// What somebody brought to the desk: digits that they know, or a slip that was scanned.
public enum GivenNumber: Hashable, Sendable {
    case digits(Code)
    case slip(Code, SealedRecord)

    public var code: Code {
        switch self {
        case .digits(let code), .slip(let code, _): code
        }
    }

    /// Reads what was typed, or what a scanner typed.
    ///
    /// - Throws: ``NumberProblem``, which never says which digits were typed.
    public static func read(_ text: String) throws(NumberProblem) -> GivenNumber {
        guard text.utf8.count <= longestText else { throw .tooLong }
        if text.contains(":") {
            do {
                let (code, record) = try SlipQR.decode(text)
                return .slip(code, record)
            } catch { throw .slip(error) }
        }
        switch Code.check(text) {
        case .success(let code): return .digits(code)
        case .failure(.wrongCheckDigits): throw .mistyped(groups: NumberHint.groups(of: text))
        case .failure(.wrongLength(let found)): throw .wrongLength(found: found, groups: NumberHint.shortGroups(of: text))
        case .failure(.notADigit): throw .notADigit
        }
    }

    /// Of the field, in bytes: a slip's text has 258 characters.
    public static let longestText = 1_024
}

extension GivenNumber: CustomStringConvertible, CustomReflectable {
    public var description: String { "GivenNumber(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why what was given is no number of a slip, and where to look again. It never says which digits were given.
public enum NumberProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notADigit
    case tooLong
    /// Groups that have not four digits, where the groups were typed apart. Range: 1–3 each.
    case wrongLength(found: Int, groups: [Int])
    /// Groups in which one slip of the finger would explain it. Range: 1–3 each; empty: more than one is wrong.
    case mistyped(groups: [Int])
    case slip(SlipQRProblem)

    public var description: String {
        switch self {
        case .notADigit: "A number has only digits. Spaces and dashes may stand between them."
        case .tooLong: "That is longer than any number or slip. Empty the field and scan again."
        case .wrongLength(let found, let groups):
            "A number has \(Code.length) digits; \(found) were given." + Self.place(groups)
        case .mistyped(let groups):
            "The number does not add up: a digit is mistyped."
                + (groups.isEmpty ? " More than one digit differs; read it again from the slip." : Self.place(groups))
        case .slip(let problem): problem.description.prefix(1).uppercased() + problem.description.dropFirst() + "."
        }
    }

    private static func place(_ groups: [Int]) -> String {
        let names = groups.map { ["first", "second", "third"][$0 - 1] }
        switch names.count {
        case 0: return ""
        case 1: return " Look at the \(names[0]) group of four."
        case 2: return " Look at the \(names[0]) and the \(names[1]) group of four."
        default: return " Look at each group of four."
        }
    }
}
