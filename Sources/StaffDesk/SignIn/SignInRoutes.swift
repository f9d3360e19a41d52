import Hub
import Hummingbird
import Link

extension StaffDesk {
    private static let failed =
        "The name, the password or the code is wrong. After some failures the desk waits before it looks at the next try: up to a quarter of an hour."

    func addSignIn(to router: Router<DeskContext>) {
        router.get("sign-in") { request, context in signInPage(request, context) }
        router.post("sign-in") { request, context in try await signIn(request, context) }
        router.get("sign-in/code") { request, context in try codePage(request, context) }
        router.post("sign-in/code") { request, context in try await giveCode(request, context) }
        router.post("sign-in/setup") { request, context in try await setUp(request, context) }
        router.get("locked") { request, context in try await lockedPage(request, context) }
        router.post("unlock") { request, context in try await unlock(request, context) }
        router.post("sign-out") { request, context in try await signOut(request, context) }
    }

    private func signInPage(_ request: Request, _ context: DeskContext, id: String = "", error: String? = nil) -> Response {
        frame("signin", "Sign in", ["id": id], request, context, error: error)
    }

    /// A page for a browser in which nobody is signed in.
    func frame(
        _ template: String, _ title: String, _ view: View, _ request: Request, _ context: DeskContext, error: String? = nil
    ) -> Response {
        let token = cookies.value(.browser, in: request).flatMap { $0.utf8.count == 64 ? $0 : nil } ?? DeskCookies.newToken()
        var view = view
        view["mark"] = FormMark.text(for: Array(token.utf8), key: key)
        view["error"] = error
        var response = page(template, title: title, view, context, status: error == nil ? .ok : .unprocessableContent)
        cookies.set(.browser, to: token, on: &response)
        return response
    }

    /// The fields of a form before anybody is signed in.
    func openFields(_ request: Request) async throws -> FormFields {
        try FormMark.checkOrigin(request)
        guard let subject = browserSubject(request) else { throw DeskProblem.staleForm }
        let fields = try await FormFields(of: request)
        try FormMark.check(fields[FormMark.field], for: subject, key: key)
        return fields
    }

