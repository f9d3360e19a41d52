extension Form {
    /// The names of the questions that are counted, and nothing but these.
    private enum Counted {
        static let stage: Question.ID = "stage"
        static let work: Question.ID = "work"
        static let needs: Question.ID = "needs"
        static let sex: Question.ID = "sex"
        static let age: Question.ID = "age"
        static let origin: Question.ID = "origin"
    }

    /// What a finished intake adds to the week's counts: numbers that no longer belong together.
    ///
    /// A question is counted only if its destination says so. The need "safety" counts as ``Metric/helpOpen``.
    public func counts(of answers: Answers) -> [Counter] {
        // `try?` throughout: an option that a site added and that may not be counted is not counted.
        let stage = counted(Counted.stage, in: answers).first ?? CounterDimension.notSaid
        var counters: [Counter?] = [try? Counter(.tokenIssue)]
        counters += counted(Counted.needs, in: answers).map { need in
            CounterDimension.sensitiveTopics.contains(need)
                ? try? Counter(.helpOpen) : try? Counter(.tokenNeed, stage, need)
        }
        counters += counted(Counted.work, in: answers).map { try? Counter(.statsSector, $0, stage) }
        counters += counted(Counted.origin, in: answers).map { try? Counter(.statsOrigin, $0) }
        let (sex, age) = (counted(Counted.sex, in: answers).first, counted(Counted.age, in: answers).first)
        if sex != nil || age != nil {
            let notSaid = CounterDimension.notSaid
            counters.append(try? Counter(.statsSexAge, sex ?? notSaid, age ?? notSaid))
        }
        return counters.compactMap { $0 }
    }

    /// The question whose answers ``Metric/tokenNeed`` names; `nil` where the form does not ask it.
    public var countedNeeds: Question? { self[Counted.needs] }

    private func counted(_ id: Question.ID, in answers: Answers) -> [String] {
        guard let question = self[id], question.isCounted, isAsked(question, given: answers) else { return [] }
        return answers[id].map(\.rawValue)
    }
}
