import Hub
import Hummingbird
import Logging

/// The desk: pages for counsellors, coordinators and technicians, drawn by the hub, without a framework and without scripts
/// that they would need.
public struct StaffDesk: Sendable {
    let store: any HubStore
    let key: HubKey
    /// `nil`: this hub does not hold the MRC's private key; numbers are opened elsewhere.
    let opening: Opening?
    let shelf: GuideShelf
    let settings: DeskSettings
    /// Passwords of people who are not signed in: whoever fills this up keeps nobody else from working.
    let doorWork = SlowWork(threads: 1)
    /// Passwords of people who are.
    let work = SlowWork()
    let clock: @Sendable () -> HubTime
    let templates: Templates
    let cookies: DeskCookies
    let tries = OpeningTries()
    let dayCount = DayCount()

    /// - Parameters:
    ///   - opening: opens numbers; `nil` where this hub does not hold the MRC's private key.
    ///   - clock: what time it is.
    /// - Throws: an error of the templates, which are part of the program: the tests show that there is none.
    public init(
        store: any HubStore, key: HubKey, opening: Opening?, shelf: GuideShelf, settings: DeskSettings,
        clock: @escaping @Sendable () -> HubTime
    ) throws {
        (self.store, self.key, self.opening, self.shelf) = (store, key, opening, shelf)
        (self.settings, self.clock) = (settings, clock)
        templates = try Templates()
        cookies = DeskCookies(isSecure: settings.isSecure)
    }

    /// All pages of the desk.
    public func router() -> Router<DeskContext> {
        let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Doorkeeper(desk: self))
        addFiles(to: router)
        addSignIn(to: router)
        let inside = router.group("").add(middleware: SignedInOnly(desk: self))
        addNow(to: inside)
        addOpening(to: inside)
        addCases(to: inside)
        addStaff(to: inside)
        addFleet(to: inside)
        addGuides(to: inside)
        addReports(to: inside)
        return router
    }

    /// The forms' mark is looked at, then the fields are given to `carryOut`.
    func form(
        _ request: Request, _ context: DeskContext, _ carryOut: (FormFields, SignedIn) async throws -> Response
    ) async throws -> Response {
        let me = try context.me
        try FormMark.checkOrigin(request)
        let fields = try await FormFields(of: request)
        try FormMark.check(fields[FormMark.field], for: me.session.digest, key: key)
        return try await carryOut(fields, me)
    }

    /// Notes a line in the log of deeds.
    func audit(_ what: String, by who: String, of whom: String = "") async throws {
        try await store.append(AuditEntry(time: clock(), who: who, what: what, whom: whom))
    }
}
