import Foundation
import Hub
import Hummingbird
import HummingbirdTesting
import StaffDesk

/// A browser as far as the desk needs one: keeps cookies, and finds the mark in the page that it shows.
final class Browser {
    private let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]
    private(set) var page = ""
    private(set) var status = HTTPResponse.Status.ok
    private(set) var place = ""

    init(_ client: any TestClientProtocol, cookies: [String: String] = [:]) { (self.client, self.cookies) = (client, cookies) }

    /// Goes to a page, and on to where it sends a browser.
    func go(_ path: String) async throws {
        try await send(path, .get, nil)
        var jumps = 0
        while !place.isEmpty, jumps < 5 {
            jumps += 1
            try await send(place, .get, nil)
        }
    }

    /// Sends a form with the mark of the page that is shown.
    func post(_ path: String, _ fields: [(String, String)], mark: String? = nil, follow: Bool = true) async throws {
        let all = [("mark", mark ?? self.mark)] + fields
        try await send(path, .post, all.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&"))
        if follow, !place.isEmpty { try await go(place) }
    }

    /// The mark in the page's forms.
    var mark: String {
        page.firstMatch(of: /name="mark" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
    }

    /// Sends files with the mark of the page that is shown, as a browser sends them. Source: RFC 7578.
    func upload(_ path: String, _ files: [(name: String, bytes: Data)], mark: String? = nil) async throws {
        let line = "----files\r\nContent-Disposition: form-data; name="
        var body = Data("\(line)\"mark\"\r\n\r\n\(mark ?? self.mark)\r\n".utf8)
        for file in files {
            body += Data("\(line)\"files\"; filename=\"\(file.name)\"\r\n\r\n".utf8) + file.bytes + Data("\r\n".utf8)
        }
        try await send(path, .post, body + Data("----files--\r\n".utf8), type: "multipart/form-data; boundary=--files")
        if !place.isEmpty { try await go(place) }
    }

    func send(_ path: String, _ method: HTTPRequest.Method, _ body: String?, type: String = "application/x-www-form-urlencoded") async throws {
        try await send(path, method, body.map { Data($0.utf8) }, type: type)
    }

    private func send(_ path: String, _ method: HTTPRequest.Method, _ body: Data?, type: String) async throws {
        var headers: HTTPFields = [:]
        headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if body != nil { headers[.contentType] = type }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        (page, status, place) = (String(buffer: response.body), response.status, response.headers[.location] ?? "")
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
        }
        headersOfLast = response.headers
    }

    private(set) var headersOfLast: HTTPFields = [:]

    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
