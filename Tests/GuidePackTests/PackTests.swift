import Foundation
import Guide
import GuidePack
import Testing

@Suite struct `A pack is taken only as it was published` {
    let folder: Folder
    let key = SigningKey.generate()

    init() throws {
        folder = try Folder()
        try publish()
    }

    private func publish(_ version: String = "2026.11.1", minimumKiosk: Version = .thisKiosk) throws {
        try PackWriter(guide: SampleGuide.guide(version: version), form: SampleGuide.form, minimumKiosk: minimumKiosk)
            .write(to: folder.url, signedWith: key)
    }

    private func open(trust: TrustedKey? = nil, floor: Version? = nil) throws(PackError) -> Pack {
        try Pack.open(folder.url, trust: trust ?? key.trusted, floor: floor, kiosk: .thisKiosk)
    }

    private func change(_ part: String, _ change: (inout Data) -> Void) throws {
        let file = folder.url.appendingPathComponent(part)
        var bytes = try Data(contentsOf: file)
        change(&bytes)
        try bytes.write(to: file)
    }

    @Test func `a good pack gives the guide and the form back`() throws {
        let pack = try open()
        #expect(try pack.guide == SampleGuide.guide())
        #expect(pack.form == SampleGuide.form)
        #expect(pack.minimumKiosk == .thisKiosk)
    }

    @Test(arguments: [0, 100, 5000, 20_000])
    func `one changed bit anywhere in the guide is seen`(_ offset: Int) throws {
        try change("guide.sqlite") { $0[offset] ^= 1 }
        #expect(throws: PackError.altered(part: "guide.sqlite")) { try open() }
    }

    @Test func `a byte that was added is seen`() throws {
        try change("guide.sqlite") { $0.append(0) }
        #expect(throws: PackError.altered(part: "guide.sqlite")) { try open() }
    }

    @Test func `a manifest that was changed is seen`() throws {
        try change("manifest.json") {
            $0 = Data(String(decoding: $0, as: UTF8.self).replacing("2026.11.1", with: "2027.11.1").utf8)
        }
        #expect(throws: PackError.altered(part: "manifest.json")) { try open() }
    }

    @Test func `a guide that was cut off is seen, with how much of it is there`() throws {
        let whole = try Data(contentsOf: folder.url.appendingPathComponent("guide.sqlite")).count
        try change("guide.sqlite") { $0 = $0.prefix(4096) }
        #expect(throws: PackError.truncated(part: "guide.sqlite", bytes: 4096, expected: whole)) { try open() }
    }

    @Test(arguments: ["", "ed25519\n", "ed25519 00 !!!\n", "-----BEGIN SIGNATURE-----"])
    func `a pack whose signature is none is unsigned`(_ line: String) throws {
        try change("manifest.sig") { $0 = Data(line.utf8) }
        #expect(throws: PackError.unsigned) { try open() }
    }

