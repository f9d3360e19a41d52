/// The intake form: the questions, in order, and how long the answers are kept.
public struct Form: Hashable, Sendable {
    /// Goes up with every change, so that an old record is read with the form it was filled in. Range: 1–65 535.
    public var version: Int
    /// After this many days an answer is erased everywhere. Range: 30–180.
    public var retentionDays: Int
    public var questions: [Question]

    /// The default is version 1 with 90 days.
    public init(version: Int = 1, retentionDays: Int = 90, questions: [Question]) {
        (self.version, self.retentionDays, self.questions) = (version, retentionDays, questions)
    }

    /// The most pages that stand between a visitor and a number.
    public static let mostRequestPages = 5

    public subscript(id: Question.ID) -> Question? { questions.first { $0.id == id } }

    /// The two parts of the form; a visitor may skip either whole.
    public enum Part: Hashable, Sendable {
        /// What a counsellor should know.
        case request
        /// "Help the centre plan": counted, never kept with the number.
        case statistics
    }

    /// Questions that are asked together.
    public struct Page: Hashable, Sendable, Identifiable {
        public var id: String
        public var questions: [Question]

        public init(id: String, questions: [Question]) { (self.id, self.questions) = (id, questions) }
    }

    /// The pages of one part that are asked, given what was answered so far.
    public func pages(of part: Part, given answers: Answers = Answers()) -> [Page] {
        var pages: [Page] = []
        for question in questions where (question.isSealed ? .request : .statistics) == part {
            guard isAsked(question, given: answers) else { continue }
            if pages.last?.id == question.page {
                pages[pages.count - 1].questions.append(question)
            } else {
                pages.append(Page(id: question.page, questions: [question]))
            }
        }
        return pages
    }

    /// Whether a question is asked, given what was answered so far.
    public func isAsked(_ question: Question, given answers: Answers) -> Bool {
        guard let condition = question.showIf else { return true }
        let chosen = answers[condition.question]
        return condition.option.map(chosen.contains) ?? !chosen.isEmpty
    }

    /// The same form with a site's languages and countries of origin in the places that wait for them.
    ///
    /// A language says its own name on its button; a country's button has the string `ui.country.<code>`.
    public func filled(languages: [String], countries: [String]) -> Form {
        var form = self
        for index in form.questions.indices {
            switch form.questions[index].optionsFrom {
            case .form: break
            case .languages:
                form.questions[index].options = languages.map { Question.Option(id: .init(rawValue: $0), number: 0) }
            case .countries:
                // What stands in the form, such as "another country", comes after the site's own.
                let own = form.questions[index].options.filter { !countries.contains($0.id.rawValue) }
                form.questions[index].options = countries.map {
                    Question.Option(id: .init(rawValue: $0), number: 0, text: "ui.country.\($0)")
                } + own
            }
        }
        return form
    }

    /// The question that asks in which language to talk, if the form has one.
    public var languageQuestion: Question? { questions.first { $0.optionsFrom == .languages && $0.isSealed } }
}
