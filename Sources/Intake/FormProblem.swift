/// What is wrong with a form, where, and what to do about it.
public struct FormProblem: Error, Hashable, Sendable {
    /// Where, for example `question "needs", option "pay"`.
    public let place: String
    public let rule: Rule

    /// The rules that a form must keep.
    public enum Rule: Hashable, Sendable {
        case versionOutOfRange(found: Int)
        case retentionOutOfRange(found: Int)
        case noQuestions
        case idMalformed
        case idRepeated
        case numberOutOfRange(found: Int)
        case numberRepeated(found: Int)
        case noOptions
        case optionsNotExpected
        case limitOutOfRange(found: Int)
        case conditionUnknown
        case pageMixed
        case pageSplit
        case tooManyPages(found: Int)
        case countriesMustNotBeSealed
        case onlyOneLanguageQuestion
        case languageMustBeOne
        case safetyMustBeOneCode
        case recordTooSmall(needed: Int)
    }
}

extension FormProblem: CustomStringConvertible {
    public var description: String { "\(place): \(rule.sentence)" }
}

extension FormProblem.Rule {
    fileprivate var sentence: String {
        switch self {
        case .versionOutOfRange(let found): "version is \(found); allowed is 1 to 65535"
        case .retentionOutOfRange(let found): "answers are kept \(found) days; allowed is 30 to 180"
        case .noQuestions: "there is no question; write at least one"
        case .idMalformed: "an id has 1 to 24 lower-case letters, digits and hyphens, and begins with a letter or digit"
        case .idRepeated: "this id is used before; give it another"
        case .numberOutOfRange(let found): "number is \(found); allowed is 1 to 63"
        case .numberRepeated(let found): "number \(found) is used before; give it one that was never used"
        case .noOptions: "there are no options; write at least one"
        case .optionsNotExpected: "the site gives the languages; remove the options"
        case .limitOutOfRange(let found): "up to \(found) may be chosen; allowed is 1 to 9, and not more than there are"
        case .conditionUnknown: 
            "show_if must name an earlier question of the form, one that is sealed if this one is, and an option it has"
        case .pageMixed: "a page asks either for the counsellor or for statistics, never both; give it another page"
        case .pageSplit: "questions of one page must follow each other; move it, or give it another page"
        case .tooManyPages(let found): "\(found) pages stand before the number; allowed are \(Form.mostRequestPages)"
        case .countriesMustNotBeSealed: "the country of origin may only be counted; set to = \"statistics\""
        case .onlyOneLanguageQuestion: "an earlier question asks for the language already; remove one"
        case .languageMustBeOne: "one language is chosen; set kind = \"one\""
        case .safetyMustBeOneCode: "all safety needs are one tile with the single code C20; remove the other codes"
        case .recordTooSmall(let needed):
            "the longest answers need \(needed) bytes; a record has \(Payload.size). Ask less"
        }
    }
}
