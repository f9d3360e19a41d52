import Intake
import Testing

@Suite struct CounterTests {
    private let form = SampleForm.form

    @Test func `nothing is counted by three things at once, and by two only where it is allowed`() {
        let pairs = CounterPair.allCases.map(\.dimensions)
        for metric in Metric.allCases {
            #expect(metric.dimensions.count <= 2)
            if metric.dimensions.count == 2 { #expect(pairs.contains(metric.dimensions)) }
            #expect(throws: CounterRefusal.self) { try Counter(metric, "pre", "home", "woman") }
        }
    }

    @Test func `a language is never counted with a topic`() {
        for metric in Metric.allCases where metric.dimensions.contains(.language) {
            #expect(!metric.dimensions.contains(.topicGroup))
        }
    }

    @Test(arguments: ["safety", "help-now", "violence"]) func `no safety topic is counted by itself`(_ topic: String) {
        for metric in [Metric.topicOpen, .tokenNeed] {
            let refusal = #expect(throws: CounterRefusal.self) { try Counter(metric, "pre", topic) }
            #expect(refusal?.reason == .valueNotAllowed(.topicGroup))
        }
        #expect(throws: CounterRefusal.self) { try Counter(.helpfulYes, topic) }
    }

    @Test func `values are those of the lists`() throws {
        #expect(try Counter(.statsSexAge, "woman", "18-24").values == ["woman", "18-24"])
        #expect(throws: CounterRefusal.self) { try Counter(.statsSexAge, "18-24", "woman") }
        #expect(throws: CounterRefusal.self) { try Counter(.statsSexAge, "woman", "19") }
        #expect(throws: CounterRefusal.self) { try Counter(.sessionBlock, "monday-10") }
        #expect(throws: CounterRefusal.self) { try Counter(.session, "en") }
        #expect(try Counter(.sessionLanguage, "zh-Hans", "none").metric == .sessionLanguage)
    }

    @Test(arguments: ["482915730612", "4829-1573", "", "a", "Ali bin Abu", "x'; DROP", "0123456789abcdef0"])
    func `neither a number nor a name can be counted`(_ value: String) {
        #expect(throws: CounterRefusal.self) { try Counter(.statsOrigin, value) }
        #expect(throws: CounterRefusal.self) { try Counter(.topicOpen, "pre", value) }
        do { _ = try Counter(.languageMissing, value) } catch {
            #expect(value.count < 2 || !error.description.contains(value))
        }
    }

    @Test func `an intake is counted in numbers that no longer belong together`() throws {
        var answers = Answers()
        answers.choose("work", of: try #require(form["stage"]))
        answers.choose("fishing", of: try #require(form["work"]))
        answers.choose("pay", of: try #require(form["needs"]))
        answers.choose("safety", of: try #require(form["needs"]))
        answers.choose("woman", of: try #require(form["voice"]))
        answers.choose("woman", of: try #require(form["sex"]))
        answers.choose("KH", of: try #require(form["origin"]))
        #expect(
            try form.counts(of: answers) == [
                Counter(.tokenIssue), Counter(.tokenNeed, "work", "pay"), Counter(.helpOpen),
                Counter(.statsSector, "fishing", "work"), Counter(.statsOrigin, "KH"),
                Counter(.statsSexAge, "woman", "none"),
            ])
        #expect(try form.counts(of: Answers()) == [Counter(.tokenIssue)])
    }

    @Test func `what is meant for the counsellor alone is not counted`() throws {
        var form = form
        for index in form.questions.indices where form.questions[index].isSealed {
            form.questions[index].destination = .payload
        }
        var answers = Answers()
        answers.choose("fishing", of: try #require(form["work"]))
        answers.choose("pay", of: try #require(form["needs"]))
        #expect(try form.counts(of: answers) == [Counter(.tokenIssue)])
    }
}
