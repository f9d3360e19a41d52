import Crypto
import HTTPTypes
import Hub
import Hummingbird
import Link

/// Guides: what a kiosk should have, and its parts, from any byte on.
///
/// The site and the channel are those of the hub's book, so `kiosk-hub kiosk move` needs no visit to the kiosk; the channel in
/// the address only keeps addresses of different guides apart in what lies between.
struct GuideRoutes: Sendable {
    let store: any GuideStore

    /// So much is read from the store at a time. Bytes.
    private static let piece = 256 * 1_024

    /// The header in which the line of the signature comes with a manifest.
    static let signatureHeader = HTTPField.Name(guideSignatureHeader)

    var routes: [Route] {
        [
            Route(.get, "/v1/guides/{channel}") { asked in try await manifest(asked) },
            Route(.get, "/v1/guides/{channel}/{part}") { asked in try await part(asked) },
        ]
    }

    private func manifest(_ asked: Asked) async throws -> Response {
        let guide = try await guide(for: asked)
        let tag = "\"\(Hex.text(SHA256.hash(data: guide.manifest + Array(guide.signature.utf8))))\""
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        guard !EntityTags.match(asked.request.headers[.ifNoneMatch], tag) else {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "application/json"
        if let name = Self.signatureHeader { headers[name] = guide.signature.filter { !$0.isNewline } }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: guide.manifest)))
    }

    private func part(_ asked: Asked) async throws -> Response {
        let guide = try await guide(for: asked)
        guard let part = guide.parts.first(where: { $0.name == asked.parts["part"] }) else {
            throw Refused(.notFound, .notFound, "the guide has no such part; its manifest names them")
        }
        let (tag, wish) = ("\"\(part.digest)\"", asked.request.headers)
        let headers: HTTPFields = [
            .eTag: tag, .acceptRanges: "bytes", .contentType: "application/octet-stream", .cacheControl: "no-cache",
        ]
        guard !EntityTags.match(wish[.ifNoneMatch], tag) else { return Response(status: .notModified, headers: headers) }
        let isSame = wish[.ifRange].map { $0 == tag } ?? true
        switch isSame ? ByteRange.parse(wish[.range], of: part.bytes) : .whole {
        case .whole: return Response(status: .ok, headers: headers, body: body(of: part, 0..<part.bytes))
        case .some(let range):
            var headers = headers
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(part.bytes)"
            return Response(status: .partialContent, headers: headers, body: body(of: part, range))
        case .none:
            throw Refused(
                .badRequest, .rangeNotSatisfiable, "Range: this part has \(part.bytes) bytes",
                headers: [.contentRange: "bytes */\(part.bytes)", .eTag: tag])
        }
    }

    private func guide(for asked: Asked) async throws -> PublishedGuide {
        let kiosk = try asked.kiosk
        guard let name = asked.parts["channel"], GuideChannel(rawValue: name) != nil else {
            let all = GuideChannel.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refused(.notFound, .notFound, "channel: there are \(all)")
        }
        guard let guide = try await store.guide(on: kiosk.channel, site: kiosk.site) else {
            throw Refused(.notFound, .notFound, "no guide is published for this kiosk's site yet")
        }
        return guide
    }

    private func body(of part: PublishedGuide.Part, _ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { [store] writer in
            var place = range.lowerBound
            while place < range.upperBound {
                let next = min(place + Self.piece, range.upperBound)
                // Half an answer is ended like a cut line: the kiosk asks for the rest.
                guard let bytes = try await store.bytes(ofPart: part.digest, place..<next), bytes.count == next - place else {
                    throw HubStoreError.notFound(doing: "read a part of a guide")
                }
                try await writer.write(ByteBuffer(bytes: bytes))
                place = next
            }
            try await writer.finish(nil)
        }
    }
}
