import Guide
import Intake

/// Decides what an event changes, and what is to be done outside.
///
/// Pure: the same model, event and moment always give the same result. `now` is the time since boot.
public func reduce(_ model: inout Model, _ event: Event, at now: Duration, _ handbook: Handbook) -> [Effect] {
    var turn = Turn(model: model, now: now, handbook: handbook)
    turn.receive(event)
    model = turn.model
    return turn.effects
}

/// One event on its way through the model.
struct Turn {
    var model: Model
    let now: Duration
    let handbook: Handbook
    var effects: [Effect] = []

    init(model: Model, now: Duration, handbook: Handbook) {
        self.model = model
        self.now = now
        self.handbook = handbook
    }

    var guide: Guide { handbook.guide }
    var session: Session {
        get { model.session }
        set { model.session = newValue }
    }

    /// The language of the visit; before one is chosen, the site's first.
    var language: Language { session.language ?? guide.site.languages.first ?? .english }

    mutating func receive(_ event: Event) {
        let wasAsked = session.alertSince != nil
        fallSilent(before: event)
        take(event)
        tellOutcome(of: event, wasAsked: wasAsked)
    }

    private mutating func take(_ event: Event) {
        switch event {
        case .touched(let action):
            visitorActed()
            if !isResting || action == .wake || action == .leave { act(action) }
        case .focused(let control):
            visitorActed()
            if !isResting, session.page.isOfAVisit || session.page.isStaff { session.focus = control }
        case .framed(let control): frame(control)
        case .pressed(let key):
            visitorActed()
            if !isResting || session.page == .dark || key == .leave { press(key) }
        case .staffCalled:
            visitorActed()
            callStaff()
        case .felt(let spot):
            visitorActed()
            feel(spot)
        case .tried(let button):
            visitorActed()
            tryOut(button: button)
        case .stopping(let halt): stop(halt)
        case .timePassed:
            timePassed()
        case .answered(let visit, let answer):
            answered(answer, for: visit)
        case .became(let fact):
            learn(fact)
        }
    }

    /// Whether the glass only says that nothing goes: no page is behind it. Staff have their page all the same.
    private var isResting: Bool {
        model.machine.halt != nil || (model.machine.outOfOrder != nil && !session.page.isStaff)
    }

    private mutating func stop(_ halt: Halt) {
        effects.append(.cancelPrint)
        endVisit(showing: .welcome)
        model.machine.halt = halt
    }

    /// What cannot be served must not be waited for, nor stand behind the words that say so.
    private mutating func rest(_ why: OutOfOrder?) {
        if why != nil, session.page.isOfAVisit { endVisit(showing: .welcome) }
        model.machine.outOfOrder = why
    }

    private mutating func visitorActed() {
        session.lastTouch = now
        session.alertSince = nil
        session.scan = session.scan?.renewed(at: now)
    }

    private mutating func press(_ key: Event.HardwareKey) {
        if key == .aSwitch { takeUpSwitches() }
        guard session.page != .dark || key == .leave else {
            act(.wake)
            return
        }
        switch key {
        case .leave: leave()
        case .help: act(.help)
        case .back: act(.back)
        case .listen: listen()
        case .fastSlip: fastSlip()
        case .aSwitch: break
        }
    }

    private mutating func fastSlip() {
        guard guide.site.profile == .airport, !isBusy, !session.page.isStaff else { return }
        if session.language == nil { session.language = language }
        act(.printNumbers)
    }

    /// Whether the machine works on something that the visitor waits for: no timer runs meanwhile.
    var isBusy: Bool {
        switch session.page {
        case .saving, .printing, .staff(.printing): true
        default: session.entry.outcome == .looking
        }
    }

    mutating func act(_ action: Action) {
        guard !isBusy || action.isAllowedWhileBusy else { return }
        if session.page.isStaff { attend(action) } else { perform(action) }
    }

    private mutating func perform(_ action: Action) {
        switch action {
        case .wake, .begin, .back, .home, .leave, .help, .settings, .languages, .finish, .speak, .turn, .moreTime, .listen:
            navigate(action)
        case .stage, .topic, .article, .practice, .practised, .group, .numbers, .rights, .unions, .union, .signs, .places, .placesOf, .service, .about, .checks,
            .result, .answer, .afterwards, .fees, .country:
            open(action)
        case .tick, .useful, .machineUseful, .setSize, .setTheme, .setOneByOne, .setLow, .hide, .reveal, .louder, .quieter, .faster,
            .slower:
            adjust(action)
        case .scan(let action): scan(action)
        case .helpGoOn, .helpNext, .helpTalk, .helpNumber, .helpPrint, .under18:
            seekHelp(action)
        case .talk, .talkThoughClosed, .agree, .decline, .choose, .next, .skip, .plan:
            takeIntake(action)
        case .print, .doNotPrint, .showAgain, .sayCode, .cameOut, .didNotComeOut, .newNumber, .printNumbers, .handout,
            .printHandout:
            handleSlip(action)
        case .status, .digit, .erase, .look:
            askStatus(action)
        case .staff: break
        }
    }

    private mutating func learn(_ fact: Event.Fact) {
        switch fact {
        case .paper(let paper, let canPrint):
            model.machine.paper = paper
            model.machine.canPrint = canPrint
        case .headset(let isIn):
            plug(isIn, whileResting: isResting)
        case .network(let isUp): model.machine.hasNetwork = isUp
        case .storage(let works): model.machine.canSave = works
        case .day(let day): model.machine.today = day
        case .counsellors(let there): model.machine.counsellors = there
        case .kept(let kept): model.machine.kept = kept
        case .outOfOrder(let why): rest(why)
        case .report(let report): model.machine.report = report
        case .notices(let notices): model.machine.notices = notices
        }
    }
}

extension Action {
    /// Leaving is never refused.
    var isAllowedWhileBusy: Bool { self == .leave || self == .wake || self == .moreTime }
}
