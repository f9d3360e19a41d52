import Foundation
import Guide
import GuidePack
import Intake

/// A guide with one of everything.
enum SampleGuide {
    static func guide(version: String = "2026.11.1") throws -> Guide {
        let english = Catalog(
            language: .english,
            texts: [
                "ui.nav.back": Text("Back"), "article.pay.title": Text("Your pay"),
                "article.pay.day": Text("Pay comes by day 30."), "topic.pay.title": Text("Pay"),
                "service.desk.name": Text("The desk"), "service.desk.description": Text("Người giúp đỡ"),
            ])
        let malay = Catalog(
            language: Language("ms"), texts: ["article.pay.title": Text("Gaji anda", isDraft: true)])
        return Guide(
            version: version, builtOn: try day("2026-11-22"), site: try site(),
            topics: [Topic(id: "T07", slug: "pay", icon: "need-pay", stages: [.work, .prob], order: 7)],
            articles: [
                "pay": Article(
                    id: "pay", topicID: "T07", stages: [.work], countries: ["MY"], profiles: [.lobby], icon: "need-pay",
                    risk: .safety, order: 1, printout: .left,
                    blocks: [
                        Article.Block(id: "day", kind: .paragraph, claimID: "F001"),
                        Article.Block(id: "count", kind: .step(1)), Article.Block(id: "stop", kind: .warning),
                        Article.Block(id: "desk", kind: .contact("desk")),
                        Article.Block(id: "slip", kind: .tick), Article.Block(id: "slip-why", kind: .answer, claimID: "F001"),
                        Article.Block(id: "none", kind: .outcome(.none)), Article.Block(id: "look", kind: .step(1), icon: "chat"),
                    ])
            ],
            claims: [
                "F001": Claim(
                    id: "F001", kind: .right, countries: ["MY"], sourceID: "LAW", locator: "2", asOf: "2022",
                    reviewDue: try day("2027-01-01"), confidence: .contested, contestedNote: "Two reports.",
                    risk: .normal, onExpiry: .badge, verifiedBy: "A", secondVerifier: "B",
                    verifiedOn: try day("2026-01-01"), method: "read",
                    legal: [
                        Claim.LegalBasis(instrument: "Act 265", article: "19"),
                        Claim.LegalBasis(instrument: "X", article: ""),
                    ])
            ],
            sources: [
                "LAW": Source(
                    id: "LAW", title: "A \"law\"", publisher: "P", date: "2022", licence: "L", attribution: "A; P's")
            ],
            services: ["desk": try service()],
            unions: [
                UnionCard(
                    country: "MY", law: "Act", join: UnionCard.Cell(answer: .yes, article: "26", hasNote: true),
                    form: UnionCard.Cell(answer: .contested, article: "", hasNote: true),
                    lead: UnionCard.Cell(answer: .unknown, article: "28", hasNote: false), claimID: "F001")
            ],
            signs: [Sign(id: "wages", number: 8)],
            notices: [
                Notice(
                    id: "closed", kind: .massReturn, start: try day("2026-01-01"), end: try day("2026-01-02"),
                    priority: 5)
            ],
            sentences: [NoticeSentence(id: "away", kind: .officeClosed)],
            fees: [
                FeeStatement(id: "all", country: "", side: nil, question: .receipt, claimID: "F001"),
                FeeStatement(id: "my", country: "MY", side: .work, question: .who, claimID: "F001", contact: "desk"),
            ],
            catalogs: [.english: english, Language("ms"): malay],
            changes: GuideChanges(since: "2026.1.1", lines: ["New page: “A”.", "The page “B” is gone."]),
            coreLanguages: [Language("vi")])
    }

    static let form = Form(
        version: 3, retentionDays: 60,
        questions: [
            Question(
                id: "needs", number: 3, kind: .many(upTo: 3), destination: .both, page: "p",
                options: [
                    Question.Option(
                        id: "pay", number: 1, icon: "need-pay", text: "ui.pay", codes: [.wagesUnpaid, .money]),
                    Question.Option(id: "safety", number: 2, codes: [.safeTalk], urgency: .amber),
                ]),
            Question(
                id: "voice", number: 4, kind: .one, destination: .payload,
                showIf: Question.Condition(question: "needs", option: "safety"),
                options: [Question.Option(id: "woman", number: 1)]),
            Question(
                id: "origin", number: 5, kind: .one, destination: .statistics,
                showIf: Question.Condition(question: "needs"), optionsFrom: .countries,
                options: [Question.Option(id: "NP", number: 0)]),
        ])

    private static func site() throws -> Site {
        Site(
            id: "lobby", profile: .lobby, country: "MY", name: "The lobby", neutralName: "",
            languages: [Language("ms"), .english],
            origins: ["NP"], stages: [.work, .prob], keyContacts: ["desk"], helpContacts: [], childContacts: ["desk"],
            rights: ["pay"], hours: [Service.Hours(weekdays: [1, 2], opens: "09:00", closes: "16:00")], signOff: "",
            slipWidth: 58, retentionDays: 60, minutesAheadOfUTC: 480)
    }

    private static func service() throws -> Service {
        Service(
            id: "desk", kind: .mrc, countries: ["MY", "SG"], risk: .safety,
            phones: [
                Service.Phone(number: "03-1"),
                Service.Phone(
                    number: "1300", fromAbroad: "+60 1", isFree: true, secondSource: "S2",
                    assuredOn: try day("2026-01-01"), assuranceDue: try day("2026-04-01")),
            ],
            hours: [Service.Hours(weekdays: [7], opens: "10:00", closes: "12:00")],
            languages: [Language("ne"), Language("zh-Hans")],
            tellsPolice: .caseByCase, tellsEmployer: .no, hasEligibility: true, hasFees: false, sourceID: "LAW",
            asOf: "2022")
    }

    private static func day(_ text: String) throws -> GuideDate {
        guard let day = GuideDate(text) else { throw NoSuchDay() }
        return day
    }

    struct NoSuchDay: Error {}
}

/// A folder of its own for one test.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pack-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A folder that stays behind in the temporary one harms nobody.
        try? FileManager.default.removeItem(at: url)
    }
}
