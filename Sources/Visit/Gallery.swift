import Guide
import Intake

/// Every page that a visitor or the staff can meet, each with a model that shows it: for checks, contact sheets and screenshots.
public struct Gallery {
    private let handbook: Handbook

    public init(_ handbook: Handbook) { self.handbook = handbook }

    /// A page by its name: `home`, `article.papers-kept`, `question.2`, `code`.
    public struct Exhibit: Sendable {
        public var name: String
        public var model: Model
    }

    /// All pages in `language`. The number on the code page is the same every time and was never given to anybody.
    public func exhibits(in language: Language, size: TextSize = .normal, theme: Theme = .day) -> [Exhibit] {
        var base = Model()
        base.machine.canPrint = true
        base.machine.paper = .fine
        base.session.language = language
        base.session.size = size
        base.session.theme = theme
        return visitorPages(in: language).map { name, page in
            var model = base
            model.session.page = page
            adorn(&model)
            return Exhibit(name: name, model: model)
        } + variants(base) + (guide.coreLanguages.contains(language) ? [] : staffPages(base))
    }

    private var guide: Guide { handbook.guide }

    /// In a core language without what it does not tell, but for one page that says so.
    private func visitorPages(in language: Language) -> [(String, Page)] {
        var pages: [(String, Page)] = [
            ("welcome", .welcome), ("languages", .languages), ("home", .home),
            ("numbers", .numbers), ("rights", .rights), ("unions", .unions), ("places", .places), ("about", .about),
            ("settings", .settings), ("signs", .signs([])), ("under-18", .underAge), ("neutral", .neutral),
            ("closed", .closed), ("notice", .notice), ("plan", .planOffer), ("saving", .saving), ("not-saved", .notSaved),
            ("code", .code), ("no-paper", .noPaper(.number)), ("printing", .printing(.number)), ("slip", .didItComeOut(.number)),
            ("slip-failed", .slipFailed(.number)), ("slip-failed-numbers", .slipFailed(.numbers)),
            ("no-paper-handout", .noPaper(.handout(.hours))), ("slip-failed-handout", .slipFailed(.handout(.hours))), ("status", .status),
            ("farewell", .farewell), ("goodbye", .goodbye),
        ]
        pages += (0..<View.practiceSteps).map { ("practice.\($0 + 1)", .practice($0)) }
        pages += (0..<View(model: Model(), handbook: handbook).groupSteps.count).map { ("group.\($0 + 1)", .group($0)) }
        pages += Stage.allCases.map { ("stage.\($0.rawValue)", .stage($0)) }
        let topics = guide.topics.filter { !guide.articles(of: $0.id, toldIn: language).isEmpty }
        pages += topics.map { ("topic.\($0.slug)", .topic($0.id)) }
        let articles = guide.articles.values.sorted { $0.id < $1.id }
        pages += articles.filter { guide.tells($0.titleID, in: language) }
            .map { ("article.\($0.id)", $0.isChecklist ? .checklist($0.id, []) : .article($0.id)) }
        if let other = articles.first(where: { !guide.tells($0.titleID, in: language) }) {
            pages.append(("not-told", .article(other.id)))
        }
        pages += checkPages
        pages += guide.unions.map { ("union.\($0.country)", .union($0.country)) }
        pages += ServiceGroup.allCases.filter { guide.directory(of: $0, toldIn: language).count > 1 }
            .map { ("places.\($0.rawValue)", .placesOf($0)) }
        let services = guide.services.values.sorted { $0.id < $1.id }.filter { guide.tells($0.nameID, in: language) }
        pages += services.map { ("place.\($0.id)", .service($0.id)) }
        pages += Page.HelpStep.allCases.map { ("help.\($0.rawValue)", .help($0)) }
        pages += (0..<form.pages(of: .request).count).map { ("question.\($0 + 1)", .question($0)) }
        pages += (0..<form.pages(of: .statistics).count).map { ("plan-question.\($0 + 1)", .planQuestion($0)) }
        return pages
    }

