import Guide
import Intake
import Proofs

@testable import Visit

/// Walks through every page that can be reached by touch, keys, answers and waiting, and remembers one way to each.
struct Walker {
    let handbook: Handbook
    /// What tells two situations apart; times, the trail and the look are left out.
    struct Spot: Hashable {
        var page: Page
        /// Which of the journey's stages was opened: the same topic holds other articles in another one.
        var stage: Stage?
        var digits: Int
        var outcome: String
        var isSafePath: Bool
        var hasTicket: Bool
        var hasLanguage: Bool
        var isAsked: Bool
        var canPrint: Bool
    }

    private(set) var spots: [Spot: Model] = [:]
    /// Most spots that are looked at. Chosen: ten times what the guide of a site has.
    static let limit = 20_000

    init(_ handbook: Handbook, from models: [Model]) {
        self.handbook = handbook
        var waiting = models
        for model in models { spots[Walker.spot(of: model)] = model }
        while let model = waiting.popLast(), spots.count < Walker.limit {
            for event in Walker.events(on: model, handbook) {
                var next = model
                _ = reduce(&next, event, at: next.session.lastTouch + .seconds(1), handbook)
                add(next, &waiting)
            }
            for late in [Duration.seconds(61), .seconds(110), .seconds(700)] {
                var next = model
                _ = reduce(&next, .timePassed, at: next.session.lastTouch + late, handbook)
                add(next, &waiting)
            }
        }
    }

    private mutating func add(_ model: Model, _ waiting: inout [Model]) {
        let spot = Walker.spot(of: model)
        guard spots[spot] == nil else { return }
        spots[spot] = model
        waiting.append(model)
    }

    private static func spot(of model: Model) -> Spot {
        let session = model.session
        // Which signs are ticked makes no other page; how many tells which sentence stands below.
        let page = session.page.plain
        return Spot(
            page: page, stage: isOfATopic(page) ? session.stage : nil, digits: session.entry.digits.count, outcome: session.entry.outcome.map { "\($0)" } ?? "",
            isSafePath: session.isSafePath, hasTicket: session.ticket != nil, hasLanguage: session.language != nil,
            isAsked: session.alertSince != nil, canPrint: model.machine.canPrint)
    }

    private static func isOfATopic(_ page: Page) -> Bool {
        switch page {
        case .stage, .topic: true
        default: false
        }
    }

    /// Touches, and the answers that the machine may give on this page.
    private static func events(on model: Model, _ handbook: Handbook) -> [Event] {
        let touches = content(of: model, handbook).controls.filter { !$0.id.name.hasPrefix("sign.") || model.session.page != .signs([]) || $0.id.name.hasSuffix(handbook.guide.signs[0].id) }
            .map { Event.touched($0.action) }
        let visit = model.visit
        let answers: [Event] =
            switch model.session.page {
            case .saving: [.answered(visit, .saved(.sample(1))), .answered(visit, .couldNotSave)]
            case .printing(let kind): [.answered(visit, .printed(kind)), .answered(visit, .couldNotPrint(kind))]
            case .status where model.session.entry.outcome == .looking:
                [.answered(visit, .lookedUp(nil))] + TokenState.allCases.map { .answered(visit, .lookedUp($0)) }
            default: []
            }
        return touches + answers
    }

    var pages: Set<Page> { Set(spots.keys.map(\.page)) }
}

extension Page {
    /// The page without which lines are ticked, which makes no other page: how many tells which sentence stands below.
    fileprivate var plain: Page {
        switch self {
        case .signs(let ticks): .signs(ticks.count > 2 ? ["many"] : ticks)
        case .checklist(let id, let ticks): .checklist(id, ticks.isEmpty ? [] : ["some"])
        case .result(let id, let ticks): .result(id, ticks.isEmpty ? [] : ["some"])
        case .answer(let id, _, let saying): .answer(id, [], saying: saying)
        case .handout(.left(let id, _)): .handout(.left(id, []))
        case .printing(.handout(.left(let id, _))): .printing(.handout(.left(id, [])))
        case .didItComeOut(.handout(.left(let id, _))): .didItComeOut(.handout(.left(id, [])))
        case .slipFailed(.handout(.left(let id, _))): .slipFailed(.handout(.left(id, [])))
        case .noPaper(.handout(.left(let id, _))): .noPaper(.handout(.left(id, [])))
        default: self
        }
    }
}