    private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
        let fields = try await openFields(request)
        let id = fields["id"].lowercased()
        guard let member = try await withPassword(id, fields.exact("password"), by: doorWork) else {
            return signInPage(request, context, id: String(fields["id"].prefix(32)), error: Self.failed)
        }
        var secret = ""
        if member.sealedTOTPSecret == nil {
            var random = SystemRandomNumberGenerator()
            secret = Hex.text(TOTP.secret(random: &random))
        }
        let step = SignInStep(
            id: member.id, expires: clock().seconds + SignInStep.seconds, secret: secret, password: passwordMark(of: member))
        guard let locked = step.locked(with: key) else { throw DeskProblem.busy }
        var response = goOn(to: "/sign-in/code")
        cookies.set(.step, to: locked, seconds: Int(SignInStep.seconds), on: &response)
        return response
    }

    /// Somebody whose password this is, and who may try now; `nil`, after as long a time, for everybody else.
    func withPassword(_ id: String, _ password: String, by work: SlowWork) async throws -> StaffMember? {
        let member = StaffMember.isID(id) ? try await store.member(id) : nil
        let hash = member.flatMap { PasswordHash(text: $0.passwordHash) } ?? .nobody(cost: settings.passwordCost)
        let isTooLong = password.count > PasswordRule.longest
        guard let isRight = await work.run({ !isTooLong && hash.matches(password) }) else { throw DeskProblem.busy }
        // Others may have failed, or somebody may have changed the password, while the hash was made: what counts is what is now.
        guard let member, let latest = try await store.member(member.id), latest.passwordHash == member.passwordHash,
            latest.isActive, !latest.isLocked(at: clock())
        else { return nil }
        if isRight { return latest }
        try await noteFailure(of: member.id)
        return nil
    }

    func noteFailure(of id: String) async throws {
        let (rules, now) = (settings.signIn, clock())
        let failures = try await store.noteFailure(of: id) { rules.lockedUntil(failures: $0, now: now) }
        try await audit("sign-in.failed", by: id)
        if rules.lockedUntil(failures: failures, now: now) != nil { try await audit("sign-in.delayed", by: id) }
    }

    private func step(_ request: Request) -> SignInStep? {
        cookies.value(.step, in: request).flatMap { SignInStep($0, key: key, now: clock()) }
    }

    /// Who gave their password at this step; `nil` where it was replaced since.
    private func member(of step: SignInStep) async throws -> StaffMember? {
        guard let member = try await store.member(step.id), passwordMark(of: member) == step.password else { return nil }
        return member
    }

    /// Tells one password of somebody from the next, and nothing about either.
    private func passwordMark(of member: StaffMember) -> String {
        Hex.text(key.mark(Array(member.passwordHash.utf8), for: "password of a sign-in step"))
    }

    private func codePage(_ request: Request, _ context: DeskContext, error: String? = nil) throws -> Response {
        guard let step = step(request) else { return goOn(to: "/sign-in") }
        guard !step.secret.isEmpty, let secret = Hex.bytes(step.secret) else {
            return frame("code", "The code from your authenticator", [:], request, context, error: error)
        }
        let address = TOTP.address(secret: secret, of: step.id, issuer: settings.name)
        let view: View = [
            "drawing": QRDrawing(address)?.svg ?? "", "secret": SecretText.groups(of: secret), "shortest": PasswordRule.shortest,
        ]
        return frame("setup", "Set up your sign-in", view, request, context, error: error)
    }

    private func giveCode(_ request: Request, _ context: DeskContext) async throws -> Response {
        let fields = try await openFields(request)
        guard let step = step(request), step.secret.isEmpty, let member = try await member(of: step), member.isActive else {
            return goOn(to: "/sign-in")
        }
        if member.isLocked(at: clock()) { return try codePage(request, context, error: Self.failed) }
        guard let sealed = member.sealedTOTPSecret, let secret = key.open(sealed, for: Self.totpUse(member.id)),
            let used = TOTP.check(fields["code"], secret: secret, at: clock(), lastStep: member.lastTOTPStep)
        else {
            try await noteFailure(of: member.id)
            return try codePage(request, context, error: Self.failed)
        }
        return try await begin(member, totpStep: used, request, context)
    }

    /// What an authenticator's secret is locked for: nobody can put one person's into another's place.
    static func totpUse(_ id: String) -> String { "totp \(id)" }

    private func setUp(_ request: Request, _ context: DeskContext) async throws -> Response {
        let fields = try await openFields(request)
        guard let step = step(request), let secret = Hex.bytes(step.secret), !secret.isEmpty,
            let before = try await member(of: step), before.isActive, before.sealedTOTPSecret == nil
        else { return goOn(to: "/sign-in") }
        var member = before
        let password = fields.exact("password")
        if let objection = PasswordRule.objection(to: password, of: member.id) {
            return try codePage(request, context, error: objection)
        }
        guard password == fields.exact("again") else {
            return try codePage(request, context, error: "The two passwords differ. Type the same one twice.")
        }
        guard let used = TOTP.check(fields["code"], secret: secret, at: clock(), lastStep: 0) else {
            return try codePage(request, context, error: "The code is not the one that the authenticator should show now. Look again.")
        }
        let hash = try await hash(password)
        guard let sealed = key.seal(secret, for: Self.totpUse(member.id)) else { throw DeskProblem.busy }
        (member.passwordHash, member.sealedTOTPSecret, member.lastTOTPStep) = (hash, sealed, 0)
        // While the hash was made somebody may have given another first password: the store then keeps that one.
        try await store.keep(member, replacing: before)
        try await audit("sign-in.set-up", by: member.id)
        return try await begin(member, totpStep: used, request, context)
    }

    private func begin(_ member: StaffMember, totpStep: Int64, _ request: Request, _ context: DeskContext) async throws -> Response {
        do { try await store.noteSuccess(of: member, totpStep: totpStep, at: clock()) } catch HubStoreError.changedMeanwhile {
            // Somebody used the same code a moment ago, or others failed so often meanwhile that no try counts now.
            try await noteFailure(of: member.id)
            return try codePage(request, context, error: Self.failed)
        }
        let token = DeskCookies.newToken()
        let now = clock()
        try await store.begin(StaffSession(digest: DeskCookies.digest(token), staff: member.id, began: now, lastSeen: now))
        try await audit("sign-in", by: member.id)
        var response = goOn(to: home(of: member))
        cookies.set(.session, to: token, on: &response)
        cookies.clear(.step, on: &response)
        cookies.clear(.browser, on: &response)
        return response
    }
}
