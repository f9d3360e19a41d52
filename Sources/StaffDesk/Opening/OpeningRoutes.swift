import Hub
import Hummingbird
import Intake

extension StaffDesk {
    func addOpening(to group: RouterGroup<DeskContext>) {
        group.get("open") { _, context in try openPage([:], context) }
        group.post("open") { request, context in
            try await form(request, context) { fields, me in try await openNumber(fields, me, context) }
        }
        group.post("open/fresh") { request, context in
            try await form(request, context) { fields, me in try await startFresh(fields, me, context) }
        }
    }

    private func openPage(
        _ view: View, _ context: DeskContext, status: HTTPResponse.Status = .ok, fresh: FormFields = FormFields()
    ) throws -> Response {
        try context.me.must(.openNumbers)
        var view = view
        view["canOpen"] = opening != nil
        let language = fresh["language"].isEmpty ? try context.me.member.languages.first ?? "en" : fresh["language"]
        view["languages"] = LanguageWords.choices([language])
        let urgency = fresh["urgency"].isEmpty ? NeedCode.Urgency.green.rawValue : fresh["urgency"]
        view["urgencies"] = NeedCode.Urgency.allCases.map { choice -> View in
            ["value": choice.rawValue, "label": CaseWords.urgency(choice), "on": choice.rawValue == urgency]
        }
        view["woman"] = fresh.isTicked("woman")
        return page("open", title: "Open a number", view, context, status: status)
    }

    private func openNumber(_ fields: FormFields, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try me.must(.openNumbers)
        guard let opening else { throw Self.noKey }
        let number: GivenNumber
        do { number = try GivenNumber.read(fields["number"]) } catch {
            // A slip that was scanned badly would only be in the way; digits can be mended.
            let typed = fields["number"].count <= 24 ? fields["number"] : ""
            return try openPage(["error": error.description, "typed": typed], context, status: .unprocessableContent)
        }
        guard await tries.mayTry(me.member.id, now: clock()) else { throw Self.tooManyTries }
        switch try await opening.open(number, forms: await shelf.forms(store, now: clock()), at: clock()) {
        case .opened(let opened):
            try await audit("case.opened", by: me.member.id, of: opened.id.text)
            return try await after(opened, fields, me, context)
        case .openedBefore(let opened):
            try await audit("number.again", by: me.member.id, of: opened.id.text)
            return try await after(opened, fields, me, context)
        case .notHere:
            await tries.noteMiss(me.member.id, now: clock())
            try await audit("number.not-here", by: me.member.id)
            let view: View = ["notice": OpeningWords.notHere, "offersFresh": true, "given": fields["number"]]
            return try openPage(view, context, status: .notFound)
        case .void:
            try await audit("number.void", by: me.member.id)
            return try openPage(["notice": OpeningWords.void, "offersFresh": true], context, status: .gone)
        case .unreadable(let obstacle):
            try await audit("number.unreadable", by: me.member.id)
            // The number is not given along: its record stays, and opens when it can be read.
            let view: View = ["notice": OpeningWords.text(of: obstacle), "offersFresh": true]
            return try openPage(view, context, status: .unprocessableContent)
        }
    }

    /// Taken at once, or left for colleagues; what a colleague has is said, and whom to ask.
    private func after(_ opened: Case, _ fields: FormFields, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        var opened = opened
        if opened.counsellor == nil, opened.closedOn == nil {
            if fields["then"] == "wait" { return goOn(to: "/") }
            do {
                try await store.take(opened.id, by: me.member.id)
                try await audit("case.taken", by: me.member.id, of: opened.id.text)
            } catch HubStoreError.changedMeanwhile {
                // Somebody else took it in this moment.
            }
            opened = try await store.case(opened.id) ?? opened
        }
        guard let owner = opened.counsellor, owner != me.member.id, !me.member.role.may(.seeAllCases) else {
            return goOn(to: "/cases/\(opened.id.number)")
        }
        let role = try await store.member(owner)?.role
        let text = opened.closedOn == nil ? OpeningWords.withColleague(role) : OpeningWords.closedByColleague
        return try openPage(["notice": text, "offersFresh": opened.closedOn != nil], context, status: .conflict)
    }