    @Test func `a pack without a signature is unsigned`() throws {
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("manifest.sig"))
        #expect(throws: PackError.unsigned) { try open() }
    }

    @Test func `a pack that somebody else signed is a stranger's`() throws {
        let other = SigningKey.generate().trusted
        #expect(throws: PackError.signedByStranger(fingerprint: key.trusted.fingerprint)) { try open(trust: other) }
    }

    @Test func `another publisher's fingerprint on a good signature does not help`() throws {
        let other = SigningKey.generate().trusted
        try change("manifest.sig") {
            $0 = Data(
                String(decoding: $0, as: UTF8.self).replacing(key.trusted.fingerprint, with: other.fingerprint).utf8)
        }
        #expect(throws: PackError.altered(part: "manifest.json")) { try open(trust: other) }
    }

    @Test(arguments: ["manifest.json", "guide.sqlite"])
    func `a part that is missing is named`(_ part: String) throws {
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent(part))
        #expect(throws: PackError.missing(part: part)) { try open() }
    }

    @Test func `an older pack is refused, the same version is not`() throws {
        #expect(throws: PackError.older(version: try version("2026.11.1"), floor: try version("2026.11.2"))) {
            try open(floor: try version("2026.11.2"))
        }
        #expect(try open(floor: version("2026.11.1")).guide.version == "2026.11.1")
        try publish("2026.12")
        #expect(try open(floor: version("2026.11.9")).guide.version == "2026.12")
    }

    @Test func `of two packs the newer one is opened, and the other one is not even read`() throws {
        try publish()
        let sent = folder.url.appending(path: "sent", directoryHint: .isDirectory)
        try PackWriter(guide: SampleGuide.guide(version: "2026.12.1"), form: SampleGuide.form, minimumKiosk: .thisKiosk)
            .write(to: sent, signedWith: key)
        func shown() throws -> String {
            try Pack.newer(sent, than: folder.url, trust: key.trusted, kiosk: .thisKiosk).guide.version
        }
        // It could not be opened.
        let guide = folder.url.appending(path: PartName.guide)
        let whole = try Data(contentsOf: guide)
        try Data("nothing".utf8).write(to: guide)
        #expect(try shown() == "2026.12.1")
        // A newer one that is not whole leaves the installed one.
        try whole.write(to: guide)
        try Data("nothing".utf8).write(to: sent.appending(path: PartName.guide))
        #expect(try shown() == "2026.11.1")
        try FileManager.default.removeItem(at: sent)
        #expect(try shown() == "2026.11.1")
        try PackWriter(guide: SampleGuide.guide(version: "2026.10.1"), form: SampleGuide.form, minimumKiosk: .thisKiosk)
            .write(to: sent, signedWith: key)
        #expect(try shown() == "2026.11.1")
    }

    @Test func `a pack for a newer program is refused`() throws {
        try publish(minimumKiosk: version("7.1"))
        #expect(throws: PackError.tooNew(needs: try version("7.1"), kiosk: .thisKiosk)) { try open() }
    }

    @Test func `a build that stopped half-way is refused`() throws {
        let file = folder.url.appendingPathComponent("manifest.sig")
        let signature = try Data(contentsOf: file)
        try publish("2026.12")
        try signature.write(to: file)  // as if the signature of the new pack had never been written
        #expect(throws: PackError.altered(part: "manifest.json")) { try open() }
    }

    @Test func `the running guide stays as it is when its folder is spoilt`() throws {
        let running = try open()
        try change("manifest.sig") { $0 = Data() }
        #expect(throws: PackError.unsigned) { try open() }
        #expect(try running.guide == SampleGuide.guide())
        #expect(running.search("pay", in: .english).contains(SearchHit(kind: .article, id: "pay")))
    }

    @Test func `every refusal says what to do`() throws {
        let two = try version("2")
        let all: [PackError] = [
            .missing(part: "guide.sqlite"), .unsigned, .signedByStranger(fingerprint: "ab"),
            .altered(part: "guide.sqlite"),
            .truncated(part: "guide.sqlite", bytes: 1, expected: 2), .older(version: .thisKiosk, floor: two),
            .tooNew(needs: two, kiosk: .thisKiosk), .unreadable(part: "guide.sqlite", reason: "x"),
        ]
        #expect(Set(all.map(\.description)).count == all.count)
        #expect(all.allSatisfy { $0.description.hasSuffix(".") && $0.description.contains(". ") })
    }

    @Test func `a guide that breaks a rule of the tables is not written`() throws {
        var guide = try SampleGuide.guide()
        guide.articles["pay"]?.blocks[0].claimID = "F999"
        #expect(throws: (any Error).self) {
            try PackWriter(guide: guide, form: SampleGuide.form, minimumKiosk: .thisKiosk)
                .write(to: folder.url, signedWith: key)
        }
        #expect(throws: PackError.self) { try open() }
    }

    private func version(_ text: String) throws -> Version { try #require(Version(text)) }
}

@Suite struct `Search` {
    let pack: Pack
    let folder: Folder

    init() throws {
        folder = try Folder()
        let key = SigningKey.generate()
        try PackWriter(guide: SampleGuide.guide(), form: SampleGuide.form, minimumKiosk: .thisKiosk)
            .write(to: folder.url, signedWith: key)
        pack = try Pack.open(folder.url, trust: key.trusted, kiosk: .thisKiosk)
    }

    @Test func `topics, articles and services are found`() {
        #expect(Set(pack.search("pay", in: .english).map(\.kind)) == [.topic, .article])
        #expect(pack.search("desk", in: .english).map(\.kind) == [.service])
    }

    @Test func `short words and numbers are found too`() {
        #expect(pack.search("30", in: .english) == [SearchHit(kind: .article, id: "pay")])
        #expect(pack.search("٣٠ by", in: .english) == [SearchHit(kind: .article, id: "pay")])
    }

    @Test func `accents do not matter`() {
        #expect(pack.search("nguoi giup do", in: .english) == [SearchHit(kind: .service, id: "desk")])
    }

    @Test func `a language finds its own words, and English where it has none`() {
        #expect(pack.search("gaji", in: Language("ms")) == [SearchHit(kind: .article, id: "pay")])
        #expect(pack.search("gaji", in: .english).isEmpty)
        #expect(pack.search("desk", in: Language("ms")) == [SearchHit(kind: .service, id: "desk")])
    }

    @Test(arguments: ["", "   ", "\"", "' OR 1=1 --", "a\" OR \"b", "*", "NEAR(", "title:pay", "{#x}"])
    func `no query breaks it`(_ words: String) {
        #expect(pack.search(words, in: .english).count <= 2)
    }

    @Test func `no more is found than was asked for`() {
        #expect(pack.search("pay", in: .english, limit: 1).count == 1)
        #expect(pack.search("pay", in: .english, limit: 0).isEmpty)
    }
}
