import Hub
import Hummingbird
import Intake

extension StaffDesk {
    func addNow(to group: RouterGroup<DeskContext>) {
        group.get("/") { _, context in try await nowPage(context) }
    }

    private func nowPage(_ context: DeskContext) async throws -> Response {
        let me = try context.me
        guard me.member.role.may(.openNumbers) else { return goOn(to: home(of: me.member)) }
        let now = clock()
        let waiting = try await store.waitingCases()
        let groups: [View] = NeedCode.Urgency.allCases.compactMap { urgency in
            let rows = WaitingOrder.sorted(waiting.filter { $0.urgency == urgency }, for: me.member).map { row($0, me.member, now) }
            return rows.isEmpty ? nil : ["urgency": urgency.rawValue, "heading": CaseWords.urgency(urgency), "cases": rows]
        }
        var view: View = ["groups": groups, "isEmpty": groups.isEmpty, "opens": opening != nil]
        view["unopened"] = try await unopened(now)
        return page("now", title: "Now", view, context)
    }

    private func row(_ waiting: Case, _ member: StaffMember, _ now: HubTime) -> View {
        [
            "number": waiting.id.number, "language": LanguageWords.name(waiting.language), "wantsWoman": waiting.wantsWoman,
            "isMine": member.languages.contains(waiting.language),
            "since": waiting.waitingSince.map { settings.daysAgo($0, now: now) } ?? DayWords.ago(now.dayNumber - waiting.openedOn.dayNumber),
        ]
    }

    /// How many records wait unopened, as it was when somebody first looked today: a number that moves while somebody stands at
    /// the kiosk would point at them.
    private func unopened(_ now: HubTime) async throws -> String {
        let day = settings.dayNumber(at: now)
        if let text = await dayCount.text(for: day) { return text }
        let count = try await store.waitingIntakes().values.reduce(0, +)
        let text = DayCount.words(count)
        await dayCount.keep(text, for: day)
        return text
    }
}

/// The order of those who wait with the same urgency.
enum WaitingOrder {
    /// First whom this counsellor can talk to: in a language of theirs, and a woman where one was asked for. Then the rest, the
    /// longest waiting first.
    static func sorted(_ cases: [Case], for member: StaffMember) -> [Case] {
        func rank(_ waiting: Case) -> Int {
            let speaks = member.languages.contains(waiting.language)
            let suits = !waiting.wantsWoman || member.isWoman
            return switch (speaks, suits, waiting.wantsWoman) {
            case (true, true, true): 0
            case (true, true, false): 1
            case (false, true, _): 2
            case (_, false, _): 3
            }
        }
        return cases.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }
}

/// A count that is taken once a day.
actor DayCount {
    private var day: Int?
    private var kept = ""
    /// Fewer than so many are not told apart.
    private static let least = 5

    func text(for day: Int) -> String? { self.day == day ? kept : nil }

    func keep(_ text: String, for day: Int) { (self.day, kept) = (day, text) }

    static func words(_ count: Int) -> String {
        count < least
            ? "Fewer than \(least) numbers from kiosks had not been opened when this was first counted today."
            : "\(count) numbers from kiosks had not been opened when this was first counted today."
    }
}
