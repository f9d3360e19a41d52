import Hub
import Hummingbird

extension StaffDesk {
    /// Wrong passwords after which a locked session ends: whoever found the open browser is not its owner.
    private static let mostUnlockFailures = 5

    func lockedPage(_ request: Request, _ context: DeskContext) async throws -> Response {
        switch try await recognise(request) {
        case .nobody: goOn(to: "/sign-in")
        case .here(let me): goOn(to: home(of: me.member))
        case .locked(let me): lockedPage(me, context)
        }
    }

    private func lockedPage(_ me: SignedIn, _ context: DeskContext, error: String? = nil) -> Response {
        var view: View = ["who": me.member.name, "mark": FormMark.text(for: me.session.digest, key: key)]
        view["error"] = error
        return page("locked", title: "Locked", view, context, status: error == nil ? .ok : .unprocessableContent)
    }

    func unlock(_ request: Request, _ context: DeskContext) async throws -> Response {
        guard case .locked(let me) = try await recognise(request) else { return goOn(to: "/locked") }
        try FormMark.checkOrigin(request)
        let fields = try await FormFields(of: request)
        try FormMark.check(fields[FormMark.field], for: me.session.digest, key: key)
        guard let member = try await withPassword(me.member.id, fields.exact("password"), by: work), try await isLetIn(member) else {
            if let failures = try await store.member(me.member.id)?.failures, failures >= Self.mostUnlockFailures {
                try await store.end(me.session.digest)
                return goOn(to: "/sign-in")
            }
            return lockedPage(me, context, error: "That is not the password, or there were too many tries. Wait a little, then type it again.")
        }
        try await store.unlock(me.session.digest, at: clock())
        try await audit("session.unlocked", by: me.member.id)
        return goOn(to: home(of: me.member))
    }

    /// Whether the tries of others do not stand in the way; the failures before are then forgotten.
    private func isLetIn(_ member: StaffMember) async throws -> Bool {
        do { try await store.noteSuccess(of: member, totpStep: nil, at: clock()) } catch HubStoreError.changedMeanwhile { return false }
        return true
    }

    func signOut(_ request: Request, _ context: DeskContext) async throws -> Response {
        let me: SignedIn
        switch try await recognise(request) {
        case .nobody: return goOn(to: "/sign-in")
        case .here(let found), .locked(let found): me = found
        }
        try FormMark.checkOrigin(request)
        let fields = try await FormFields(of: request)
        try FormMark.check(fields[FormMark.field], for: me.session.digest, key: key)
        try await store.end(me.session.digest)
        try await audit("sign-out", by: me.member.id)
        var response = goOn(to: "/sign-in")
        cookies.clear(.session, on: &response)
        return response
    }
}
