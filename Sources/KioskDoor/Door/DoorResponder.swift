import Hub
import Hummingbird
import Link
import Logging

/// Answers requests: first who asks, then whether there is such a thing, and only then what it says.
struct DoorResponder: HTTPResponder {
    let routes: [Route]
    let recognition: Recognition
    let logger: Logger

    func respond(to request: Request, context: DoorContext) async throws -> Response {
        do {
            return try await answer(to: request, context: context)
        } catch let refused as Refused {
            return refused.response
        } catch let error as HubStoreError {
            logger.error("the store did not do it", metadata: ["store.error": "\(error)"])
            return Refused(error).response
        } catch {
            // The connection went away under the answer, or the program has a defect: nobody else's business.
            logger.error("a request was not answered", metadata: ["error.type": "\(type(of: error))"])
            return Refused(.notNow, .internalServerError, "the hub failed; ask again later").response
        }
    }

    private func answer(to request: Request, context: DoorContext) async throws -> Response {
        let path = request.uri.path.split(separator: "/", omittingEmptySubsequences: false)
        let matches = routes.compactMap { route in route.match(path).map { (route: route, parts: $0) } }
        let match = matches.first { $0.route.method == request.method }
        let caller = try await caller(context)
        guard caller != nil || match?.route.isOpen == true else { throw Refused.notEnrolled }
        guard let match else { throw refusal(of: request.method, matches.map(\.route)) }
        return try await match.route.answer(
            Asked(request: request, context: context, caller: caller, parts: match.parts))
    }

    /// Who asks; `nil`: somebody without a certificate.
    ///
    /// - Throws: ``Refused/notEnrolled`` for a certificate that was good when the connection was made and is so no more.
    private func caller(_ context: DoorContext) async throws -> Kiosk? {
        guard let certificate = try await context.certificate() else { return nil }
        guard let kiosk = try await recognition.kiosk(with: certificate) else { throw Refused.notEnrolled }
        return kiosk
    }

    private func refusal(of method: HTTPRequest.Method, _ others: [Route]) -> Refused {
        guard !others.isEmpty else {
            return Refused(.notFound, .notFound, "nothing is served at this address; see \(HubAddress.description)")
        }
        let allowed = others.map(\.method.rawValue).sorted().joined(separator: ", ")
        return Refused(.wrongMethod, .methodNotAllowed, "allowed at this address: \(allowed)", headers: [.allow: allowed])
    }
}
