import Hub
import Link
import NIOCore
import NIOHTTP1
import Testing

@testable import KioskDoor

@Suite(.timeLimit(.minutes(2))) struct `Senders that do wrong` {
    @Test(arguments: [
        "", "{", "null", "[]", "\"x\"", "42", "{}", "{\"record\":1,\"week\":\"unknown\"}", "{\"record\":\"00\",\"week\":\"unknown\"}",
        "{\"record\":null,\"week\":null}", "{\"week\":\"unknown\"}", "\u{0}", "<xml/>", "{\"record\":\"'; DROP TABLE intake; --\",\"week\":\"2026-W47\"}",
        "{\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}", "{\"record\":{{week}},\"week\":1e999}",
    ])
    func `a body that is none is refused without repeating it`(body: String) async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let answer = try await door.ask(
                .PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, headers: ["Content-Type": "application/json"], body: Array(body.utf8))
            #expect(answer.status == 400)
            #expect(try answer.refusal() == .badRequest)
            let said = String(decoding: answer.body, as: UTF8.self)
            for word in ["DROP", "xml", "999"] { #expect(!said.contains(word)) }
            #expect(try await door.store.waitingIntakes().isEmpty)
        }
    }

    @Test func `bytes that are no text are refused, nested or not`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let deep = Array(String(repeating: "[", count: 16_000).utf8)
            for body in [[0xFF, 0xFE, 0x00], Array("{\"record\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8), deep] as [[UInt8]] {
                let answer = try await door.ask(
                    .PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, headers: ["Content-Type": "application/json"], body: body)
                #expect(answer.status == 400)
                #expect(try answer.refusal() == .badRequest)
            }
        }
    }

    @Test(arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data; boundary=x", ""] as [String?])
    func `a body of another kind is refused`(kind: String?) async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            var headers = HTTPHeaders()
            if let kind { headers.add(name: "Content-Type", value: kind) }
            let answer = try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, headers: headers, body: Array("{}".utf8))
            #expect(answer.status == 415)
            #expect(try answer.refusal() == .wrongType)
        }
    }

    @Test func `a compressed body is refused, and a charset is no matter`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let headers: HTTPHeaders = ["Content-Type": "application/json", "Content-Encoding": "gzip"]
            #expect(try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, headers: headers, body: [1]).status == 415)
            let plain: HTTPHeaders = ["Content-Type": "Application/JSON; charset=utf-8"]
            #expect(try await door.ask(.PUT, HubAddress.intake(Samples.lookup(1)), as: kiosk, headers: plain, body: [1]).status == 400)
        }
    }

    @Test func `a body that says it is too long is not read, and one that does not say so is read up to the bound`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let head = "PUT \(HubAddress.intake(try Samples.lookup(1))) HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"
            let told = try await Wire(to: door, as: kiosk)
            try await told.say(head + "Content-Length: \(LinkLimit.smallBody + 1)\r\n\r\n")
            let first = await told.all()
            #expect(first.hasPrefix("HTTP/1.1 413 "))
            #expect(first.contains("too-large"))

            let untold = try await Wire(to: door, as: kiosk)
            try await untold.say(head + "Transfer-Encoding: chunked\r\n\r\n")
            let chunk = String(repeating: " ", count: 4_096)
            // The hub hangs up in the middle of it.
            for _ in 0..<64 { untold.sayInVain("1000\r\n\(chunk)\r\n") }
            #expect(await untold.all().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `counts may be longer than a record, up to their own bound`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let path = HubAddress.counters(of: kiosk.id, in: nil)
            let padding = String(repeating: " ", count: LinkLimit.smallBody * 2)
            let body = Array("{\"series\":\"\(String(repeating: "0", count: 32))\",\"lines\":[]\(padding)}".utf8)
            let headers: HTTPHeaders = ["Content-Type": "application/json"]
            #expect(try await door.ask(.PUT, path, as: kiosk, headers: headers, body: body).status == 204)
            let wire = try await Wire(to: door, as: kiosk)
            try await wire.say("PUT \(path) HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: \(LinkLimit.largeBody + 1)\r\n\r\n")
            #expect(await wire.all().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `who does not finish a body is hung up on, and nothing is kept`() async throws {
        var bounds = DoorBounds()
        bounds.patience.body = .milliseconds(300)
        bounds.patience.slowest = 1 << 20
        try await OpenDoor.with(bounds: bounds) { door in
            let kiosk = try await door.enrolled("amman-1")
            let wire = try await Wire(to: door, as: kiosk)
            try await wire.say(
                "PUT \(HubAddress.intake(try Samples.lookup(1))) HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"rec")
            // It ends, or the test runs into its limit.
            _ = await wire.all()
            #expect(try await door.store.waitingIntakes().isEmpty)
        }
    }

    @Test func `who says nothing is hung up on: before a handshake, after it, and between requests`() async throws {
        var bounds = DoorBounds()
        bounds.patience.greeting = .milliseconds(500)
        try await OpenDoor.with(bounds: bounds) { door in
            let (dumb, shy) = (try await Wire(silentTo: door), try await Wire(to: door, as: nil))
            #expect(await dumb.all() == "")
            #expect(await shy.all() == "")
        }
        bounds = DoorBounds()
        bounds.patience.idle = .milliseconds(300)
        try await OpenDoor.with(bounds: bounds) { door in
            let wire = try await Wire(to: door, as: nil)
            try await wire.say("GET \(HubAddress.description) HTTP/1.1\r\nHost: hub\r\n\r\n")
            #expect(await wire.all().hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `who drips a head is hung up on`() async throws {
        var bounds = DoorBounds()
        bounds.patience.greeting = .milliseconds(800)
        try await OpenDoor.with(bounds: bounds) { door in
            let wire = try await Wire(to: door, as: nil)
            let dripping = Task {
                for letter in "GET /v1/openapi.json HTTP/1.1\r\nHost: hub\r\nX: " + String(repeating: "x", count: 500) {
                    wire.sayInVain(String(letter))
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            _ = await wire.all()
            dripping.cancel()
        }
    }

    @Test(arguments: [
        "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "PUT /v1/x HTTP/1.1\r\nHost: hub\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "GET /\u{1} HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ])
    func `what is no HTTP gets a refusal or nothing, and the connection ends`(request: String) async throws {
        try await OpenDoor.with { door in
            let wire = try await Wire(to: door, as: nil)
            try await wire.say(request)
            let heard = await wire.upTo("detail")
            await wire.hangUp()
            if !heard.isEmpty {
                #expect(heard.hasPrefix("HTTP/1.1 4"))
                #expect(heard.contains("application/problem+json"))
                #expect(heard.contains(hubTimeHeader))
            }
            #expect(try await door.ask(.GET, HubAddress.description, as: nil).status == 200)
        }
    }

    @Test func `heads that are too long are refused`() async throws {
        try await OpenDoor.with { door in
            let wire = try await Wire(to: door, as: nil)
            wire.sayInVain("GET /v1/openapi.json HTTP/1.1\r\nHost: hub\r\nX: \(String(repeating: "x", count: 200_000))\r\n\r\n")
            let heard = await wire.upTo("detail")
            await wire.hangUp()
            #expect(!heard.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `two requests in one breath get two answers in order`() async throws {
        try await OpenDoor.with { door in
            let wire = try await Wire(to: door, as: try await door.enrolled("amman-1"))
            try await wire.say(
                "GET /v1/guides/all HTTP/1.1\r\nHost: hub\r\n\r\nGET /v1/nothing HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n")
            let heard = await wire.all()
            #expect(heard.ranges(of: "HTTP/1.1 404").count == 2)
            #expect(heard.contains("no guide is published"))
        }
    }
}
