import Hummingbird
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import StaffDesk

@Suite struct PatienceTests {
    private let channel: EmbeddedChannel
    private let loop = EmbeddedEventLoop()

    init() throws {
        channel = EmbeddedChannel(handler: StaffDesk.waiting(), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func begin(length: Int?) throws {
        var head = HTTPRequest(method: .post, scheme: "http", authority: "desk", path: "/open")
        if let length { head.headerFields[.contentLength] = "\(length)" }
        try channel.writeInbound(HTTPRequestPart.head(head))
    }

    private func answer() throws -> HTTPResponse? {
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else { return nil }
        return head
    }

    @Test func `who drips a form is told that it is too slow, and cut off`() throws {
        try begin(length: 4_000)
        for _ in 0..<19 {
            loop.advanceTime(by: .seconds(1))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(2))
        let head = try #require(try answer())
        #expect(head.status == .requestTimeout && head.headerFields[.connection] == "close")
        #expect(!channel.isActive)
    }

    @Test func `a guide over a slow line has the time that it needs`() throws {
        try begin(length: UploadedFiles.mostBytes)
        loop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        loop.advanceTime(by: .hours(1))
        #expect(try answer()?.status == .requestTimeout)
    }

    @Test func `whoever says nothing, before the first request or after an answer, is cut off`() throws {
        loop.advanceTime(by: .seconds(31))
        #expect(try answer() == nil && !channel.isActive)
    }

    @Test func `a page that takes its time is waited for`() throws {
        try begin(length: 0)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        loop.advanceTime(by: .minutes(10))
        #expect(channel.isActive)
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `in the middle of another answer nothing is said, the connection ends`() throws {
        try begin(length: 100)
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .contentTooLarge)))
        _ = try answer()
        loop.advanceTime(by: .seconds(30))
        #expect(try answer() == nil && !channel.isActive)
    }

    @Test func `whoever was answered before the end of a form, and ended it, is waited for like anybody else`() throws {
        try begin(length: 100)
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .seeOther)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }
}
