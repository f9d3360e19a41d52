import SimulatedDevices
import Guide
import Intake
import Testing

@testable import Visit

/// A person before a kiosk that is nothing but its reducer: touches what is on the page, and time is turned by hand.
struct Visitor {
    let handbook: Handbook
    var model = Model()
    var now: Duration = .zero
    /// What the kiosk asked for since the last look.
    var effects: [Effect] = []

    init(_ handbook: Handbook) {
        self.handbook = handbook
        model.machine.paper = .fine
        model.machine.canPrint = true
    }

    var page: Page { model.session.page }
    var session: Session { model.session }
    var content: Content { Visit.content(of: model, handbook) }
    /// The next moment at which time alone changes something.
    var wakeAt: Duration? { model.wakeAt(handbook.inactivity, handbook.staff) }

    mutating func happen(_ event: Event) {
        effects += reduce(&model, event, at: now, handbook)
    }

    /// Touches a control that must be on the page in sight.
    mutating func touch(_ id: ControlID, sourceLocation: SourceLocation = #_sourceLocation) {
        now += .milliseconds(500)
        guard let control = content.controls.first(where: { $0.id == id }) else {
            Issue.record(
                "there is no \(id) on \(page); there are \(content.controls.map(\.id.name).joined(separator: ", "))",
                sourceLocation: sourceLocation)
            return
        }
        happen(.touched(control.action))
    }

    mutating func touch(_ ids: [ControlID], sourceLocation: SourceLocation = #_sourceLocation) {
        for id in ids { touch(id, sourceLocation: sourceLocation) }
    }

    mutating func press(_ key: Event.HardwareKey) {
        now += .milliseconds(500)
        happen(.pressed(key))
    }

    /// Lets time go by as the kiosk does: it looks whenever something is due, and at the end.
    mutating func wait(_ span: Duration) {
        let end = now + span
        for _ in 0..<100_000 {
            guard let next = wakeAt, next < end else { break }
            now = max(now, next)
            let before = model
            happen(.timePassed)
            if model == before { now += .milliseconds(100) }
        }
        now = max(now, end)
        happen(.timePassed)
    }

    /// What the kiosk asked for since the last look, and forgets it.
    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    mutating func answer(_ answer: Event.Answer) { happen(.answered(model.visit, answer)) }

    // MARK: Usual ways

    /// From the greeting to the start page.
    mutating func arrive(in tag: String = "en", sourceLocation: SourceLocation = #_sourceLocation) {
        touch("welcome.begin", sourceLocation: sourceLocation)
        touch("lang.\(tag)", sourceLocation: sourceLocation)
    }

    /// From the start page through the notice and all questions, without an answer, until the record is being sealed.
    mutating func skipAllQuestions(sourceLocation: SourceLocation = #_sourceLocation) {
        touch(["home.talk", "notice.agree"], sourceLocation: sourceLocation)
        while case .question = page { touch("nav.skip", sourceLocation: sourceLocation) }
        if page == .planOffer { touch("plan.skip-all", sourceLocation: sourceLocation) }
    }

    /// As far as the number on the glass.
    mutating func getNumber(_ ticket: Ticket = .sample(1), sourceLocation: SourceLocation = #_sourceLocation) {
        skipAllQuestions(sourceLocation: sourceLocation)
        answer(.saved(ticket))
    }

    mutating func type(_ digits: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for digit in digits { touch("status.digit.\(digit)", sourceLocation: sourceLocation) }
    }
}

extension Ticket {
    /// A number of its own for each `index`.
    static func sample(_ index: Int) -> Ticket {
        var random = SeededRandom(seed: UInt64(index))
        let bytes = (0..<Lookup.size).map { UInt8(truncatingIfNeeded: index >> ($0 % 4 * 8)) &+ UInt8($0) }
        return Ticket(code: Code(random: &random), lookup: Lookup(bytes: bytes) ?? .none, qr: "MRC1:SAMPLE")
    }
}

extension Session {
    /// Whether nothing of a visitor is in it. The page and the moment are the machine's own.
    var isFresh: Bool {
        var fresh = Session()
        fresh.page = page
        fresh.lastTouch = lastTouch
        return self == fresh
    }
}
