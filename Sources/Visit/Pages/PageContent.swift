import Guide
import Intake

/// What the page in sight shows.
public func content(of model: Model, _ handbook: Handbook) -> Content {
    View(model: model, handbook: handbook).content
}

/// Reads a model to say what its page shows. Each page is an extension in a file of its own.
struct View {
    let model: Model
    let handbook: Handbook

    var guide: Guide { handbook.guide }
    var site: Site { handbook.guide.site }
    var session: Session { model.session }
    var machine: Machine { model.machine }
    var today: GuideDate { model.today(guide) }
    var language: Language { session.language ?? site.languages.first ?? .english }

    /// Whether the visitor's language can be heard.
    var hasVoice: Bool { handbook.voices.contains(language) }

    var content: Content {
        if let halt = machine.halt { return stopping(halt) }
        if case .staff(let page) = session.page { return staff(page) }
        if let why = machine.outOfOrder, session.page != .dark { return outOfOrder(why) }
        var content = session.alertSince == nil ? told(pageContent) : stillThere
        if content.kind == .page { content.rail = rail }
        return content
    }

    private var pageContent: Content {
        switch session.page {
        case .dark: dark
        case .welcome: welcome
        case .languages: languages
        case .home: home
        case .stage(let stage): topics(of: stage)
        case .topic(let id): articles(of: id)
        case .article(let id): article(id)
        case .numbers: numbers
        case .rights: rights
        case .unions: unions
        case .union(let country): union(country)
        case .places: places
        case .placesOf(let group): places(of: group)
        case .service(let id): service(id)
        case .about: about
        case .settings: settings
        case .signs(let ticks): signs(ticks)
        case .checks: checks
        case .checklist(let id, let ticks): checklist(id, ticks)
        case .result(let id, let ticks): result(id, ticks)
        case .answer(let id, _, let saying): answer(id, to: saying)
        case .afterwards(let id): afterwards(id)
        case .fees(let home): fees(home: home)
        case .feeAnswer(let home, let work, let question): feeAnswer(from: home, to: work, question)
        case .handout: printSurely
        case .help(let step): help(step)
        case .underAge: underAge
        case .neutral: neutral
        case .closed: closed
        case .notice: notice
        case .question(let index): question(index)
        case .planOffer: planOffer
        case .planQuestion(let index): planQuestion(index)
        case .saving: saving
        case .notSaved: notSaved
        case .code: code
        case .noPaper(let kind): noPaper(kind)
        case .printing(let kind): printing(kind)
        case .didItComeOut(let kind): didItComeOut(kind)
        case .slipFailed(let kind): slipFailed(kind)
        case .status: status
        case .farewell: farewell
        case .goodbye: goodbye
        case .practice(let step): practice(step)
        case .pace: pace
        case .group(let step): group(step)
        case .staff(let page): staff(page)
        }
    }

    /// The buttons that stand at the same spot on every page.
    private var rail: [Control] {
        [
            Control("nav.leave", .leave, .ui("nav.leave"), icon: "leave", .leave),
            Control("nav.help", .help, .ui("nav.help"), icon: "help", .help),
            Control("nav.language", .rail, .ui("nav.language"), icon: "language", .languages),
            Control("nav.settings", .rail, .ui("nav.settings"), icon: "settings", .settings),
            Control("nav.home", .rail, .ui("nav.home"), icon: "home", .home),
            Control("nav.back", .rail, .ui("nav.back"), icon: "back", .back),
        ]
    }

    /// A text of the guide, if it exists in English at least.
    func exists(_ id: TextID) -> Bool { guide.text(id, in: language) != nil }
}
