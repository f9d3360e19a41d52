import Foundation
import Hummingbird

/// A form with files that a browser sent. Source: RFC 7578.
struct UploadedFiles: Sendable {
    private(set) var fields: [String: String] = [:]
    private(set) var files: [(name: String, bytes: Data)] = []

    /// Larger than any guide without sound; a larger one is published with kiosk-hub.
    static let mostBytes = 64 << 20
    private static let mostParts = 32

    /// - Throws: ``DeskProblem`` for another type of content, too many bytes or parts, or a broken body.
    init(of request: Request) async throws {
        guard let boundary = Self.boundary(request.headers[.contentType] ?? "") else {
            throw DeskProblem(.unsupportedMediaType, "This is no form with files", "Send it with the page's own form.")
        }
        let body = try await request.body.collect(upTo: Self.mostBytes)
        try self.init(body: Data(buffer: body), boundary: boundary)
    }

    /// - Throws: ``DeskProblem``
    init(body: Data, boundary: String) throws(DeskProblem) {
        let mark = Data("--\(boundary)".utf8)
        guard body.starts(with: mark) else { throw .badForm }
        var rest = body[...].dropFirst(mark.count)
        while rest.starts(with: Data("\r\n".utf8)) {
            guard let end = rest.range(of: Data("\r\n".utf8) + mark), files.count + fields.count < Self.mostParts else { throw .badForm }
            try add(rest[rest.startIndex + 2..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        guard rest.starts(with: Data("--".utf8)) else { throw .badForm }
    }

    private mutating func add(_ part: Data) throws(DeskProblem) {
        guard let gap = part.range(of: Data("\r\n\r\n".utf8)) else { throw .badForm }
        let head = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
        guard let name = Self.value("name", in: head) else { throw .badForm }
        let bytes = part[gap.upperBound...]
        guard let file = Self.value("filename", in: head) else {
            fields[name] = String(decoding: bytes.prefix(1_000), as: UTF8.self)
            return
        }
        // An empty field for files sends one without a name.
        if !file.isEmpty { files.append((file, Data(bytes))) }
    }

    private static func boundary(_ type: String) -> String? {
        guard type.lowercased().hasPrefix("multipart/form-data"), let range = type.range(of: "boundary=") else { return nil }
        let text = type[range.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        return (1...70).contains(text.utf8.count) ? text : nil
    }

    private static func value(_ key: String, in head: String) -> String? {
        guard let range = head.range(of: "; \(key)=\"") else { return nil }
        return String(head[range.upperBound...].prefix { $0 != "\"" })
    }
}
