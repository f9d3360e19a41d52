import Foundation
import Hub
import Hummingbird
import Link
import NIOCore

/// One thing that the door does: for which method, at which address, and who may ask.
struct Route: Sendable {
    typealias Answer = @Sendable (Asked) async throws -> Response

    let method: HTTPRequest.Method
    /// The address with its variable parts in braces, as the description has it: `/v1/intakes/{lookup}`.
    let template: String
    /// Whether somebody without a certificate may ask.
    let isOpen: Bool
    let answer: Answer
    private let segments: [Substring]

    init(_ method: HTTPRequest.Method, _ template: String, isOpen: Bool = false, answer: @escaping Answer) {
        (self.method, self.template, self.isOpen, self.answer) = (method, template, isOpen, answer)
        segments = template.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The variable parts of an address, by name; `nil`: it is another address.
    func match(_ path: [Substring]) -> [Substring: String]? {
        guard path.count == segments.count else { return nil }
        var found: [Substring: String] = [:]
        for (part, segment) in zip(path, segments) {
            guard segment.hasPrefix("{") else {
                guard part == segment else { return nil }
                continue
            }
            guard !part.isEmpty, let plain = String(part).removingPercentEncoding else { return nil }
            found[segment.dropFirst().dropLast()] = plain
        }
        return found
    }
}

/// A request that somebody may make.
struct Asked: Sendable {
    let request: Request
    let context: DoorContext
    /// Who asks; `nil` only on open routes.
    let caller: Kiosk?
    let parts: [Substring: String]

    /// Who asks.
    ///
    /// - Throws: ``Refused/notEnrolled``
    var kiosk: Kiosk {
        get throws(Refused) {
            guard let caller else { throw Refused.notEnrolled }
            return caller
        }
    }

    /// Who asks, where the address names that very kiosk.
    ///
    /// - Throws: ``Refused/notYours``
    var own: Kiosk {
        get throws(Refused) {
            let kiosk = try kiosk
            guard parts["id"] == kiosk.id.text else { throw Refused.notYours }
            return kiosk
        }
    }

    /// The body, as one of the wire's types. Nothing of it is read if it says itself that it is too long or of another kind.
    ///
    /// - Throws: ``Refused``
    func body<Value: Decodable>(_ type: Value.Type, upTo limit: Int = LinkLimit.smallBody) async throws(Refused) -> Value {
        let kind = request.headers[.contentType]?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased()
        guard kind == "application/json", (request.headers[.contentEncoding] ?? "identity") == "identity" else {
            throw Refused(.wrongType, .unsupportedMediaType, "Content-Type: allowed is application/json, without any encoding")
        }
        let tooLarge = Refused(.tooLarge, .contentTooLarge, "the body may have \(limit) bytes")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
        let bytes: ByteBuffer
        do { bytes = try await request.body.collect(upTo: limit) } catch is NIOTooManyBytesError { throw tooLarge } catch {
            throw Refused(.badRequest, .badRequest, "the body did not come whole")
        }
        return try JSON.read(type, from: bytes)
    }
}
