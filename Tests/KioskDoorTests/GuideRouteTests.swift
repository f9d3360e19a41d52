import Crypto
import Hub
import Link
import NIOHTTP1
import Testing

@testable import KioskDoor

@Suite(.timeLimit(.minutes(2))) struct `Guides for kiosks` {
    private let digest = Hex.text(SHA256.hash(data: GuideRouteContent.bytes))

    private func publish(
        _ door: OpenDoor, version: String = "2026.11.1", on channel: GuideChannel = .all, site: String = "amman", content: [UInt8] = GuideRouteContent.bytes
    ) async throws {
        let part = PublishedGuide.Part(name: "guide.sqlite", bytes: content.count, digest: Hex.text(SHA256.hash(data: content)))
        try await door.store.publish(
            PublishedGuide(
                channel: channel, site: site, version: version, manifest: Array("{\"version\":\"\(version)\"}\n".utf8),
                signature: "ed25519 0123456789abcdef AAAA\n", parts: [part], publishedBy: "test", publishedAt: door.clock.now),
            parts: [part.name: content])
    }

    @Test func `a kiosk gets the manifest as it was signed, and hears when it has it already`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            let none = try await door.ask(.GET, HubAddress.guide(.all), as: kiosk)
            #expect(none.status == 404)
            #expect(try none.refusal() == .notFound)

            try await publish(door)
            let answer = try await door.ask(.GET, HubAddress.guide(.all), as: kiosk)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self) == "{\"version\":\"2026.11.1\"}\n")
            #expect(answer.headers.first(name: guideSignatureHeader) == "ed25519 0123456789abcdef AAAA")
            let tag = try #require(answer.headers.first(name: "ETag"))
            let again = try await door.ask(.GET, HubAddress.guide(.all), as: kiosk, headers: ["If-None-Match": "\"x\", \(tag)"])
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            #expect(again.headers.first(name: "ETag") == tag)

            try await publish(door, version: "2026.12.1")
            let new = try await door.ask(.GET, HubAddress.guide(.all), as: kiosk, headers: ["If-None-Match": tag])
            #expect(new.status == 200)
            #expect(new.headers.first(name: "ETag") != tag)
        }
    }

    @Test func `a part comes whole, or from any byte on`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            try await publish(door)
            let place = HubAddress.guidePart(.all, "guide.sqlite")
            let whole = try await door.ask(.GET, place, as: kiosk)
            #expect(whole.status == 200)
            #expect(whole.body == GuideRouteContent.bytes)
            #expect(whole.headers.first(name: "ETag") == "\"\(digest)\"")
            #expect(whole.headers.first(name: "Accept-Ranges") == "bytes")
            let size = GuideRouteContent.bytes.count
            for (header, range) in [("bytes=0-0", 0..<1), ("bytes=262143-262144", 262_143..<262_145), ("bytes=500000-", 500_000..<size), ("bytes=-10", size - 10..<size)] {
                let part = try await door.ask(.GET, place, as: kiosk, headers: ["Range": header])
                #expect(part.status == 206, "\(header)")
                #expect(part.body == Array(GuideRouteContent.bytes[range]), "\(header)")
                #expect(part.headers.first(name: "Content-Range") == "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
            }
            let past = try await door.ask(.GET, place, as: kiosk, headers: ["Range": "bytes=\(size)-"])
            #expect(past.status == 416)
            #expect(past.headers.first(name: "Content-Range") == "bytes */\(size)")
            #expect(try past.refusal() == .badRequest)
            #expect(try await door.ask(.GET, place, as: kiosk, headers: ["If-None-Match": "\"\(digest)\""]).status == 304)
        }
    }

    @Test func `a download that was cut goes on only with the same guide`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            try await publish(door)
            let place = HubAddress.guidePart(.all, "guide.sqlite")
            let headers: HTTPHeaders = ["Range": "bytes=600000-", "If-Range": "\"\(digest)\""]
            #expect(try await door.ask(.GET, place, as: kiosk, headers: headers).status == 206)
            let other = Samples.bytes(650_000, seed: 6)
            try await publish(door, version: "2026.12.1", content: other)
            let anew = try await door.ask(.GET, place, as: kiosk, headers: headers)
            #expect(anew.status == 200)
            #expect(anew.body == other)
        }
    }

    @Test func `a kiosk gets the guide of its own site and channel, and of the next wider channel where its own has none`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1", channel: .test)
            try await publish(door, site: "aqaba")
            #expect(try await door.ask(.GET, HubAddress.guide(.test), as: kiosk).status == 404)
            try await publish(door, version: "1")
            #expect(String(decoding: try await door.ask(.GET, HubAddress.guide(.test), as: kiosk).body, as: UTF8.self).contains("\"1\""))
            try await publish(door, version: "2", on: .test)
            // The hub's book decides, not the address.
            #expect(String(decoding: try await door.ask(.GET, HubAddress.guide(.all), as: kiosk).body, as: UTF8.self).contains("\"2\""))
            try await door.store.move(kiosk.id, to: .all)
            door.clock.turn(by: .seconds(1))
            #expect(String(decoding: try await door.ask(.GET, HubAddress.guide(.test), as: kiosk).body, as: UTF8.self).contains("\"1\""))
        }
    }

    @Test func `there is no other channel and no other part`() async throws {
        try await OpenDoor.with { door in
            let kiosk = try await door.enrolled("amman-1")
            try await publish(door)
            for path in ["/v1/guides/secret", "/v1/guides/all/manifest", "/v1/guides/all/..%2Fhub.sqlite", "/v1/guides/secret/guide.sqlite"] {
                let answer = try await door.ask(.GET, path, as: kiosk)
                #expect(answer.status == 404, "\(path)")
                #expect(try answer.refusal() == .notFound)
            }
        }
    }
}

/// More than one piece of a store, and no whole number of them.
enum GuideRouteContent {
    static let bytes = Samples.bytes(700_001, seed: 5)
}
