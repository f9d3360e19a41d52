import Foundation
import Guide
import GuidePack
import Hub
import HubSQLite
import Hummingbird
import HummingbirdTesting
import Intake
import Link
import Sealing
import SimulatedDevices
import Synchronization
import Testing

@testable import StaffDesk

/// A desk on a store in memory, with a clock that is turned by hand, people, and a guide.
struct DeskFixture {
    let store: SQLiteHubStore
    let key: HubKey
    let mrcKey = MRCPrivateKey()
    let desk: StaffDesk
    let clock: HandClock
    let kiosk: KioskID
    let folder: URL
    let guideKey: SigningKey
    static let password = "river stone lamp"
    static let secret = Array("12345678901234567890".utf8)

    /// A clock that is turned by hand.
    final class HandClock: Sendable {
        private let seconds = Mutex<Int64>(1_795_000_000)
        var now: HubTime { HubTime(seconds: seconds.withLock { $0 }) }
        func pass(_ span: Int64) { seconds.withLock { $0 += span } }
    }

    init(signIn: SignInRules = SignInRules()) async throws {
        store = try SQLiteHubStore(at: .memory)
        key = try #require(HubKey(bytes: [UInt8](repeating: 5, count: 32)))
        let clock = HandClock()
        self.clock = clock
        kiosk = try #require(KioskID("amman-airport-2"))
        guideKey = SigningKey.generate()
        var settings = DeskSettings()
        settings.passwordCost = .least
        settings.signIn = signIn
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        desk = try StaffDesk(
            store: store, key: key, opening: try Opening(store: store, key: mrcKey, work: SlowWork()),
            shelf: GuideShelf(folder: folder.appendingPathComponent("read"), trust: [guideKey.trusted], work: SlowWork()),
            settings: settings, clock: { clock.now })
        try await publish()
        for (id, role) in [("mina", Role.counsellor), ("ravi", .counsellor), ("olga", .coordinator), ("tom", .technician)] {
            try await add(id, role)
        }
        try await enrol()
    }

    /// The kiosk is known to the hub, as every kiosk is that delivers.
    private func enrol() async throws {
        let secret = [UInt8](repeating: 1, count: 32)
        try await store.offer(
            EnrolmentOffer(kiosk: kiosk, site: "amman", channel: .all, secretDigest: secret, expires: clock.now + .seconds(600)))
        _ = try await store.enrol(
            secretDigest: secret,
            certificate: IssuedCertificate(
                fingerprint: [UInt8](repeating: 2, count: 32), kiosk: kiosk, expires: clock.now + .seconds(86_400)), at: clock.now)
    }

    func add(_ id: String, _ role: Role, isSetUp: Bool = true) async throws {
        var random = SeededRandom(seed: 3)
        let hash = try #require(PasswordHash(hashing: Self.password, cost: .least, random: &random))
        try await store.keep(
            StaffMember(
                id: id, name: id.capitalized, role: role, languages: ["my"], isWoman: id == "mina", passwordHash: hash.text,
                sealedTOTPSecret: isSetUp ? key.seal(Self.secret, for: StaffDesk.totpUse(id)) : nil),
            replacing: nil)
    }

    static let form = Form(
        version: 1,
        questions: [
            Question(
                id: "needs", number: 3, kind: .many(upTo: 3), destination: .both,
                options: [
                    Question.Option(id: "pay", number: 1, codes: [.wagesUnpaid]),
                    Question.Option(id: "safety", number: 8, codes: [.safeTalk]),
                ])
        ])

    /// Puts a guide on a channel, with one place in its directory.
    func publish(_ version: String = "2026.11.1", on channel: GuideChannel = .all, place: String = "Legal \"aid\" <Amman>") async throws {
        let (pack, files) = try makePack(version, place: place, signedWith: guideKey)
        let parts = try PackUpload.parts(files)
        let book = SiteBook(try Pack.open(pack, trust: guideKey.trusted, kiosk: .thisKiosk))
        var published = try #require(PackUpload.guide(parts, book, by: "olga", at: HubTime(seconds: 0)))
        published.channel = channel
        try await store.publish(published, parts: PackUpload.contents(published, parts))
    }

    /// A signed pack in a folder of its own, and its files.
    func makePack(
        _ version: String, place: String = "Legal aid", signedWith key: SigningKey
    ) throws -> (folder: URL, files: [(name: String, bytes: Data)]) {
        let site = Site(
            id: "amman", profile: .airport, country: "JO", name: "Amman <b>", neutralName: "", languages: [.english, Language("my")],
            origins: ["MM"], stages: [.work], keyContacts: [], helpContacts: [], childContacts: [], rights: [], hours: [],
            signOff: "", slipWidth: 80)
        let english = Catalog(
            language: .english,
            texts: [
                "ui.q.needs.title": Text("What is it about?"), "ui.q.needs.pay": Text("Pay & overtime"),
                "ui.q.needs.safety": Text("Safety"), "service.legal.name": Text(place),
            ])
        let burmese = Catalog(language: Language("my"), texts: ["ui.q.needs.pay": Text("လစာ")])
        let guide = Guide(
            version: version, builtOn: GuideDate(dayNumber: 20_000), site: site,
            services: ["legal": Service(id: "legal", kind: .legal, countries: ["JO"], risk: .normal)],
            catalogs: [.english: english, Language("my"): burmese])
        let pack = folder.appendingPathComponent("pack-\(version)")
        try PackWriter(guide: guide, form: Self.form, minimumKiosk: .thisKiosk).write(to: pack, signedWith: key)
        let names = ["manifest.json", "manifest.sig", "guide.sqlite"]
        return (pack, try names.map { ($0, try Data(contentsOf: pack.appendingPathComponent($0))) })
    }

    func open<Result>(_ test: @Sendable (any TestClientProtocol) async throws -> Result) async throws -> Result {
        try await Application(router: desk.router()).test(.router, test)
    }

    /// Signs somebody in.
    func signIn(_ id: String, _ client: any TestClientProtocol) async throws -> Browser {
        let browser = Browser(client)
        try await browser.go("/sign-in")
        try await browser.post("/sign-in", [("id", id), ("password", Self.password)])
        try await browser.post("/sign-in/code", [("code", code)])
        #expect(browser.cookies["desk"]?.isEmpty == false)
        return browser
    }

    /// What the authenticator shows now.
    var code: String { TOTP.code(secret: Self.secret, step: TOTP.step(at: clock.now)) }

    /// A number that a kiosk gave and delivered.
    func number(_ seed: UInt64, _ chosen: [Question.Option.ID], delivers: Bool = true) async throws -> (Code, SealedRecord) {
        var random = SeededRandom(seed: seed)
        let code = Code(random: &random)
        var answers = Answers()
        let needs = try #require(Self.form["needs"])
        for option in chosen { answers.choose(option, of: needs) }
        let sealed = try SealedRecord.seal(
            Payload(week: nil, language: "my", answers: answers), form: Self.form, code: code, to: try mrcKey.publicKey)
        if delivers {
            _ = try await store.take(
                IntakeDelivery(record: sealed.record, week: nil), lookup: sealed.lookup, from: kiosk, at: clock.now)
        }
        return (code, sealed.record)
    }

    /// The fields of a redemption with nothing said.
    static let empty: [(String, String)] = [
        ("channel", "walk-in"), ("client-type", "not-said"), ("sex", "not-said"), ("age", "not-said"), ("outcome", "not-yet"),
    ]
}
