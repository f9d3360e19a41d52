import Hub
import Hummingbird
import Link
import Logging
import Synchronization

/// `POST /v1/enrolments`: a new kiosk brings its one-time secret and gets a certificate.
final class EnrolmentDesk: Sendable {
    private let store: any FleetStore
    private let authority: Authority
    private let handouts: Handouts
    private let logger: Logger
    private let now: @Sendable () -> HubTime

    /// Wrong secrets from one address. Chosen: a technician mistypes a few times; of 2^50 secrets nobody finds one so, from however
    /// many addresses. There is no limit for all together: whoever wanted could keep every technician out by it.
    private let failures = Mutex(Tries(most: 5, in: .seconds(300)))

    init(
        store: any FleetStore, authority: Authority, handouts: Handouts, logger: Logger, now: @escaping @Sendable () -> HubTime
    ) {
        (self.store, self.authority, self.handouts, self.logger, self.now) = (store, authority, handouts, logger, now)
    }

    var routes: [Route] {
        [Route(.post, HubAddress.enrolments, isOpen: true) { asked in try await self.enrol(asked) }]
    }

    private func enrol(_ asked: Asked) async throws -> Response {
        let caller = asked.context.caller
        try checkTries(of: caller)
        let sent = try await asked.body(EnrolmentRequest.self)
        guard let digest = EnrolmentSecret.digest(of: sent.secret) else {
            throw Refused(.badRequest, .badRequest, "secret: expected are ten of the letters A to Z and the digits 2 to 7")
        }
        let request = try Self.request(sent.certificateRequest)
        guard let offer = try await store.offer(secretDigest: digest, at: now()) else { throw failed(caller) }
        let certificate = try authority.issue(to: offer.kiosk, for: request, at: now())
        // The store decides who was first: of two that bring the same secret one is enrolled.
        guard let kiosk = try await store.enrol(secretDigest: digest, certificate: certificate.note, at: now()) else {
            throw failed(caller)
        }
        logger.notice("a kiosk is enrolled", metadata: ["kiosk.id": "\(kiosk.id)", "kiosk.site": "\(kiosk.site)"])
        return JSON.response(
            Enrolment(
                kiosk: kiosk.id, site: kiosk.site, channel: kiosk.channel, certificates: certificate.chain,
                authority: authority.pem, mrcKey: handouts.mrcKey.pem, guideKeys: handouts.guideKeys), status: .created)
    }

    static func request(_ pem: String) throws(Refused) -> CertificateRequest {
        do { return try CertificateRequest(pem: pem) } catch { throw Refused(.badRequest, .badRequest, "\(error)") }
    }

    // MARK: Tries

    private func checkTries(of caller: String) throws(Refused) {
        let time = now()
        guard let pause = failures.withLock({ $0.wait(of: caller, at: time) }) else { return }
        throw Refused(
            .tooMany, .tooManyRequests, "too many wrong secrets; wait",
            headers: [.retryAfter: "\(max(1, pause.components.seconds))"])
    }

    private func failed(_ caller: String) -> Refused {
        let time = now()
        failures.withLock { $0.note(caller, at: time) }
        logger.warning("a wrong secret of enrolment was refused")
        return Refused(
            .notEnrolled, .forbidden, "this secret is not good, was used, or its time is over; make another: kiosk-hub kiosk add")
    }
}
