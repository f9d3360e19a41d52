import Guide
import Intake

/// Moving between pages, and what holds for all of them.
extension Turn {
    /// Shows `page` from its top, and remembers the page before for going back.
    mutating func go(to page: Page, remember: Bool = true) {
        if remember, session.page.isOfAVisit {
            session.trail.append(Session.Step(page: session.page, place: session.place))
            if session.trail.count > Session.trailLimit { session.trail.removeFirst() }
        }
        show(page)
    }

    mutating func show(_ page: Page, at place: Place = .top) {
        session.page = page
        session.place = place
        session.focus = nil
        effects += [.silence, .readPage]
    }

    mutating func navigate(_ action: Action) {
        switch action {
        case .wake: if session.page == .dark { show(.welcome) }
        case .begin: if session.page == .welcome || session.page == .goodbye || session.page == .neutral { show(.languages) }
        case .back: back()
        case .home: goHome()
        case .leave: leave()
        case .help: openHelp()
        case .settings: if session.page != .settings { go(to: .settings) }
        case .languages: if session.page != .languages { go(to: .languages) }
        case .finish: endVisit(showing: .goodbye)
        case .speak(let language): speak(language)
        case .turn(let place): turn(to: place)
        case .moreTime: break
        case .listen: effects += [.silence, .readPage]
        default: break
        }
    }

    private mutating func turn(to place: Place) {
        session.place = place
        session.focus = nil
        effects += [.silence, .readPage]
    }

    private mutating func back() {
        // Going back is what the practice asks for here.
        if case .practice(2) = session.page { return practise() }
        guard let step = session.trail.popLast() else {
            if session.page == .languages { endVisit(showing: .welcome) } else { goHome() }
            return
        }
        forgetWhatThePageHeld()
        show(step.page, at: step.place)
    }

    mutating func goHome() {
        guard session.language != nil else {
            show(.languages)
            return
        }
        forgetWhatThePageHeld()
        session.isSafePath = false
        session.trail = []
        show(.home)
    }

    private mutating func forgetWhatThePageHeld() {
        if session.page == .status { session.entry = Session.Entry(keeping: session.entry) }
        if case .help = session.page { session.isSafePath = false }
        session.codeSince = nil
    }

    /// Takes a language; the page, the spot in it and the answers stay.
    private mutating func speak(_ language: Language) {
        guard guide.site.languages.contains(language) else { return }
        let isFirst = session.language == nil
        session.language = language
        if isFirst { count(.sessionBegan) }
        if session.page == .languages, let step = session.trail.popLast(), step.page != .welcome {
            show(step.page, at: step.place)
        } else if session.page == .languages {
            session.trail = []
            show(.home)
        }
    }

    /// Within one frame: the neutral page, no sound, no print, nothing kept.
    mutating func leave() {
        if session.page != .welcome, session.page != .dark, session.page != .neutral, !session.page.isStaff { count(.leftAtOnce) }
        effects += [.silence, .cancelPrint]
        endVisit(showing: .neutral)
    }

    /// Replaces the whole session: language, size, colours, volume, answers, everything.
    mutating func endVisit(showing page: Page) {
        if case .staff(.calibrated(true)) = session.page { effects.append(.dropCalibration) }
        effects += [.silence, .forget(model.visit)]
        model.visit.value += 1
        session = Session()
        session.page = page
        session.lastTouch = now
        model.machine.greeting = 0
        // The neutral page says nothing: who left at once may have somebody beside them.
        if page == .goodbye, model.machine.hasHeadset { effects.append(.readPage) }
    }

    mutating func open(_ action: Action) {
        switch action {
        case .stage(let stage):
            count(.stageOpened(stage, language))
            go(to: .stage(stage))
        case .topic(let id): openTopic(id)
        case .article(let id): if let article = guide.articles[id] { go(to: article.isChecklist ? .checklist(id, []) : .article(id)) }
        case .practice: go(to: .practice(0))
        case .practised: practise()
        case .group(let step): if session.page.isForAGroup { go(to: .group(step)) }
        case .numbers: go(to: .numbers)
        case .rights: go(to: .rights)
        case .unions: openUnions()
        case .union(let country): go(to: .union(country))
        case .signs: go(to: .signs([]))
        case .places: go(to: .places)
        case .placesOf(let group): openGroup(group)
        case .service(let id): if guide.services[id] != nil { go(to: .service(id)) }
        case .about: go(to: .about)
        case .checks: go(to: .checks)
        case .result: if case .checklist(let id, let ticks) = session.page { go(to: .result(id, ticks)) }
        case .answer(let saying): if case .result(let id, let ticks) = session.page { go(to: .answer(id, ticks, saying: saying)) }
        case .afterwards: goOn()
        case .fees: go(to: .fees(home: nil))
        case .country(let code): chooseCountry(code)
        default: break
        }
    }

