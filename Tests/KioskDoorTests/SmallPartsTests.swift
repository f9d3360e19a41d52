import Foundation
import Hub
import Link
import NIOCore
import Testing

@testable import KioskDoor

@Suite struct `Ranges, tags and tries` {
    @Test(arguments: [
        (nil, ByteRange.whole), ("bytes=0-", .some(0..<100)), ("bytes=0-0", .some(0..<1)), ("bytes=10-19", .some(10..<20)),
        ("bytes=90-1000", .some(90..<100)), ("bytes=99-", .some(99..<100)), ("bytes=100-", .none), ("bytes=-5", .some(95..<100)),
        ("bytes=-1000", .some(0..<100)), ("bytes=-0", .none), ("bytes=5-4", .whole), ("bytes=-", .whole), ("bytes=a-b", .whole),
        ("bytes=0-1,5-6", .whole), ("items=0-1", .whole), ("bytes=99999999999999999999-", .whole), ("bytes=0-9223372036854775807", .some(0..<100)),
        ("bytes=+1-2", .whole),
    ] as [(String?, ByteRange)])
    func `a range of a hundred bytes`(header: String?, range: ByteRange) {
        #expect(ByteRange.parse(header, of: 100) == range)
    }

    @Test func `nothing has no bytes to give`() {
        #expect(ByteRange.parse("bytes=0-", of: 0) == .none)
        #expect(ByteRange.parse("bytes=-1", of: 0) == .none)
    }

    @Test(arguments: [
        (nil, false), ("\"a\"", true), ("\"b\", \"a\"", true), ("W/\"a\"", true), ("*", true), ("a", false), ("\"b\"", false), ("", false), (",", false),
    ] as [(String?, Bool)])
    func `a tag among those that somebody has`(header: String?, isThere: Bool) {
        #expect(EntityTags.match(header, "\"a\"") == isThere)
    }

    @Test func `who failed often has to wait, and nobody else`() throws {
        var tries = Tries(most: 2, in: .seconds(10))
        let start = HandClock.start
        tries.note("a", at: start)
        #expect(tries.wait(of: "a", at: start) == nil)
        tries.note("a", at: start + .seconds(1))
        #expect(tries.wait(of: "a", at: start + .seconds(2)) == .seconds(8))
        #expect(tries.wait(of: "b", at: start + .seconds(2)) == nil)
        #expect(tries.wait(of: "a", at: start + .seconds(10)) == nil)
        // A clock that was set back holds nobody up for years.
        tries.note("a", at: start + .seconds(10))
        #expect(tries.wait(of: "a", at: start + .seconds(-100_000)) == nil)
    }

    @Test func `a crowd of names is forgotten from the oldest on`() {
        var tries = Tries(most: 1, in: .seconds(1_000), names: 3)
        for (index, name) in ["a", "b", "c", "d"].enumerated() { tries.note(name, at: HandClock.start + .seconds(Int64(index))) }
        let now = HandClock.start + .seconds(5)
        #expect(["a", "b", "c", "d"].map { tries.wait(of: $0, at: now) != nil } == [false, true, true, true])
    }

    @Test(arguments: [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::9", true), ("2001:db8::1", "2001:db8::ffff:1", true),
        // As text both begin with the same words: the zeros that are left out stand elsewhere.
        ("2001:db8::1:2:3", "2001:db8:0:1::3", false), ("fe80::1", "fe81::1", false), ("::ffff:192.0.2.7", "192.0.2.7", true),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8", false), ("192.0.2.7", "192.0.2.8", false),
    ] as [(String, String, Bool)])
    func `one household has one half of an address`(first: String, second: String, isOne: Bool) throws {
        let both = try [first, second].map { Household(try SocketAddress(ipAddress: $0, port: 1)).description }
        #expect((both[0] == both[1]) == isOne)
    }

    @Test func `a credential may be read by its group, and nothing else may`() throws {
        let folder = try Folder()
        let file = folder.url.appending(path: "mrc-key")
        try Data("key".utf8).write(to: file)
        for (mode, asFile, asCredential) in [(0o400, true, true), (0o440, false, true), (0o460, false, false), (0o444, false, false)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            for (isCredential, isRead) in [(false, asFile), (true, asCredential)] {
                // Why it is refused is told elsewhere.
                #expect((try? SecretFile.read(file.path, isCredential: isCredential)) == (isRead ? Array("key".utf8) : nil), "\(mode)")
            }
        }
    }

    @Test func `a note of health that no page can show is refused with a sentence`() {
        let good = Samples.health
        #expect(HealthBounds.problem(of: good) == nil)
        let long = String(repeating: "x", count: 2_000)
        let changes: [(inout HealthNote) -> Void] = [
            { $0.state = long }, { $0.program = long }, { $0.findings[0].what = long }, { $0.findings[0].code = long },
            { $0.findings = Array(repeating: $0.findings[0], count: 65) }, { $0.temperatureC = 1e9 }, { $0.storageWearPercent = -1 },
            { $0.waiting = -1 }, { $0.waiting = .max }, { $0.lastTouched = "yesterday" }, { $0.lastTouched = "2026" },
        ]
        for change in changes {
            var note = good
            change(&note)
            #expect(HealthBounds.problem(of: note) != nil)
        }
        var plain = good
        (plain.temperatureC, plain.storageWearPercent, plain.lastTouched) = (nil, nil, "")
        #expect(HealthBounds.problem(of: plain) == nil)
    }
}
