import Foundation
import Hub
import Hummingbird
import Link

/// A refusal on its way to the one who asked.
struct Refused: Error {
    var refusal: Refusal
    /// Headers beside it: what is allowed, how long to wait.
    var headers: HTTPFields = [:]

    init(_ kind: Refusal.Kind, _ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) {
        refusal = Refusal(kind, status: status.code, detail)
        self.headers = headers
    }

    /// How long to wait for a store that does not answer. Seconds. Chosen: a database server's change to another machine.
    private static let storePause = 30

    /// What the store did not do.
    ///
    /// Its own sentence is for the operator's log, not for the network.
    init(_ error: HubStoreError) {
        switch error {
        case .notFound: self.init(.notFound, .notFound, "there is none")
        case .changedMeanwhile, .inUse: self.init(.conflict, .conflict, "something else is kept there")
        case .tooMany: self.init(.tooMany, .tooManyRequests, "as many are kept as anybody could need; nothing was changed")
        case .unavailable, .newerVersion, .damaged:
            self.init(
                .notNow, .serviceUnavailable, "the hub cannot keep or look up anything now; ask again later",
                headers: [.retryAfter: "\(Self.storePause)"])
        }
    }

    static let notEnrolled = Refused(
        .notEnrolled, .forbidden, "a kiosk's certificate is needed; a new kiosk brings its code to \(HubAddress.enrolments)")
    static let notYours = Refused(.notYours, .forbidden, "a kiosk speaks only for itself")

    var response: Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: HTTPResponse.Status(code: refusal.status), headers: headers, body: ResponseBody(byteBuffer: JSON.bytes(of: refusal)))
    }
}

/// Bodies in JSON.
enum JSON {
    /// A body of one of the wire's types.
    static func bytes(of value: some Encodable) -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // The wire's types are words and whole numbers: nothing in them cannot be written.
        return ByteBuffer(bytes: (try? encoder.encode(value)) ?? Data())
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: bytes(of: value)))
    }

    /// Reads one of the wire's types.
    ///
    /// - Throws: ``Refused``, which names the place and never repeats what was sent.
    static func read<Value: Decodable>(_ type: Value.Type, from body: ByteBuffer) throws(Refused) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw Refused(.badRequest, .badRequest, sentence(for: error))
        } catch {
            throw Refused(.badRequest, .badRequest, "the body is not what this address takes; see \(HubAddress.description)")
        }
    }

    private static func sentence(for error: DecodingError) -> String {
        let (place, what): ([any CodingKey], String) =
            switch error {
            case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
            case .typeMismatch(_, let context): (context.codingPath, "is of another kind than allowed")
            case .valueNotFound(_, let context): (context.codingPath, "is null")
            case .dataCorrupted(let context): (context.codingPath, "is not allowed")
            @unknown default: ([], "is not allowed")
            }
        guard !place.isEmpty else { return "the body is not the JSON that this address takes; see \(HubAddress.description)" }
        let name = place.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return "\(name) \(what); see \(HubAddress.description)"
    }
}
