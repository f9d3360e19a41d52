import Hub
import Hummingbird

/// Stands before every page: says what browsers may do with it, and turns every refusal into a page that can be read.
struct Doorkeeper: RouterMiddleware {
    let desk: StaffDesk

    /// When a page that cannot be shown now may be asked for again. Chosen: as the kiosks' door says it.
    private static let pauseSeconds = 30

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
        }
        if response.status == .serviceUnavailable { response.headers[.retryAfter] = "\(Self.pauseSeconds)" }
        for (name, value) in DeskHeaders.all(isSecure: desk.settings.isSecure) { response.headers[name] = value }
        return response
    }

    private func answer(to error: any Error, _ request: Request, _ context: DeskContext) -> Response {
        switch error {
        case let problem as DeskProblem: return desk.problemPage(problem, context)
        case let error as HubStoreError: return desk.problemPage(problem(of: error, context), context)
        case OpeningError.store(let error): return desk.problemPage(problem(of: error, context), context)
        case is OpeningError: return desk.problemPage(.busy, context)
        case let error as any HTTPResponseError where error.status == .notFound: return desk.problemPage(.notFound, context)
        case let error as any HTTPResponseError where error.status == .contentTooLarge: return desk.problemPage(.tooLarge, context)
        case let error as any HTTPResponseError where error.status.code < 500:
            return desk.problemPage(DeskProblem(error.status, "That did not work", "Go back and try again. Nothing was changed."), context)
        default:
            context.logger.error("a page failed", metadata: ["error.type": "\(type(of: error))"])
            return desk.problemPage(
                DeskProblem(.internalServerError, "Something broke at the hub", "Try again; tell a technician if it stays."), context)
        }
    }

    private func problem(of error: HubStoreError, _ context: DeskContext) -> DeskProblem {
        switch error {
        case .notFound: return .notFound
        case .changedMeanwhile:
            return DeskProblem(.conflict, "Somebody changed it meanwhile", "Load the page again and look before you decide.")
        case .inUse: return DeskProblem(.conflict, "That is in use already", "Choose another name.")
        case .tooMany: return DeskProblem(.conflict, "There are too many already", "Nothing was changed.")
        case .unavailable, .newerVersion, .damaged:
            context.logger.error("the store refused", metadata: ["error": "\(error)"])
            return DeskProblem(
                .serviceUnavailable, "The hub cannot reach what it keeps", "Wait a minute and try again. Nothing was changed.")
        }
    }
}

/// What every answer tells the browser.
enum DeskHeaders {
    private typealias Name = HTTPFields.Element.Name

    /// Nothing from anywhere else, nothing inline, in no frame of anybody's.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    static func all(isSecure: Bool) -> [(HTTPFields.Element.Name, String)] {
        var fields = [
            ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
            ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
        ]
        if isSecure { fields.append(("Strict-Transport-Security", "max-age=31536000")) }
        return fields.compactMap { field in Name(field.0).map { ($0, field.1) } }
    }
}

/// Lets only people in who are signed in, and whose session is neither over nor locked.
struct SignedInOnly: RouterMiddleware {
    let desk: StaffDesk

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        switch try await desk.recognise(request) {
        case .nobody: return .redirect(to: "/sign-in", type: .normal)
        case .locked: return .redirect(to: "/locked", type: .normal)
        case .here(let signedIn): context.signedIn = signedIn
        }
        do {
            return try await next(request, context)
        } catch let problem as DeskProblem {
            // Shown here, where it is known who reads it.
            return desk.problemPage(problem, context)
        }
    }
}
