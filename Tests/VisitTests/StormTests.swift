import SimulatedDevices
import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Storms of visits` {
    /// Visits of each seed; with the seeds below, twelve thousand in all.
    static let visits = 1_500

    @Test(arguments: 1...8)
    func `whatever is touched, pressed and answered, a visit ends as a fresh boot`(seed: Int) throws {
        let handbook = try HandbookFixture.handbook(HandbookFixture.siteNames[seed % 2])
        var storm = Storm(handbook, seed: UInt64(seed))
        for _ in 0..<Storms.visits {
            storm.visit()
            if let problem = storm.problem {
                Issue.record("seed \(seed), \(problem)")
                return
            }
        }
        #expect(storm.visitsEnded >= Storms.visits)
        #expect(storm.saved > 0 && storm.printed > 0 && storm.lookedUp > 0, "seed \(seed) never came far")
        #expect(storm.pages.count > 60, "seed \(seed) met only \(storm.pages.count) pages")
    }
}

private typealias Storms = `Storms of visits`

/// Random visitors before one kiosk that is never started anew.
private struct Storm {
    let handbook: Handbook
    var model = Model()
    var now: Duration = .zero
    var random: SeededRandom
    /// Answers that are on their way, for the visits that asked.
    var underway: [Event] = []
    /// Every action that any control of the site has: what a late touch may still mean.
    let actions: [Action]
    /// Numbers that were saved, and whether they were shown or taken back.
    var unsettled: Set<Lookup> = []
    var problem: String?
    var history: [String] = []

    var visitsEnded = 0, saved = 0, printed = 0, lookedUp = 0, tickets = 0
    var pages: Set<Page> = []

    init(_ handbook: Handbook, seed: UInt64) {
        self.handbook = handbook
        random = SeededRandom(seed: seed)
        let exhibits = Gallery(handbook).exhibits(in: .english)
        actions = Array(Set(exhibits.flatMap { content(of: $0.model, handbook).controls.map(\.action) })).sorted { "\($0)" < "\($1)" }
            + [.digit(-1), .digit(99), .turn(Place(item: 999, line: 7)), .article("none"), .union("XX"), .tick("none")]
        model.machine.canPrint = true
    }

    /// Somebody comes, does what comes to mind, and leaves by one way or another.
    mutating func visit() {
        let start = model.visit
        for _ in 0..<Int.random(in: 3...40, using: &random) where problem == nil {
            if model.session.page == .status, random.once(in: 4) { typeNumber() }
            happen(nextEvent())
        }
        guard problem == nil else { return }
        leave()
        if model.visit == start { problem = "a visit did not end: \(story)" }
        if !model.session.isFresh { problem = "a visit left something behind: \(story)" }
        history = []
    }

    private var story: String { "on \(model.session.page) after " + history.suffix(12).joined(separator: "; ") }

    private mutating func leave() {
        happen(.became(.outOfOrder(nil)))
        if random.once(in: 4) {
            // Walks away. The machine answers what it still owes, and time does the rest.
            while !underway.isEmpty { happen(underway.removeFirst()) }
            for _ in 0..<6 {
                now += .seconds(61)
                happen(.timePassed)
            }
            if model.session.page == .saving || model.session.page == .printing(.number) || model.session.page == .printing(.numbers) {
                happen(.pressed(.leave))
            }
            // A number of the greeting's keys may have begun no visit at all.
            if model.visit.value == 0 || !model.session.isFresh || [.welcome, .dark].contains(model.session.page) { happen(.pressed(.leave)) }
        } else {
            happen(random.once(in: 2) ? .pressed(.leave) : .touched(.leave))
        }
        visitsEnded += 1
    }

    private mutating func nextEvent() -> Event {
        now += .milliseconds(Int.random(in: 50...9_000, using: &random))
        if !underway.isEmpty, random.once(in: 3) {
            let index = Int.random(in: underway.indices, using: &random)
            // Now and then an answer comes twice.
            return random.once(in: 8) ? underway[index] : underway.remove(at: index)
        }
        switch Int.random(in: 0..<20, using: &random) {
        case 5 where random.once(in: 12): return .staffCalled
        case 6 where model.session.page.isStaff: return .felt(Spot(x: 0.3, y: 0.4))
        case 7 where model.session.page.isStaff: return .tried(button: "help")
        case 0: return .pressed([.leave, .help, .fastSlip, .back, .aSwitch].randomElement(using: &random) ?? .leave)
        case 1: return .became(fact())
        case 2:
            now += .seconds(Int.random(in: 1...200, using: &random))
            return .timePassed
        case 3: return .focused(ControlID("nav.home"))
        // A touch that was meant for a page before.
        case 4 where model.session.page.isOfAVisit: return .touched(actions.randomElement(using: &random) ?? .home)
        default: return .touched(touch())
        }
    }

    /// Somebody who knows a number types it, now and then with a mistake.
    private mutating func typeNumber() {
        for _ in 0..<12 { happen(.touched(.erase)) }
        for digit in Ticket.sample(Int.random(in: 1...max(1, tickets), using: &random)).code.digits {
            happen(.touched(.digit(random.once(in: 60) ? 0 : digit.wholeNumberValue ?? 0)))
        }
        happen(.touched(.look))
    }

    /// A control of the page in sight; leaving and going home are rare, so that visits get far.
    private mutating func touch() -> Action {
        let controls = content(of: model, handbook).controls
        for _ in 0..<4 {
            guard let control = controls.randomElement(using: &random) else { break }
            if control.role == .rail || control.role == .leave || control.role == .help, !random.once(in: 6) { continue }
            return control.action
        }
        return controls.first { $0.role == .mainButton }?.action ?? .wake
    }

    private mutating func fact() -> Event.Fact {
        switch Int.random(in: 0..<8, using: &random) {
        case 7: .outOfOrder(random.once(in: 4) ? OutOfOrder(code: "L1") : nil)
        case 0: .paper([.fine, .nearEnd, .out, .unknown].randomElement(using: &random) ?? .out, canPrint: !random.once(in: 3))
        case 1: .headset(random.once(in: 2))
        case 2: .network(random.once(in: 2))
        case 3: .storage(!random.once(in: 4))
        case 4: .day(random.once(in: 3) ? nil : GuideDate(dayNumber: 20_000 + Int.random(in: 0...3_000, using: &random)))
        case 5: .counsellors([.here, .notToday, .unknown].randomElement(using: &random) ?? .here)
        default: .kept(Machine.Kept(sealedRecords: Int.random(in: 0...999, using: &random), since: "2026-W47"))
        }
    }

    private mutating func happen(_ event: Event) {
        let before = model
        history.append("\(event)")
        let effects = reduce(&model, event, at: now, handbook)
        pages.insert(model.session.page)
        answer(effects)
        check(event, before, effects)
    }

    /// What the machine will answer, sooner or later, well or badly.
    private mutating func answer(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .save(let visit, _, _):
                saved += 1
                tickets += 1
                underway.append(.answered(visit, random.once(in: 6) ? .couldNotSave : .saved(.sample(tickets))))
            case .print(let visit, let slip, _):
                printed += 1
                underway.append(.answered(visit, random.once(in: 3) ? .couldNotPrint(slip.kind) : .printed(slip.kind)))
            case .lookUp(let visit, _):
                lookedUp += 1
                underway.append(.answered(visit, .lookedUp(TokenState.allCases.randomElement(using: &random))))
            case .shown(let lookup), .void(let lookup): unsettled.remove(lookup)
            case .checkPIN(let visit, _): underway.append(.answered(visit, .pin(!random.once(in: 3))))
            case .calibrate(let visit, _): underway.append(.answered(visit, .calibrated(!random.once(in: 3))))
            default: break
            }
        }
    }

    private mutating func check(_ event: Event, _ before: Model, _ effects: [Effect]) {
        let session = model.session
        if session.entry.digits.count > 12 { problem = "too many digits: \(story)" }
        if session.trail.count > 24 { problem = "too long a trail: \(story)" }
        if !(0...8).contains(session.attenuation) { problem = "impossible volume: \(story)" }
        if model.visit != before.visit {
            if !effects.contains(.forget(before.visit)) { problem = "nobody was told to forget: \(story)" }
            // The staff page has its language; the key for help opens its page for whoever comes after staff, and staff choose
            // a language and large letters for a group.
            let isOpened =
                session.page.isStaff || (before.session.page.isStaff && (session.page == .help(.safe) || session.page == .languages))
            if !session.isFresh, !isOpened { problem = "a new visit began with something of the old one: \(story)" }
        }
        switch session.page {
        case .welcome, .dark, .neutral, .goodbye:
            if !session.isFresh { problem = "something of a visitor stands behind the greeting: \(story)" }
        case .staff:
            if session.staff == nil || session.ticket != nil || !session.answers.isEmpty { problem = "staff saw a visit: \(story)" }
        case .printing(.number), .didItComeOut(.number):
            if session.ticket == nil { problem = "a slip of no number: \(story)" }
        default: break
        }
        if case .answered(let visit, .saved(let ticket)) = event {
            let settled = effects.contains(.shown(ticket.lookup)) || effects.contains(.void(ticket.lookup))
            if visit != before.visit, model != before || !settled { problem = "a late number was not taken back: \(story)" }
            if visit == before.visit, before.session.page == .saving, !settled { problem = "a number got lost: \(story)" }
        }
        if let ticket = before.session.ticket, session.ticket == nil, model.visit == before.visit, !effects.contains(.void(ticket.lookup)) {
            problem = "a number was dropped without being void: \(story)"
        }
    }
}