    /// First where the worker comes from, then where the job is.
    private mutating func chooseCountry(_ code: String) {
        guard case .fees(let home) = session.page else { return }
        if let home { go(to: .feeAnswer(home: home, work: code, .who)) } else { go(to: .fees(home: code)) }
    }

    private mutating func goOn() {
        switch session.page {
        case .result(let id, _): go(to: .afterwards(id))
        case .answer(let id, let ticks, let saying): goOn(from: saying, of: id, ticks)
        case .feeAnswer(let home, let work, let question):
            if let next = question.next { go(to: .feeAnswer(home: home, work: work, next)) }
        default: break
        }
    }

    /// To the next saying, or to what comes after the last; going back from there leads to the result again.
    private mutating func goOn(from saying: String, of id: Article.ID, _ ticks: Set<String>) {
        let all = View(model: model, handbook: handbook).answered(id, ticks).map(\.id)
        let next = all.drop { $0 != saying }.dropFirst().first
        show(next.map { .answer(id, ticks, saying: $0) } ?? .afterwards(id))
    }

    /// A topic of one article is that article, unless the page on two countries stands beside it.
    private mutating func openTopic(_ id: Topic.ID) {
        guard let topic = guide.topics.first(where: { $0.id == id }) else { return }
        let stage: Stage? = if case .stage(let stage) = session.page { stage } else { nil }
        count(.topicOpened(topic, stage))
        let articles = guide.articles(of: id, in: stage, toldIn: language)
        if let only = articles.first, articles.count == 1, !(id == Topic.fees && !guide.fees.isEmpty) {
            open(.article(only.id))
        } else {
            go(to: .topic(id))
        }
    }

    /// A kind of help with one entry is that entry.
    private mutating func openGroup(_ group: ServiceGroup) {
        let services = guide.directory(of: group, toldIn: language)
        guard let only = services.first else { return }
        if services.count == 1 { open(.service(only.id)) } else { go(to: .placesOf(group)) }
    }

    private mutating func openUnions() {
        let here = guide.unions.first { $0.country == guide.site.country }
        if let here, guide.unions.count == 1 { go(to: .union(here.country)) } else { go(to: .unions) }
    }

    /// Nothing is adjusted for a visitor who is not there yet.
    mutating func adjust(_ action: Action) {
        guard session.page.isOfAVisit else { return }
        switch action {
        case .tick(let line): tick(line)
        case .useful(let isUseful):
            guard let id = session.page.article, session.feedback[id] == nil else { return }
            guard let topic = guide.articles[id]?.topicID else { return }
            session.feedback[id] = isUseful
            count(.calledUseful(isUseful, topic))
        case .machineUseful(let isUseful):
            guard session.page == .farewell else { return }
            count(.calledUseful(isUseful, Topic.thisMachine))
            endVisit(showing: .goodbye)
        case .setSize(let size): session.size = size
        case .setTheme(let theme): session.theme = theme
        case .setOneByOne(let isOneByOne): session.isOneByOne = isOneByOne
        case .setLow(let isLow): session.isLow = isLow
        case .hide: hide()
        case .reveal: session.isHidden = false
        case .louder: session.attenuation = max(0, session.attenuation - 1)
        case .quieter: session.attenuation = min(8, session.attenuation + 1)
        case .faster: session.speed = session.speed.quicker
        case .slower: session.speed = session.speed.slower
        default: break
        }
        if action.isAboutTheVoice, model.machine.hasHeadset { effects.append(.repeatSpeech) }
    }

    private mutating func tick(_ line: String) {
        switch session.page {
        case .signs(let ticks): session.page = .signs(ticks.symmetricDifference([line]))
        case .checklist(let id, let ticks): session.page = .checklist(id, ticks.symmetricDifference([line]))
        default: break
        }
    }
}

extension Page {
    /// The article whose end is in sight, where it can be called useful.
    fileprivate var article: Article.ID? {
        switch self {
        case .article(let id), .afterwards(let id): id
        default: nil
        }
    }
}

extension Action {
    /// Whether the visitor should hear at once what it does.
    fileprivate var isAboutTheVoice: Bool {
        switch self {
        case .louder, .quieter, .faster, .slower: true
        default: false
        }
    }
}

extension Session.Entry {
    /// Empty, but still slow if there were many wrong numbers.
    init(keeping entry: Session.Entry) {
        self.init()
        wrongTries = entry.wrongTries
        waitUntil = entry.waitUntil
        secondsLeft = entry.secondsLeft
    }
}
