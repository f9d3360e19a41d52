import Foundation
import Hub
import KioskDoor
import Settings
import Testing

@testable import kiosk_hub

@Suite struct `The settings of a hub` {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hub-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func read(_ text: String) throws -> HubSettings {
        let file = folder.appending(path: "hub.toml")
        try Data(text.utf8).write(to: file)
        return try HubSettings.read(file)
    }

    @Test func `nothing set is the defaults`() throws {
        let settings = try read("")
        #expect(settings.data.path == "/var/lib/mrc-kiosk-hub")
        #expect(settings.door.port == 8_443)
        #expect(settings.desk.host == "127.0.0.1")
        #expect(settings.postgreSQL == nil)
        #expect(settings.retention == RetentionRules())
    }

    @Test func `the documented file has every key, with its default`() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Kiosk/hub.toml")
        let text = try String(contentsOf: path.standardizedFileURL, encoding: .utf8)
        let documented = try read(text)
        // Every default taken at its word; the paths and the database that are empty by default are none.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasSuffix("= \"\"") }
        let opened = lines.map { $0.wholeMatch(of: #/#[a-z_]+ = .*/#) != nil ? $0.dropFirst() : $0 }.joined(separator: "\n")
        let spelled = try read(opened)
        for (a, b) in [(documented, spelled), (documented, try read(""))] {
            #expect(a.data == b.data)
            #expect(a.logLevel == b.logLevel)
            #expect((a.door.host, a.door.port, a.door.names) == (b.door.host, b.door.port, b.door.names))
            #expect((a.desk.host, a.desk.port, a.desk.isBehindTLS) == (b.desk.host, b.desk.port, b.desk.isBehindTLS))
            #expect((a.desk.name, a.desk.minutesAheadOfUTC) == (b.desk.name, b.desk.minutesAheadOfUTC))
            #expect((a.desk.signIn.idle, a.desk.signIn.longest) == (b.desk.signIn.idle, b.desk.signIn.longest))
            #expect(a.retention == b.retention)
            #expect(a.door.bounds.connections == b.door.bounds.connections)
            let (x, y) = (a.door.bounds.patience, b.door.bounds.patience)
            #expect((x.idle, x.greeting, x.body) == (y.idle, y.greeting, y.body))
        }
        for key in ["postgresql", "mrc", "mrc_old", "mrc_public", "webhook"] { #expect(text.contains("\n#\(key) = ")) }
    }

    @Test(arguments: [
        ("prot = 1", "prot is unknown"), ("[door]\nprot = 1", "door.prot is unknown"), ("[door]\nport = 70000", "door.port is 70000"),
        ("[door]\nport = \"x\"", "door.port is a"), ("door = 1", "door is a"), ("[door]\nnames = [\"a b\"]", "door.names has \"a b\""),
        ("[door]\nnames = [1]", "door.names is a list"), ("data = \"\"", "data is \"\""), ("log_level = \"loud\"", "log_level is \"loud\""),
        ("[alerts]\nwebhook = \"http://example.org\"", "alerts.webhook is no address"), ("[alerts]\nhook = 1", "alerts.hook is unknown"),
        ("[desk]\nlock_minutes = 0", "desk.lock_minutes is 0"), ("[desk]\nlock_minutes = 61", "desk.lock_minutes is 61"),
        ("[desk]\nsession_hours = 13", "desk.session_hours is 13"), ("[desk]\nsession_hours = \"12\"", "desk.session_hours is a"),
        ("[retention]\nanswer_days = 0", "retention.answer_days is 0"), ("[door]\nconnections = 1", "door.connections is 1"), ("= 1", "is not TOML"), ("[[[", "is not TOML"), ("[desk]\nbehind_tls = \"yes\"", "desk.behind_tls is a"),
    ])
    func `a wrong value is refused with its key and what is allowed`(text: String, sentence: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        let said = "\(try #require(error))"
        #expect(said.contains(sentence), "\(said)")
        #expect(said.hasPrefix("hub.toml"))
        #expect(said.contains("allowed") || said.contains("TOML"))
    }

    @Test func `when the desk locks and when its sessions end is what the file says`() throws {
        let desk = try read("[desk]\nlock_minutes = 5\nsession_hours = 8").desk.settings
        #expect(desk.signIn.idle == .seconds(300) && desk.signIn.longest == .seconds(8 * 3_600))
        let usual = try read("").desk.settings
        #expect(usual.signIn.idle == .seconds(1_800) && usual.signIn.longest == .seconds(12 * 3_600))
    }

    @Test func `paths count from the folder of the file`() throws {
        let settings = try read("data = \"keep\"\n[keys]\nmrc = \"../mrc.key\"\nguide = [\"guide.pub\"]")
        #expect(settings.data.path == folder.appending(path: "keep").path)
        #expect(settings.keys.guide.map(\.lastPathComponent) == ["guide.pub"])
        #expect(settings.keys.mrc?.path == folder.deletingLastPathComponent().appending(path: "mrc.key").path)
    }
}
