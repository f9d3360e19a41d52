/// What a counsellor may read: the answers, the language to talk in, and the week. No day, no hour, no place.
///
/// Encoded it always has ``size`` bytes, whatever was answered:
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of this encoding: 1 |
/// | 2 | version of the form, high byte first |
/// | 1 | year less 2000 |
/// | 1 | ISO week; 0, with year 0, where the clock was not to be trusted |
/// | 1 + n | length of the language tag, and the tag in ASCII |
/// | 1 | how many questions were answered |
/// | 2 + n each | the question's number, how many options, and their numbers as they were touched |
/// | rest | zero |
public struct Payload: Hashable, Sendable {
    /// The week of the visit; `nil` where the clock was not to be trusted.
    public var week: ISOWeek?
    /// The language to talk in, by its tag: ASCII letters, digits and hyphens. Range: 2–16 characters.
    public var language: String
    public var answers: Answers

    /// The one size of an encoded payload, in bytes.
    ///
    /// It holds the longest answers to the sample form (32 bytes) three times, and a slip's QR code stays at version 9.
    public static let size = 96

    public init(week: ISOWeek?, language: String, answers: Answers) {
        (self.week, self.language, self.answers) = (week, language, answers)
    }

    /// What one visit has to say: the language is the one chosen to talk in or, where none was, the visit's own.
    public init(week: ISOWeek?, visitLanguage: String, answers: Answers, form: Form) {
        var answers = answers
        var language = visitLanguage
        if let question = form.languageQuestion {
            language = answers[question.id].first?.rawValue ?? visitLanguage
            answers.skip(question.id)
        }
        self.init(week: week, language: language, answers: answers)
    }

    static let version: UInt8 = 1
    static let languageLengths = 2...16

    /// How many bytes the longest answers to a form need.
    static func mostBytes(of form: Form) -> Int {
        let questions = form.questions.filter { $0.isSealed && $0.optionsFrom == .form }
        return 5 + 1 + languageLengths.upperBound + 1 + questions.reduce(0) { $0 + 2 + $1.limit }
    }

    static func isTag(_ language: String) -> Bool {
        languageLengths.contains(language.utf8.count)
            && language.unicodeScalars.allSatisfy {
                $0 == "-" || "0"..."9" ~= $0 || $0.isASCII && $0.properties.isAlphabetic
            }
    }
}

extension Payload: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Payload(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
