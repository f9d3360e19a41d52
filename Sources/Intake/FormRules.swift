extension Form {
    /// Everything that is wrong with the form; empty if it can be used.
    public func validate() -> [FormProblem] {
        var problems: [FormProblem] = []
        func report(_ rule: FormProblem.Rule) { problems.append(FormProblem(place: "the form", rule: rule)) }
        if !(1...65_535).contains(version) { report(.versionOutOfRange(found: version)) }
        if !(30...180).contains(retentionDays) { report(.retentionOutOfRange(found: retentionDays)) }
        if questions.isEmpty { report(.noQuestions) }
        for index in questions.indices { problems += problemsOfQuestion(at: index) }
        problems += problemsOfPages()
        let requestPages = Set(questions.filter(\.isSealed).map(\.page)).count
        if requestPages > Form.mostRequestPages { report(.tooManyPages(found: requestPages)) }
        let needed = Payload.mostBytes(of: self)
        if needed > Payload.size { report(.recordTooSmall(needed: needed)) }
        return problems
    }

    private func problemsOfQuestion(at index: Int) -> [FormProblem] {
        let question = questions[index]
        let earlier = questions[..<index]
        var rules: [FormProblem.Rule] = []
        if !isWellFormed(question.id.rawValue) { rules.append(.idMalformed) }
        if earlier.contains(where: { $0.id == question.id }) { rules.append(.idRepeated) }
        if !numbers.contains(question.number) { rules.append(.numberOutOfRange(found: question.number)) }
        if earlier.contains(where: { $0.number == question.number }) {
            rules.append(.numberRepeated(found: question.number))
        }
        rules += rulesOfKind(question)
        if let condition = question.showIf, !isKnown(condition, to: question, in: earlier) {
            rules.append(.conditionUnknown)
        }
        if question.optionsFrom == .languages, question.isSealed,
            earlier.contains(where: { $0.optionsFrom == .languages && $0.isSealed })
        {
            rules.append(.onlyOneLanguageQuestion)
        }
        let place = "question \"\(question.id)\""
        return rules.map { FormProblem(place: place, rule: $0) } + problemsOfOptions(question, place: place)
    }

    private func rulesOfKind(_ question: Question) -> [FormProblem.Rule] {
        var rules: [FormProblem.Rule] = []
        switch question.optionsFrom {
        case .form where question.options.isEmpty: rules.append(.noOptions)
        case .languages:
            if question.isSealed, question.kind != .one { rules.append(.languageMustBeOne) }
            if question.options.contains(where: { $0.number != 0 }) { rules.append(.optionsNotExpected) }
        case .countries where question.isSealed: rules.append(.countriesMustNotBeSealed)
        case .form, .countries: break
        }
        let most = question.optionsFrom == .form ? min(9, max(1, question.options.count)) : 9
        if !(1...most).contains(question.limit) { rules.append(.limitOutOfRange(found: question.limit)) }
        return rules
    }

    private func problemsOfOptions(_ question: Question, place: String) -> [FormProblem] {
        var problems: [FormProblem] = []
        for (index, option) in question.options.enumerated() {
            let earlier = question.options[..<index]
            func report(_ rule: FormProblem.Rule) {
                problems.append(FormProblem(place: "\(place), option \"\(option.id)\"", rule: rule))
            }
            if earlier.contains(where: { $0.id == option.id }) { report(.idRepeated) }
            if option.codes.contains(where: \.isSafety), option.codes != [.safeTalk] { report(.safetyMustBeOneCode) }
            guard question.optionsFrom == .form else { continue }
            if !isWellFormed(option.id.rawValue) { report(.idMalformed) }
            if !numbers.contains(option.number) { report(.numberOutOfRange(found: option.number)) }
            if earlier.contains(where: { $0.number == option.number }) { report(.numberRepeated(found: option.number)) }
        }
        return problems
    }

    private func problemsOfPages() -> [FormProblem] {
        var problems: [FormProblem] = []
        var seen: [String: Bool] = [:]
        var last: String?
        for question in questions {
            func report(_ rule: FormProblem.Rule) {
                problems.append(FormProblem(place: "question \"\(question.id)\"", rule: rule))
            }
            if let isSealed = seen[question.page] {
                if isSealed != question.isSealed { report(.pageMixed) }
                if last != question.page { report(.pageSplit) }
            }
            seen[question.page] = question.isSealed
            last = question.page
        }
        return problems
    }

    /// A sealed question may only depend on a sealed one: else a record could not be read without the statistics.
    private func isKnown(
        _ condition: Question.Condition, to dependent: Question, in earlier: ArraySlice<Question>
    ) -> Bool {
        guard let question = earlier.first(where: { $0.id == condition.question }), question.optionsFrom == .form,
            question.isSealed || !dependent.isSealed
        else { return false }
        return condition.option.map { question[$0] != nil } ?? true
    }

    private func isWellFormed(_ id: String) -> Bool {
        func isPlain(_ scalar: Unicode.Scalar) -> Bool { "a"..."z" ~= scalar || "0"..."9" ~= scalar }
        return (1...24).contains(id.utf8.count) && id.unicodeScalars.first.map(isPlain) == true
            && id.unicodeScalars.allSatisfy { isPlain($0) || $0 == "-" }
    }

    private var numbers: ClosedRange<Int> { 1...63 }
}