    /// What a visitor can check: each list ticked by half, wholly and not at all, two pairs of countries, the papers.
    private var checkPages: [(String, Page)] {
        let lists = guide.articles.values.filter(\.isChecklist).sorted { $0.id < $1.id }
        var pages: [(String, Page)] = [("checks", .checks), ("print", .handout(.hours))]
        for list in lists {
            let ids = list.ticks.map(\.id)
            pages += [
                ("ticked.\(list.id)", .checklist(list.id, Set(ids.prefix(ids.count / 2)))),
                ("result.\(list.id)", .result(list.id, Set(ids.prefix(ids.count / 2)))),
                ("result.\(list.id).all", .result(list.id, Set(ids))), ("result.\(list.id).none", .result(list.id, [])),
                ("after.\(list.id)", .afterwards(list.id)),
            ]
            if list.hasAnswers { pages += ids.map { ("answer.\(list.id).\($0)", .answer(list.id, Set(ids), saying: $0)) } }
        }
        guard !guide.fees.isEmpty else { return pages }
        let (home, work) = (guide.feeCountries(.home).first ?? "", guide.site.country)
        pages += [("fees", .fees(home: nil)), ("fees.work", .fees(home: home))]
        for question in FeeStatement.Question.allCases {
            pages.append(("fees.known.\(question.rawValue)", .feeAnswer(home: home, work: work, question)))
            for work in guide.feeCountries(.work) + [""] {
                let name = "fees.\(work.isEmpty ? "other" : work).\(question.rawValue)"
                pages.append((name, .feeAnswer(home: "", work: work, question)))
            }
        }
        return pages
    }

    private var form: Form {
        handbook.form.filled(languages: guide.site.languages.map(\.tag), countries: guide.site.origins)
    }

    private func adorn(_ model: inout Model) {
        switch model.session.page {
        case .code, .printing(.number), .didItComeOut(.number), .farewell:
            model.session.ticket = Gallery.sampleTicket
            model.session.codeSince = .zero
        case .status: model.session.entry.digits = "482915"
        default: break
        }
    }

    /// Pages in a state of their own.
    private func variants(_ base: Model) -> [Exhibit] {
        func exhibit(_ name: String, _ page: Page, _ change: (inout Model) -> Void) -> Exhibit {
            var model = base
            model.session.page = page
            adorn(&model)
            change(&model)
            return Exhibit(name: name, model: model)
        }
        let outcomes: [(String, Session.Entry.Outcome)] =
            TokenState.allCases.filter { $0 != .unknown }.map { ("status.\($0.rawValue)", .found($0)) }
            + [("status.unknown", .unknown), ("status.wrong-digits", .wrongDigits)]
        return [
            exhibit("home.notices", .home) { $0.machine.notices = guide.sentences.map { $0.notice(from: guide.builtOn, until: guide.builtOn) } },
            exhibit("still-there", .home) { $0.session.alertSince = .zero },
            exhibit("out-of-order", .welcome) { $0.machine.outOfOrder = OutOfOrder(code: "G1") },
            exhibit("out-of-order.staff", .welcome) { model in
                model.machine.outOfOrder = OutOfOrder(
                    code: "D1", whatToDo: "Check the screen's cable and power.", staffPhone: "06 550 1234")
            },
            exhibit("safe-to-switch-off", .welcome) { $0.machine.halt = .powerOff },
            exhibit("starting-again", .welcome) { $0.machine.halt = .restart },
            exhibit("code.hidden", .code) { $0.session.codeSince = nil },
            exhibit("code.no-paper", .code) { $0.machine.canPrint = false },
            exhibit("code.headset", .code) { $0.machine.hasHeadset = true },
            exhibit("settings.headset", .settings) { $0.machine.hasHeadset = true },
            exhibit("settings.switches", .settings) { $0.session.scan = Scan() },
            exhibit("pace", .pace) { $0.session.scan = scan(pressed: 0) },
            exhibit("pace.once", .pace) { $0.session.scan = scan(pressed: 1) },
            exhibit("pace.found", .pace) { $0.session.scan = scan(pressed: Scan.neededPresses) },
            exhibit("signs.one", .signs(Set(guide.signs.prefix(1).map(\.id)))) { _ in },
            exhibit("signs.many", .signs(Set(guide.signs.map(\.id)))) { _ in },
            exhibit("status.slow", .status) { model in
                model.session.entry.outcome = .wrongDigits
                model.session.entry.waitUntil = .seconds(30)
                model.session.entry.secondsLeft = 30
            },
        ] + outcomes.map { name, outcome in
            exhibit(name, .status) { model in
                model.session.entry.digits = Gallery.sampleTicket.code.digits
                model.session.entry.outcome = outcome
            }
        }
    }

    /// A frame whose pace is looked for, after so many presses.
    private func scan(pressed: Int) -> Scan {
        var scan = Scan()
        scan.beginFinding()
        for _ in 0..<pressed { scan.count(pressAfter: .milliseconds(800)) }
        return scan
    }

    /// For pictures only.
    public static let sampleTicket: Ticket = {
        var ones = Steady()
        return Ticket(code: Code(random: &ones), lookup: .none, qr: "MRC1:" + String(repeating: "2B7K", count: 64))
    }()

    private struct Steady: RandomNumberGenerator {
        mutating func next() -> UInt64 { 0x9E37_79B9_7F4A_7C15 }
    }
}
