import Intake
import Testing

@Suite struct AnswersTests {
    private let form = SampleForm.form

    @Test func `a second choice takes the place of the first where one is asked for`() throws {
        let stage = try #require(form["stage"])
        var answers = Answers()
        let taken = [answers.choose("pre", of: stage), answers.choose("fam", of: stage)]
        #expect(taken == [true, true])
        #expect(answers["stage"] == ["fam"])
        #expect(!answers.isFull(stage))
    }

    @Test func `three needs may be chosen, in the order in which they were touched, and not a fourth`() throws {
        let needs = try #require(form["needs"])
        var answers = Answers()
        let three = ["union", "pay", "fees"].map { answers.choose(.init(rawValue: $0), of: needs) }
        #expect(three == [true, true, true])
        #expect(answers.isFull(needs))
        let further = [answers.choose("job", of: needs), answers.choose("pay", of: needs)]
        #expect(further == [false, true])
        #expect(answers["needs"] == ["union", "pay", "fees"])
        answers.touch("pay", of: needs)
        #expect(answers["needs"] == ["union", "fees"])
        answers.touch("job", of: needs)
        #expect(answers["needs"] == ["union", "fees", "job"])
    }

    @Test func `an option that the question does not have is refused`() throws {
        var answers = Answers()
        let isTaken = answers.choose("pay", of: try #require(form["stage"]))
        #expect(!isTaken)
        #expect(answers.isEmpty)
    }

    @Test func `a skipped question has no answer`() throws {
        let stage = try #require(form["stage"])
        var answers = Answers()
        answers.choose("pre", of: stage)
        answers.skip("stage")
        #expect(answers == Answers())
        answers.choose("pre", of: stage)
        answers.unchoose("pre", of: stage)
        #expect(answers == Answers())
    }

    @Test func `answers that are printed by accident show nothing`() throws {
        var answers = Answers()
        for question in form.questions { answers.choose(try #require(question.options.first).id, of: question) }
        let payload = Payload(week: nil, visitLanguage: "zh-Hans", answers: answers, form: form)
        var dumped = ""
        dump((answers, payload), to: &dumped)
        let shown = "\(answers) \(String(reflecting: answers)) \(payload) \(String(reflecting: payload)) \(dumped)"
        for word in ["stage", "pre", "zh-Hans", "home", "pay", "woman", "BD"] { #expect(!shown.contains(word)) }
    }
}
