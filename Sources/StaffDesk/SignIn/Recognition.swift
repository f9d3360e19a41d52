import Hub
import Hummingbird

/// Who a browser belongs to.
enum Recognised: Sendable {
    case nobody
    /// Somebody who was away too long.
    case locked(SignedIn)
    case here(SignedIn)
}

extension StaffDesk {
    /// How old the note of the last action may be: it is not written with every picture of a page.
    private static let noteAfter: Duration = .seconds(60)

    /// Finds out who sent a request, by the cookie and nothing else.
    func recognise(_ request: Request) async throws -> Recognised {
        guard let token = cookies.value(.session, in: request), token.utf8.count == 64,
            var session = try await store.session(DeskCookies.digest(token)),
            let member = try await store.member(session.staff), member.isActive
        else { return .nobody }
        let now = clock()
        switch settings.signIn.state(of: session, now: now) {
        case .over:
            try await store.end(session.digest)
            return .nobody
        case .locked:
            if !session.isLocked {
                session.isLocked = true
                try await store.lock(session.digest)
                try await audit("session.locked", by: member.id)
            }
            return .locked(SignedIn(member: member, session: session))
        case .good:
            if now >= session.lastSeen + Self.noteAfter {
                session.lastSeen = now
                // It ended, or was locked, a moment ago.
                do { try await store.touch(session.digest, at: now) } catch HubStoreError.notFound { return .nobody }
            }
            return .here(SignedIn(member: member, session: session))
        }
    }

    /// A mark for the browser before anybody signs in: from its own cookie.
    func browserSubject(_ request: Request) -> [UInt8]? {
        guard let value = cookies.value(.browser, in: request), value.utf8.count == 64 else { return nil }
        return Array(value.utf8)
    }

    /// Where somebody begins.
    func home(of member: StaffMember) -> String { member.role.may(.openNumbers) ? "/" : "/fleet" }
}
