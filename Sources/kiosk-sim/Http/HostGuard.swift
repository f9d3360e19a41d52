import Hummingbird

/// Lets only pages and programs of this machine in, and tells browsers to run nothing but our own page.
///
/// A page of somebody else's could reach loopback by a name that points to 127.0.0.1, or by a form that posts to it: so
/// the `Host` must name loopback, and an `Origin`, where there is one, must be the simulator itself.
struct HostGuard<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await answer(request, context: context, next: next)
        for (name, value) in SecurityHeaders.all { response.headers[name] = value }
        return response
    }

    private func answer(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            try Loopback.check(host: request.head.authority, origin: request.headers[.origin])
            return try await next(request, context)
        } catch let refusal as Refusal {
            return try refusal.response(from: request, context: context)
        } catch let error as HTTPError {
            return try refusal(for: error, request).response(from: request, context: context)
        }
    }

    private func refusal(for error: HTTPError, _ request: Request) -> Refusal {
        if error.status == .notFound { return .unknownPath(request.uri.path) }
        return Refusal(
            code: error.status.code, error: error.body ?? error.status.reasonPhrase, place: request.uri.path,
            allowed: SimulatorRoutes.addresses)
    }
}

/// Who may talk to the simulator.
enum Loopback {
    /// The names of this machine that are accepted; the port is free, so that it can be forwarded.
    static let hosts = ["127.0.0.1", "localhost"]

    /// - Throws: `Refusal` with status 403 for any other host, and for a page that another server sent.
    static func check(host: String?, origin: String?) throws(Refusal) {
        guard let host, isLoopback(host) else {
            throw Refusal(
                code: 403, error: "only this machine may ask", place: "Host",
                allowed: hosts.flatMap { [$0, "\($0):PORT"] })
        }
        guard let origin, origin != "http://\(host)" else { return }
        throw Refusal(
            code: 403, error: "only the simulator's own page may ask", place: "Origin", allowed: ["http://\(host)"])
    }

    private static func isLoopback(_ authority: String) -> Bool {
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, hosts.contains(name.lowercased()) else { return false }
        return parts.count == 1 || parts.count == 2 && UInt16(parts[1]) != nil
    }
}

/// What every answer tells the browser.
enum SecurityHeaders {
    private typealias Name = HTTPFields.Element.Name

    /// Nothing from anywhere else, nothing inline, in no frame of anybody's.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    static let all: [(HTTPFields.Element.Name, String)] =
        [(.contentSecurityPolicy, policy), (.xContentTypeOptions, "nosniff")]
        + [("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer")].compactMap { field in
            Name(field.0).map { ($0, field.1) }
        }
}
