import Devices
import Foundation
import Link
import Logging
import NIOCore

/// How a kiosk comes to its papers, and to another certificate before its own ends.
struct Registration: Sendable {
    /// The kiosk's state folder.
    let folder: URL
    /// Where the hub is now; goes before what the papers say. `nil`: as they say.
    let location: HubLocation?
    /// With what to enrol there, if the kiosk is not enrolled yet.
    let code: EnrolmentCode?
    let logger: Logger
    /// Another certificate is asked for when the own one is good for less. Seconds. The default is 200 days: a kiosk without a
    /// network for months still comes back.
    var renewBefore: Int64 = 200 * 86_400

    /// A code that was not taken is tried again so often; the technician may be at the hub.
    static let enrolEvery = Duration.seconds(60)
    /// Another certificate is asked for no more often than this.
    static let renewEvery = Duration.seconds(86_400)

    /// The papers that are there, or that the code gives; `nil`: there is no code.
    ///
    /// - Throws: ``HubLinkError``, which says what to do.
    func papers() async throws(HubLinkError) -> HubPapers? {
        if var papers = try HubPapers(in: folder) {
            papers.location = location ?? papers.location
            return papers
        }
        guard let location, let code else { return nil }
        let papers = try await Enroller(at: location, keepingIn: folder).enrol(with: code)
        logger.notice("enrolled", metadata: ["hub.kiosk": "\(papers.enrolment.kiosk)"])
        return papers
    }

    /// Whether the certificate of these papers nears its end by the hub's time.
    func isDue(_ papers: HubPapers, at hubSeconds: Int64) -> Bool {
        papers.endsSeconds.map { $0 - hubSeconds < renewBefore } ?? false
    }

    /// Asks for another certificate, for a key that is made for it, and keeps both.
    ///
    /// - Throws: ``HubLinkError``; the papers stay as they are.
    func renew(_ papers: HubPapers, on group: any EventLoopGroup) async throws(HubLinkError) {
        var next = papers
        let request = try KeyRequest()
        let post = HubPost(location: papers.location, tls: try papers.connection(), group: group)
        let answer: Renewal = try await post.send(
            RenewalRequest(certificateRequest: request.request), to: HubAddress.certificate(of: papers.enrolment.kiosk))
        (next.enrolment.certificates, next.key) = (answer.certificates, request.key)
        _ = try next.connection()
        try next.keep(in: folder)
        logger.notice("another certificate")
    }
}
