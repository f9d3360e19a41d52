/// What one visitor has touched so far. It lives as long as the visit.
///
/// Printing or logging it by accident shows `Answers(hidden)`.
public struct Answers: Hashable, Sendable {
    private var chosen: [Question.ID: [Question.Option.ID]] = [:]

    public init() {}

    /// The options chosen, in the order in which they were touched; empty where nothing was.
    public subscript(question: Question.ID) -> [Question.Option.ID] { chosen[question] ?? [] }

    /// Whether nothing was answered.
    public var isEmpty: Bool { chosen.isEmpty }

    /// Whether an option is chosen.
    public func contains(_ option: Question.Option.ID, of question: Question.ID) -> Bool {
        self[question].contains(option)
    }

    /// Whether no further option can be chosen without taking one back.
    public func isFull(_ question: Question) -> Bool {
        question.kind != .one && self[question.id].count >= question.limit
    }

    /// Chooses an option. Where only one may be chosen it takes the place of the one before.
    ///
    /// - Returns: `false`, and nothing changes, if the question has no such option or as many are chosen as may be.
    @discardableResult
    public mutating func choose(_ option: Question.Option.ID, of question: Question) -> Bool {
        guard question[option] != nil else { return false }
        if contains(option, of: question.id) { return true }
        guard !isFull(question) else { return false }
        chosen[question.id] = question.kind == .one ? [option] : self[question.id] + [option]
        return true
    }

    /// Takes an option back.
    public mutating func unchoose(_ option: Question.Option.ID, of question: Question) {
        let left = self[question.id].filter { $0 != option }
        chosen[question.id] = left.isEmpty ? nil : left
    }

    /// Chooses an option, or takes it back if it was chosen.
    ///
    /// - Returns: `false`, and nothing changes, where ``choose(_:of:)`` refuses.
    @discardableResult
    public mutating func touch(_ option: Question.Option.ID, of question: Question) -> Bool {
        guard contains(option, of: question.id) else { return choose(option, of: question) }
        unchoose(option, of: question)
        return true
    }

    /// Leaves a question without an answer.
    public mutating func skip(_ question: Question.ID) { chosen[question] = nil }

    /// Drops the answers to questions that are not asked any more because an earlier answer changed.
    public mutating func dropUnasked(in form: Form) {
        for question in form.questions where !form.isAsked(question, given: self) { skip(question.id) }
    }
}

extension Answers: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Answers(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
