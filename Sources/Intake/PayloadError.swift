/// Why answers cannot be encoded, or bytes are not a payload. It never says what was answered.
public enum PayloadError: Error, Hashable, Sendable {
    case wrongSize(found: Int, expected: Int)
    case unknownVersion(UInt8)
    case otherForm(version: Int, expected: Int)
    case badWeek
    case badLanguage
    /// A question that the form does not ask, or not of a counsellor's business.
    case unknownQuestion
    case unknownOption
    /// More options than the question allows, none, or one twice.
    case badChoice
    /// Questions that are not in rising order, or one twice.
    case badOrder
    /// Something other than zero after the last answer.
    case badPadding
    case endsTooSoon
    /// More answers than the size holds.
    case tooLong(found: Int, most: Int)
}

extension PayloadError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongSize(let found, let expected): "the answers have \(found) bytes; expected are \(expected)"
        case .unknownVersion(let version): "the answers are encoded in version \(version); known is \(Payload.version)"
        case .otherForm(let version, let expected): "the form is version \(version); the answers need \(expected)"
        case .badWeek: "the week is not one of the calendar"
        case .badLanguage: "the language is not a tag of 2 to 16 ASCII letters, digits and hyphens"
        case .unknownQuestion: "a question is not in this form"
        case .unknownOption: "an option is not in this form"
        case .badChoice: "a question has no option, too many, or one twice"
        case .badOrder: "the questions are not in rising order"
        case .badPadding: "the bytes after the last answer are not zero"
        case .endsTooSoon: "the bytes end in the middle of an answer"
        case .tooLong(let found, let most): "the answers need \(found) bytes; there are \(most)"
        }
    }
}
