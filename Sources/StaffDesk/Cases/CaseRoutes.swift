import Guide
import Hub
import Hummingbird
import Intake

extension StaffDesk {
    func addCases(to group: RouterGroup<DeskContext>) {
        group.get("cases") { request, context in try await myCases(request, context) }
        group.get("cases/:number") { request, context in
            try await casePage(try await openCase(context), context, said: Said(request))
        }
        group.post("cases/:number/take") { request, context in
            try await form(request, context) { _, me in try await take(try await openCase(context), me) }
        }
        group.post("cases/:number/give-back") { request, context in
            try await form(request, context) { fields, me in try await giveBack(fields, try await openCase(context), me, context) }
        }
        group.post("cases/:number/redemption") { request, context in
            try await form(request, context) { fields, me in
                try await keepRedemption(fields, of: try await openCase(context), me, context)
            }
        }
        group.post("cases/:number/referrals") { request, context in
            try await form(request, context) { fields, me in try await refer(fields, try await openCase(context), me, context) }
        }
        group.post("cases/:number/close") { request, context in
            try await form(request, context) { fields, me in try await close(fields, try await openCase(context), me, context) }
        }
    }

    /// The case that an address names, if whoever asks may see it.
    ///
    /// - Throws: ``DeskProblem/notFound`` also where it is somebody else's: nobody learns which numbers there are.
    private func openCase(_ context: DeskContext) async throws -> Case {
        let me = try context.me
        try me.must(.openNumbers)
        guard let number = context.parameters.get("number", as: Int64.self), let found = try await store.case(CaseID(number)),
            found.counsellor == nil || found.counsellor == me.member.id || me.member.role.may(.seeAllCases)
        else { throw DeskProblem.notFound }
        return found
    }

    /// - Throws: ``DeskProblem`` unless the case is this counsellor's, and open.
    func mustBeMine(_ opened: Case, _ me: SignedIn) throws(DeskProblem) {
        guard opened.closedOn == nil else {
            throw DeskProblem(.conflict, "This case is closed", "Open a new one if the person came back. Nothing was changed.")
        }
        guard opened.counsellor == me.member.id else {
            throw DeskProblem(.conflict, "This case is not yours", "Take it first, or ask the colleague who has it. Nothing was changed.")
        }
    }

    private func myCases(_ request: Request, _ context: DeskContext) async throws -> Response {
        let me = try context.me
        try me.must(.openNumbers)
        var people: [View] = []
        let all = me.member.role.may(.seeAllCases) ? try await store.staff() : [me.member]
        for member in all where member.role.may(.openNumbers) {
            let cases = try await store.openCases(of: member.id)
            if cases.isEmpty && member.id != me.member.id { continue }
            people.append(["name": member.name, "isMe": member.id == me.member.id, "none": cases.isEmpty, "cases": cases.map(listed)])
        }
        return page("mycases", title: me.member.role.may(.seeAllCases) ? "Open cases" : "My cases", ["people": people], context)
    }

    private func listed(_ opened: Case) -> View {
        let pending = opened.referrals.count { $0.state == .pending || $0.state == .accepted }
        return [
            "number": opened.id.number, "language": LanguageWords.name(opened.language), "urgency": opened.urgency.rawValue,
            "heading": CaseWords.urgency(opened.urgency), "openedOn": "\(opened.openedOn)",
            "referrals": pending == 0 ? "" : pending == 1 ? "1 referral under way" : "\(pending) referrals under way",
            "outcome": opened.redemption.map { CaseWords.label($0.outcome) } ?? "Nothing written down yet",
        ]
    }

    private func take(_ opened: Case, _ me: SignedIn) async throws -> Response {
        if opened.counsellor != me.member.id {
            try await store.take(opened.id, by: me.member.id)
            try await audit("case.taken", by: me.member.id, of: opened.id.text)
        }
        return goOn(to: "/cases/\(opened.id.number)")
    }

    private func giveBack(_ fields: FormFields, _ opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        if opened.counsellor == nil { return goOn(to: "/") }
        try mustBeMine(opened, me)
        if let refusal = try await keep(fields, of: opened, me, context) { return refusal }
        try await store.giveBack(opened.id, at: clock())
        try await audit("case.given-back", by: me.member.id, of: opened.id.text)
        return goOn(to: "/")
    }

    private func close(_ fields: FormFields, _ opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        // Sent twice, by a finger that trembled: once is enough.
        if opened.closedOn != nil, opened.counsellor == me.member.id { return goOn(to: "/cases") }
        try mustBeMine(opened, me)
        if let refusal = try await keep(fields, of: opened, me, context) { return refusal }
        try await store.close(opened.id, at: clock())
        try await audit("case.closed", by: me.member.id, of: opened.id.text)
        return goOn(to: "/cases")
    }
}

/// What was done a moment ago, told above the page that follows.
struct Said: Sendable {
    var text: String?

    init(_ text: String? = nil) { self.text = text }

    /// Only fixed words are ever shown.
    init(_ request: Request) {
        switch request.uri.queryParameters["done"] {
        case "saved": text = "Saved."
        case "referred": text = "The referral is written down. The visitor's number now says so, too."
        default: text = nil
        }
    }
}
