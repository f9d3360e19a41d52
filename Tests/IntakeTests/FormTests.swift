import Intake
import Testing

@Suite struct FormTests {
    private let form = SampleForm.form

    private func rules(_ form: Form) -> [FormProblem.Rule] { form.validate().map(\.rule) }

    private func one(
        _ id: Question.ID, _ number: Int, page: String? = nil, to: Question.Destination = .payload
    ) -> Question {
        Question(
            id: id, number: number, kind: .one, destination: to, page: page,
            options: [Question.Option(id: "a", number: 1), Question.Option(id: "b", number: 2)])
    }

    @Test func `the sample form keeps all rules`() {
        #expect(form.validate().isEmpty)
        #expect(form.filled(languages: [], countries: []).validate().isEmpty)
    }

    @Test func `five pages stand before the number, and the three talk questions share one`() {
        #expect(form.pages(of: .request).map(\.id) == ["stage", "work", "needs", "soon", "talk"])
        #expect(form.pages(of: .request).last?.questions.map(\.id) == ["talk-language", "voice", "group"])
        #expect(form.pages(of: .statistics).map(\.id) == ["age", "sex", "origin"])
    }

    @Test func `no kind of question takes words, voices, pictures or numbers`() {
        // A switch over all kinds: a further one would have to be written here, under this name.
        for question in form.questions {
            switch question.kind {
            case .one, .many: break
            }
        }
    }

    @Test func `the site's languages and countries take their places`() {
        #expect(form["talk-language"]?.options.map(\.id) == ["en", "ar", "km", "zh-Hans"])
        #expect(form["origin"]?.options.map(\.id) == ["BD", "KH", "PH", "other"])
        #expect(form.filled(languages: ["si"], countries: ["LK"])["talk-language"]?.options.map(\.id) == ["si"])
    }

    @Test func `strings are found by the names of questions and options`() throws {
        let soon = try #require(form["soon"])
        #expect(soon.text == "ui.q.soon.title")
        #expect(soon.text(of: try #require(soon["no-hurry"])) == "ui.q.soon.no_hurry")
        #expect(form["talk-language"]?.text == "ui.q.talk_language.title")
        let origin = try #require(form["origin"])
        #expect(origin.text(of: try #require(origin["KH"])) == "ui.country.KH")
    }

    @Test func `a question that depends on an answer is asked after that answer only`() throws {
        var form = form
        form.questions[3].showIf = Question.Condition(question: "needs", option: "union")
        #expect(form.validate().isEmpty)
        var answers = Answers()
        #expect(!form.pages(of: .request, given: answers).map(\.id).contains("soon"))
        answers.choose("union", of: try #require(form["needs"]))
        #expect(form.pages(of: .request, given: answers).map(\.id).contains("soon"))
        answers.choose("today", of: try #require(form["soon"]))
        answers.unchoose("union", of: try #require(form["needs"]))
        answers.dropUnasked(in: form)
        #expect(answers.isEmpty)
    }

    @Test func `all that concerns safety is one tile with one code`() {
        var wrong = form
        wrong.questions[2].options[0].codes = [.threats]
        #expect(rules(wrong) == [.safetyMustBeOneCode])
        wrong.questions[2].options[0].codes = [.safeTalk, .wagesUnpaid]
        #expect(rules(wrong) == [.safetyMustBeOneCode])
        let tiles = form["needs"]?.options.filter { $0.codes.contains(where: \.isSafety) }
        #expect(tiles?.map(\.id) == ["safety"])
        #expect(tiles?.first?.urgency == .red)
    }

    @Test func `each rule is reported with its place and a remedy`() throws {
        #expect(rules(Form(questions: [])) == [.noQuestions])
        #expect(rules(Form(version: 0, questions: [one("a", 1)])) == [.versionOutOfRange(found: 0)])
        #expect(rules(Form(retentionDays: 200, questions: [one("a", 1)])) == [.retentionOutOfRange(found: 200)])
        #expect(rules(Form(questions: [one("A b", 1)])) == [.idMalformed])
        #expect(rules(Form(questions: [one("a", 1), one("b", 1)])) == [.numberRepeated(found: 1)])
        #expect(rules(Form(questions: [one("a", 64)])) == [.numberOutOfRange(found: 64)])
        #expect(rules(Form(questions: [one("a", 1), one("b", 2), one("a", 3, page: "c")])) == [.idRepeated])
        #expect(rules(Form(questions: [one("a", 1), one("b", 2), one("c", 3, page: "a")])) == [.pageSplit])
        #expect(rules(Form(questions: [one("a", 1), one("b", 2, page: "a", to: .statistics)])) == [.pageMixed])
        #expect(rules(Form(questions: (1...6).map { one(.init(rawValue: "q\($0)"), $0) })) == [.tooManyPages(found: 6)])

        var late = one("a", 1)
        late.showIf = Question.Condition(question: "b")
        #expect(rules(Form(questions: [late, one("b", 2)])) == [.conditionUnknown])
        late.showIf = Question.Condition(question: "b", option: "z")
        #expect(rules(Form(questions: [one("b", 2), late])) == [.conditionUnknown])

        var none = one("a", 1)
        none.options = []
        #expect(rules(Form(questions: [none])) == [.noOptions])
        var many = one("a", 1)
        many.kind = .many(upTo: 3)
        let problem = try #require(Form(questions: [many]).validate().first)
        #expect(problem.description.hasPrefix("question \"a\": up to 3 may be chosen; allowed is"))
        var twice = one("a", 1)
        twice.options[1].id = "a"
        #expect(Form(questions: [twice]).validate().map(\.place) == ["question \"a\", option \"a\""])
    }

    @Test func `the country of origin can never be sealed into a record`() {
        var wrong = form
        wrong.questions[9].destination = .both
        #expect(rules(wrong).contains(.countriesMustNotBeSealed))
    }

    @Test func `a form whose answers would not fit into a record is refused`() {
        var greedy = form
        for index in greedy.questions.indices where greedy.questions[index].isSealed {
            greedy.questions[index].kind = .many(upTo: 9)
        }
        greedy.questions += (11...14).map { number in
            Question(
                id: .init(rawValue: "more-\(number)"), number: number, kind: .many(upTo: 9), destination: .payload,
                page: "talk", options: (1...9).map { Question.Option(id: .init(rawValue: "o\($0)"), number: $0) })
        }
        #expect(rules(greedy).contains { if case .recordTooSmall = $0 { true } else { false } })
    }
}
