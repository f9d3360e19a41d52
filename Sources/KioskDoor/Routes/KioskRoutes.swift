import Hub
import Hummingbird
import Link
import Logging
import Synchronization

/// What a kiosk says of itself, and its next certificate.
final class KioskRoutes: Sendable {
    private let store: any CounterStore & FleetStore
    private let authority: Authority
    private let logger: Logger
    private let now: @Sendable () -> HubTime
    /// Chosen: one is needed in a year, and a kiosk whose answer is lost asks again.
    private let renewals = Mutex(Tries(most: 10, in: .seconds(86_400)))

    init(
        store: any CounterStore & FleetStore, authority: Authority, logger: Logger, now: @escaping @Sendable () -> HubTime
    ) {
        (self.store, self.authority, self.logger, self.now) = (store, authority, logger, now)
    }

    var routes: [Route] {
        [
            Route(.put, "/v1/kiosks/{id}/counters/{week}") { asked in try await self.count(asked) },
            Route(.post, "/v1/kiosks/{id}/health") { asked in try await self.note(asked) },
            Route(.post, "/v1/kiosks/{id}/certificate") { asked in try await self.renew(asked) },
        ]
    }

    private func count(_ asked: Asked) async throws -> Response {
        let kiosk = try asked.own
        guard let week = asked.parts["week"].flatMap({ WeekText.week($0) }) else {
            throw Refused(.badRequest, .badRequest, "week: expected is one like 2026-W47, or \(WeekText.unknown)")
        }
        let report = try await asked.body(CounterReport.self, upTo: LinkLimit.largeBody)
        do { _ = try report.counted() } catch { throw Refused(.badRequest, .badRequest, "\(error)") }
        try await store.keep(report, of: kiosk.id, in: week)
        return Response(status: .noContent)
    }

    private func note(_ asked: Asked) async throws -> Response {
        let kiosk = try asked.own
        let note = try await asked.body(HealthNote.self, upTo: LinkLimit.largeBody)
        if let problem = HealthBounds.problem(of: note) { throw Refused(.badRequest, .badRequest, problem) }
        try await store.keep(note, of: kiosk.id, at: now())
        return Response(status: .noContent)
    }

    private func renew(_ asked: Asked) async throws -> Response {
        let (kiosk, time) = (try asked.own, now())
        if let pause = renewals.withLock({ $0.wait(of: kiosk.id.text, at: time) }) {
            throw Refused(
                .tooMany, .tooManyRequests, "this kiosk has had many certificates today; wait",
                headers: [.retryAfter: "\(max(1, pause.components.seconds))"])
        }
        let request = try EnrolmentDesk.request(try await asked.body(RenewalRequest.self).certificateRequest)
        renewals.withLock { $0.note(kiosk.id.text, at: time) }
        let certificate = try authority.issue(to: kiosk.id, for: request, at: time)
        try await store.add(certificate.note)
        logger.notice("a kiosk has another certificate", metadata: ["kiosk.id": "\(kiosk.id)"])
        return JSON.response(Renewal(certificates: certificate.chain), status: .created)
    }
}
