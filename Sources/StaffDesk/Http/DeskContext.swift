import Hub
import Hummingbird

/// What is known of a request besides its bytes.
public struct DeskContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Who is signed in; `nil`: nobody, or the session is locked.
    var signedIn: SignedIn?

    public init(source: Source) { coreContext = .init(source: source) }

    /// Who is signed in.
    ///
    /// - Throws: ``DeskProblem`` where nobody is; the doorkeeper lets nobody come that far.
    var me: SignedIn {
        get throws(DeskProblem) {
            guard let signedIn else { throw DeskProblem(.unauthorized, "You are not signed in", "Sign in first.") }
            return signedIn
        }
    }
}

/// Somebody signed in, and their session.
struct SignedIn: Sendable {
    var member: StaffMember
    var session: StaffSession

    /// - Throws: ``DeskProblem/notYours`` unless the role includes the deed.
    func must(_ deed: Deed) throws(DeskProblem) {
        guard member.role.may(deed) else { throw .notYours }
    }
}
