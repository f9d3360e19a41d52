import Intake

/// Adds up what became of numbers, by site and by the week in which they came.
public struct TokenFlowSum: Sendable {
    private struct Key: Hashable {
        let site: String
        let week: ISOWeek
    }

    private var flows: [Key: TokenFlow] = [:]

    public init() {}

    /// Adds some numbers that are alike.
    ///
    /// - Parameter arrived: `false` for those that were called back before their record came.
    public mutating func add(
        site: String, state: KnownIntake.State, arrivedDay: Int, arrived: Bool, issued: ISOWeek?, openedDay: Int?, count: Int
    ) {
        guard let week = ISOWeek(dayNumber: arrivedDay) else { return }
        let none = TokenFlow(site: site, week: week, arrived: 0, opened: 0, expired: 0, void: 0, weeksToOpening: [])
        var flow = flows[Key(site: site, week: week)] ?? none
        flow.arrived += arrived ? count : 0
        switch state {
        case .waiting: break
        case .void: flow.void += count
        case .expired: flow.expired += count
        case .opened, .referred, .closed:
            flow.opened += count
            if let issued, let openedDay, let opened = ISOWeek(dayNumber: openedDay) {
                flow.weeksToOpening += Array(repeating: max(0, (opened.monday - issued.monday) / 7), count: count)
            }
        }
        flows[Key(site: site, week: week)] = flow
    }

    /// By site and week.
    public var all: [TokenFlow] {
        flows.values.map { flow in
            var flow = flow
            flow.weeksToOpening.sort()
            return flow
        }.sorted { ($0.site, $0.week) < ($1.site, $1.week) }
    }
}
