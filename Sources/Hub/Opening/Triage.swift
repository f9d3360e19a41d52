import Intake

extension Form {
    /// The names of the question, and of its answer, by which a visitor asks to talk with a woman.
    private static let voice: Question.ID = "voice"
    private static let woman: Question.Option.ID = "woman"

    /// How soon a counsellor should take it up: the most urgent of what was touched; green where nothing says more.
    public func urgency(of answers: Answers) -> NeedCode.Urgency {
        let touched = questions.filter(\.isSealed).flatMap { question in
            answers[question.id].compactMap { question[$0]?.urgency }
        }
        return NeedCode.Urgency.allCases.first(where: touched.contains) ?? .green
    }

    /// Whether the visitor asked to talk with a woman.
    public func wantsWoman(_ answers: Answers) -> Bool { answers.contains(Form.woman, of: Form.voice) }
}
