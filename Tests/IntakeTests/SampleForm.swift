import SimulatedDevices
import Intake

/// The questions of `Kiosk/Forms/intake.toml`, as a value.
enum SampleForm {
    static let form = Form(
        version: 1, retentionDays: 90,
        questions: [
            Question(
                id: "stage", number: 1, kind: .one, destination: .both,
                options: options(["pre", "arr", "work", "prob", "ret", "fam"])),
            Question(
                id: "work", number: 2, kind: .one, destination: .both,
                options: options(["home", "factory", "building", "fishing", "farm", "shop", "care", "other"])),
            Question(id: "needs", number: 3, kind: .many(upTo: 3), destination: .both, options: needs),
            Question(
                id: "soon", number: 4, kind: .one, destination: .payload,
                options: options(["today", "week", "no-hurry", "just-info"])),
            Question(
                id: "talk-language", number: 5, kind: .one, destination: .payload, page: "talk",
                optionsFrom: .languages),
            Question(
                id: "voice", number: 6, kind: .one, destination: .payload, page: "talk",
                options: options(["woman", "man", "either"])),
            Question(
                id: "group", number: 7, kind: .one, destination: .payload, page: "talk",
                options: options(["me", "few", "dozens", "hundreds"])),
            Question(
                id: "age", number: 8, kind: .one, destination: .statistics,
                options: options(["18-24", "25-34", "35-49", "50"])),
            Question(
                id: "sex", number: 9, kind: .one, destination: .statistics,
                options: options(["woman", "man", "other"])),
            Question(
                id: "origin", number: 10, kind: .one, destination: .statistics, optionsFrom: .countries,
                options: [Question.Option(id: "other", number: 0)]),
        ]
    ).filled(languages: ["en", "ar", "km", "zh-Hans"], countries: ["BD", "KH", "PH"])

    private static let needs = [
        need("pay", 1, [.wagesUnpaid, .wagesUnderpaid, .finalPay]),
        need("contract", 2, [.recruitmentFraud, .deploymentDelay, .contractSubstitution, .noContract]),
        need("fees", 3, [.feeOverchargeDebt]), need("papers", 4, [.documentsWithheld]),
        need("safety", 8, [.safeTalk]), need("job", 9, [.dismissal, .permitStatus]), need("union", 14, [.unionRights]),
        need("other", 17, [.healthWellbeing, .other]),
    ]

    private static func need(_ id: String, _ number: Int, _ codes: [NeedCode]) -> Question.Option {
        Question.Option(id: .init(rawValue: id), number: number, icon: "need-\(id)", codes: codes)
    }

    private static func options(_ ids: [String]) -> [Question.Option] {
        ids.enumerated().map { Question.Option(id: .init(rawValue: $1), number: $0 + 1) }
    }

    /// Answers as a visitor might touch them, each question skipped one time in four.
    static func answers(_ random: inout SeededRandom) -> Answers {
        var answers = Answers()
        for question in form.questions where Int.random(in: 0..<4, using: &random) > 0 {
            for _ in 0..<Int.random(in: 1...question.limit, using: &random) {
                guard let option = question.options.randomElement(using: &random) else { continue }
                answers.choose(option.id, of: question)
            }
        }
        return answers
    }
}