    private func startFresh(_ fields: FormFields, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try me.must(.openNumbers)
        guard let opening else { throw Self.noKey }
        let given = fields["number"]
        // The page itself put the number there; one that does not read any more is left out.
        let number = given.isEmpty ? nil : try? GivenNumber.read(given)
        guard LanguageWords.all.contains(fields["language"]), let urgency = NeedCode.Urgency(rawValue: fields["urgency"]) else {
            return try openPage(
                ["error": "Choose a language and how soon.", "offersFresh": true, "given": given], context,
                status: .unprocessableContent, fresh: fields)
        }
        var random = SystemRandomNumberGenerator()
        let opened = try await opening.startFresh(
            number, urgency: urgency, language: fields["language"], wantsWoman: fields.isTicked("woman"), at: clock(), random: &random)
        guard let opened else {
            return try openPage(["notice": OpeningWords.void, "offersFresh": true], context, status: .gone)
        }
        try await audit("case.fresh", by: me.member.id, of: opened.id.text)
        return try await after(opened, fields, me, context)
    }

    private static let noKey = DeskProblem(
        .conflict, "Numbers are not opened here", "This hub does not hold the centre's private key. Ask a technician.")
    private static let tooManyTries = DeskProblem(
        .tooManyRequests, "Many numbers in a row were not here",
        "Wait an hour, or ask a colleague. Scanning a slip's picture works with no network, too.")
}

/// What the desk says where a number gave no answers. Nobody is ever turned away for lack of a record.
enum OpeningWords {
    static let notHere =
        "This number is not here yet: its kiosk has not had a network, or its time is over. Scan the picture on the slip if there is one, or start fresh and ask."
    static let void =
        "This number was called back: its slip did not come out whole, and the kiosk gave another. Ask for the other slip, or start fresh."

    /// Whose case it is, by their role: names stand on the coordinator's pages.
    static func withColleague(_ role: Role?) -> String {
        let whose = switch role {
        case .coordinator: "the coordinator"
        case .counsellor, .technician, nil: "another counsellor"
        }
        return "This number was opened before: its case is with \(whose). Ask colleagues who has it; a coordinator sees all open cases "
            + "and can tell. If they cannot go on, they give the case back, and it waits under Now."
    }
    static let closedByColleague =
        "This number was opened before by another counsellor, and its case is closed. Start fresh for what the person needs now."

    static func text(of obstacle: Opening.Obstacle) -> String {
        switch obstacle {
        case .otherKey: "This slip was sealed for another centre. Only they can open it. You can start fresh and ask."
        case .doesNotOpen: "The record does not open: a character was read wrongly, or it was changed. Scan again, or start fresh and ask."
        case .formMissing(let version):
            "It was filled in on a form that this hub does not have (version \(version)). Tell a technician; start fresh and ask."
        case .unknownAnswers: "The record opens but cannot be read. Tell a technician; start fresh and ask."
        }
    }
}

extension CaseID {
    /// How the log and pages name it.
    var text: String { "case:\(number)" }
}

/// Numbers that were not here, by who tried: somebody who tries number after number is stopped.
actor OpeningTries {
    /// An hour in which this many were not here is no ordinary one.
    private static let most = 30
    private static let windowSeconds: Int64 = 3_600
    private var misses: [String: [Int64]] = [:]

    func mayTry(_ id: String, now: HubTime) -> Bool { recent(id, now).count < Self.most }

    func noteMiss(_ id: String, now: HubTime) { misses[id] = recent(id, now) + [now.seconds] }

    private func recent(_ id: String, _ now: HubTime) -> [Int64] {
        (misses[id] ?? []).filter { $0 > now.seconds - Self.windowSeconds }.suffix(Self.most)
    }
}
