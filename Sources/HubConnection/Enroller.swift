import AsyncHTTPClient
import Foundation
import Link
import NIOCore
import NIOPosix
import NIOSSL
import Sealing

/// Enrols a kiosk: the code of the technician in, the papers of the hub out.
///
/// Before the power may be cut nothing is kept, and after it everything is; if it is cut in between, the code is used up and the
/// hub prints another.
public struct Enroller: Sendable {
    private let location: HubLocation
    private let folder: URL

    /// - Parameter folder: the kiosk's state folder.
    public init(at location: HubLocation, keepingIn folder: URL) { (self.location, self.folder) = (location, folder) }

    /// Looks at who answers, makes a key, asks for its certificate, and keeps what comes.
    ///
    /// - Throws: ``HubLinkError``, which says what to do.
    public func enrol(with code: EnrolmentCode) async throws(HubLinkError) -> HubPapers {
        if let papers = try HubPapers(in: folder) { throw .enrolledAlready(kiosk: papers.enrolment.kiosk.text) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result: Result<HubPapers, HubLinkError>
        do throws(HubLinkError) { result = .success(try await ask(code, on: group)) } catch { result = .failure(error) }
        // A loop that does not stop ends with the program.
        try? await group.shutdownGracefully()
        let papers = try result.get()
        try papers.keep(in: folder)
        return papers
    }

    private func ask(_ code: EnrolmentCode, on group: any EventLoopGroup) async throws(HubLinkError) -> HubPapers {
        let authority = try await AuthorityGlance(location: location, pin: code.pin, group: group).authority()
        let request = try KeyRequest()
        let post = HubPost(location: location, tls: HubPapers.tls(trusting: [authority]), group: group)
        let answer: Enrolment = try await post.send(
            EnrolmentRequest(secret: code.secret, certificateRequest: request.request), to: HubAddress.enrolments)
        // The authority that it is to trust is the one that the technician carried here, whatever else the answer says.
        let told = try? NIOSSLCertificate.fromPEMBytes(Array(answer.authority.utf8))  // what cannot be read is not that one
        guard told == [authority] else { throw .wrongHub }
        let papers = HubPapers(location: location, enrolment: answer, key: request.key)
        _ = try papers.connection()
        _ = try papers.mrcKey
        return papers
    }
}

/// One POST over a connection of its own.
struct HubPost {
    let location: HubLocation
    let tls: TLSConfiguration
    let group: any EventLoopGroup

    /// - Throws: ``HubLinkError``
    func send<Answer: Decodable>(_ body: some Encodable, to path: String) async throws(HubLinkError) -> Answer {
        let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: HubClient.configuration(tls))
        let result: Result<Answer, HubLinkError>
        do throws(HubLinkError) { result = .success(try await send(body, to: path, by: client)) } catch {
            result = .failure(error)
        }
        // What is left of the connection ends with the loop.
        try? await client.shutdown()
        return try result.get()
    }

    private func send<Answer: Decodable>(
        _ body: some Encodable, to path: String, by client: HTTPClient
    ) async throws(HubLinkError) -> Answer {
        var request = HTTPClientRequest(url: location.text + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        do { request.body = .bytes(try JSONEncoder().encode(body)) } catch { throw .badAnswer("it cannot be asked for") }
        guard let reply = await client.reply(to: request, within: HubClient.limit, upTo: HubClient.longestAnswer) else {
            throw .unreachable(location.text)
        }
        guard (200...299).contains(reply.status) else {
            // Not a word of the hub's: something in between.
            guard let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(reply.body)) else {
                throw .badAnswer("status \(reply.status)")
            }
            throw .refused(refusal.type, refusal.detail)
        }
        do { return try JSONDecoder().decode(Answer.self, from: Data(reply.body)) } catch {
            throw .badAnswer("it is not what was asked for")
        }
    }
}
