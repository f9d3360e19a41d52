import Appliance
import Devices
import Foundation
import Testing
import Visit

struct ConfigurationTests {
    @Test func `an empty file gives the defaults`() throws {
        #expect(try read("") == Configuration())
    }

    @Test func `the file that comes with the kiosk changes nothing`() throws {
        #expect(try Configuration.read(shipped) == Configuration())
    }

    @Test func `every default that the shipped file tells is the true one`() throws {
        let told = try String(contentsOf: shipped, encoding: .utf8).split(separator: "\n").map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? String(line.dropFirst()) : String(line)
        }
        var expected = Configuration()
        expected.site = "amman-airport"
        #expect(try read(told.joined(separator: "\n")) == expected)
    }

    @Test func `every key is taken over`() throws {
        let file = """
            site = "kuala-lumpur-lobby"
            panel = "seven-inch-portrait"
            log_level = "debug"
            [folders]
            guide = "packs/lobby"
            state = "/srv/state"
            theme = "../Theme"
            [keys]
            guide = "guide.pub"
            mrc = "mrc.pub"
            [idle]
            ask_after_s = 90
            end_after_s = 60
            dark_after_s = 1200
            [touch]
            guard_ms = 400
            slack_mm = 8.5
            [printer]
            band_rows = 64
            feed_mm = 20
            cut = "full"
            """
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).standardizedFileURL
        let found = try read(file, in: folder)
        #expect(found.site == "kuala-lumpur-lobby")
        #expect(found.panel == Panel.sevenInch.portrait)
        #expect(found.logLevel == .debug)
        #expect(found.folders.guide.path == folder.path + "/packs/lobby")
        #expect(found.folders.state.path == "/srv/state")
        #expect(found.folders.theme.path == folder.deletingLastPathComponent().path + "/Theme")
        #expect(found.keys.guide.path == folder.path + "/guide.pub")
        #expect(found.keys.mrc.path == folder.path + "/mrc.pub")
        #expect(found.idle.untilAlert == .seconds(90))
        #expect(found.idle.untilEnd == .seconds(60))
        #expect(found.idle.untilDark == .seconds(1200))
        #expect(try found.touch == TouchTolerance(slack: 8.5, retouchGuard: .milliseconds(400)))
        #expect(try found.printer == EscPos(bandRows: 64, feedToCutter: 20, cut: .full))
    }

    @Test(arguments: [
        ("sight = \"x\"", "sight", "site, panel"),
        ("site = \"\"", "site", "not empty"),
        ("site = 4", "site", "text in double quotes"),
        ("panel = \"twelve-inch\"", "panel", "\"ten-inch\""),
        ("log_level = \"loud\"", "log_level", "\"notice\""),
        ("idle = 60", "idle", "[idle]"),
        ("[folders]\nguides = \"x\"", "folders.guides", "folders.guide"),
        ("[keys]\nmrc = true", "keys.mrc", "text in double quotes"),
        ("[idle]\nask_after_s = 19", "idle.ask_after_s", "seconds from 20 to 300"),
        ("[idle]\nend_after_s = 301", "idle.end_after_s", "seconds from 20 to 300"),
        ("[idle]\ndark_after_s = 59", "idle.dark_after_s", "seconds from 60 to 86400"),
        ("[idle]\nask_after_s = 60.5", "idle.ask_after_s", "a whole number"),
        ("[touch]\nguard_ms = 501", "touch.guard_ms", "milliseconds from 0 to 500"),
        ("[touch]\nslack_mm = -0.1", "touch.slack_mm", "millimetres from 0.0 to 12.7"),
        ("[touch]\nslack_mm = nan", "touch.slack_mm", "millimetres from 0.0 to 12.7"),
        ("[printer]\nband_rows = 0", "printer.band_rows", "rows from 1 to 128"),
        ("[printer]\nfeed_mm = 41", "printer.feed_mm", "millimetres from 0.0 to 40.0"),
        ("[printer]\ncut = \"half\"", "printer.cut", "\"partial\", \"full\", \"none\""),
    ])
    func `a wrong value stops the start and says what is allowed`(_ text: String, key: String, remedy: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try read(text) }
        #expect(error.key == key)
        #expect(error.file == "kiosk.toml")
        #expect(error.problem.contains(remedy))
        #expect("\(error)".hasPrefix("kiosk.toml: \(key) is "))
    }

    @Test func `broken TOML is told with its line`() throws {
        let error = try #require(throws: ConfigurationError.self) { try read("site = \"x\"\npanel = \"ten") }
        #expect(error.line == 2)
    }

    @Test func `a file that is not there is told by its name`() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.read(URL(fileURLWithPath: "/nowhere/kiosk.toml"))
        }
        #expect("\(error)" == "kiosk.toml cannot be read")
    }

    private var shipped: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Kiosk/kiosk.toml")
            .standardizedFileURL
    }

    /// Reads a file of this text that lies in a folder of its own.
    private func read(
        _ text: String, in folder: URL = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    ) throws -> Configuration {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left over lies in the system's temporary folder and hurts nobody.
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "kiosk.toml")
        try Data(text.utf8).write(to: file)
        return try Configuration.read(file)
    }
}
