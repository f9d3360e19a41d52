import Appliance
import Devices
import Foundation
import Guide
import Intake
import Ledger
import Link
import Logging
import Proofs
import Rehearsal
import Scene
import Sealing
import SimulatedDevices
import Synchronization
import Testing
import Visit

/// One kiosk with its devices, its ledger, its log and, for the tests, the centre's private key.
struct House {
    let handbook: Handbook
    let board: SimulatedBoard
    let ledger: Ledger
    let key: MRCPrivateKey
    let log: LogBook
    let rehearsal: Rehearsal
    /// How often the kiosk asked what staff have put up.
    let noticeReads = Count()

    /// - Parameters:
    ///   - file: where the ledger is; `nil`: in memory.
    ///   - guide: another than the site's own.
    ///   - other: another handbook than the site's own.
    ///   - state: the folder with what staff put up; `nil`: nothing is.
    init(
        _ site: String = "kuala-lumpur-lobby", guide: Guide? = nil, handbook other: Handbook? = nil, file: URL? = nil,
        key: MRCPrivateKey = MRCPrivateKey(), panel: Panel = .tenInch, clock: SimulatedClock = SimulatedClock(),
        staff: StaffTools = StaffTools(), state: URL? = nil, hub: HubTies = .none
    ) throws {
        try BundledFonts.require()
        let own = try HandbookFixture.handbook(site)
        handbook = other ?? guide.map { Handbook(guide: $0, form: own.form) } ?? own
        board = SimulatedBoard(panel: panel, clock: clock)
        ledger = try Ledger(at: file.map { .file($0.path) } ?? .memory)
        self.key = key
        let log = LogBook()
        self.log = log
        var staff = staff
        if let state {
            staff.notices = { [noticeReads] sentences throws(ConfigurationError) in
                defer { noticeReads.add() }
                return try NoticeFile(in: state, sentences: sentences).read()
            }
        }
        rehearsal = Rehearsal(
            handbook: handbook, look: try HandbookFixture.look, board: board, ledger: ledger, mrcKey: try key.publicKey,
            logger: Logger(label: "kiosk") { _ in log.handler }, staff: staff, hub: hub)
    }

    /// Lets time go by, and waits until the kiosk has asked once more what staff have put up.
    func wait(_ span: Duration, untilNoticesAreRead reads: Int) async throws {
        await rehearsal.wait(span)
        for _ in 0..<20_000 where noticeReads.value < reads { await Task.yield() }
        guard noticeReads.value >= reads else { throw FixtureError("The kiosk did not ask for notices.") }
        await rehearsal.settle()
    }

    var scene: Scene { get async { await rehearsal.kiosk.scene } }
    var page: String { get async { await scene.page } }

    /// Wakes it, begins, and takes a language.
    func arrive(in language: String = "en") async throws {
        try await rehearsal.touch("welcome.begin")
        try await rehearsal.find("lang.\(language)")
    }

    func find(_ ids: ControlID...) async throws {
        for id in ids { try await rehearsal.find(id) }
    }

    /// Through the notice and the questions with the answers of ``sampleAnswers``, as far as the number.
    func answer() async throws {
        try await find("home.talk", "notice.agree", "q.stage.work", "q.work.fishing", "q.needs.papers", "q.needs.hours", "nav.next")
        try await find("q.soon.today", "q.voice.woman", "q.group.dozens", "nav.next", "plan.skip-all")
    }

    /// What ``answer()`` touches.
    static let sampleAnswers: [Question.ID: [Question.Option.ID]] = [
        "stage": ["work"], "work": ["fishing"], "needs": ["papers", "hours"], "soon": ["today"], "voice": ["woman"], "group": ["dozens"],
    ]

    /// The number on the glass, read as a visitor reads it.
    func code() async throws -> Code {
        for case .text(let run) in await scene.elements {
            let digits = run.phrase.string.filter(\.isASCII).filter(\.isNumber)
            if digits.count == Code.length, case .success(let code) = Code.check(digits) { return code }
        }
        throw FixtureError("There is no number on the page \(await page).")
    }

    /// The number's state in the ledger.
    func lookup(of code: Code) throws -> Lookup { try CodeKeys(code: code, mrcKeyID: try key.publicKey.id).lookup }

    func type(_ code: Code) async throws {
        for digit in code.digits { try await rehearsal.find("status.digit.\(digit)") }
    }

    /// Steps on with real time until the ledger knows this of a number; the clock stands still meanwhile.
    func wait(for state: TokenState, of lookup: Lookup) async throws {
        var found = try await ledger.state(of: lookup)
        for _ in 0..<2_000 where found != state {
            await Task.yield()
            found = try await ledger.state(of: lookup)
        }
        guard found == state else { throw FixtureError("The number did not become \(state); it is \(found).") }
    }

    /// Steps on with real time until the page is there; the clock stands still meanwhile.
    func wait(for page: String) async throws {
        for _ in 0..<20_000 {
            if await self.page == page { return }
            await Task.yield()
        }
        throw FixtureError("The page \(page) did not come; there is \(await self.page).")
    }
}

/// Counts up.
final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
}

/// Everything that was logged, line by line.
final class LogBook: Sendable {
    private let written = Mutex<[String]>([])

    var lines: [String] { written.withLock { $0 } }
    var handler: any LogHandler { Handler(book: self) }

    private func write(_ line: String) { written.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(
            level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String, function: String,
            line: UInt
        ) {
            let facts = self.metadata.merging(metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            book.write("\(level) \(message) \(facts.joined(separator: " "))")
        }
    }
}

/// A folder for one test, gone afterwards.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kiosk-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
