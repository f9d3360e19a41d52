import Appliance
import Devices
import Foundation
import LinuxDevices
import Testing

@testable import kiosk_fault

/// A folder of its own, gone after the test.
private struct Folder: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "fault-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func write(_ text: String, to name: String) throws -> URL {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file
    }

    deinit {
        // What is left of it is the system's to clear away.
        try? FileManager.default.removeItem(at: url)
    }
}

@Suite struct `The fault page` {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    static let theme = root.appending(path: "Kiosk/Theme").path

    /// Settings of this repository's own theme, with a guide where there is none.
    private static func settings(in folder: borrowing Folder, panel: String = "seven-inch") throws -> URL {
        try folder.write(
            "panel = \"\(panel)\"\n[folders]\ntheme = \"\(theme)\"\nguide = \"nowhere\"\n", to: "kiosk.toml")
    }

    @Test func `without a guide it is in English and has the panel's size`() throws {
        let folder = try Folder()
        let page = FaultPage(.fault(.guideMissing), settings: try Self.settings(in: folder))
        #expect(page.frame(.guide) == nil)
        let frame = try #require(page.frame(.english))
        #expect((frame.width, frame.height) == (800, 480))
        #expect(Set(frame.pixels).count > 20, "letters have soft edges of many shades")
    }

    @Test func `settings that cannot be read leave the sign on the usual screen`() throws {
        let folder = try Folder()
        let page = FaultPage(.fault(.settings), settings: try folder.write("panel = 7", to: "kiosk.toml"))
        #expect(page.frame(.guide) == nil)
        let frame = try #require(page.frame(.sign))
        #expect((frame.width, frame.height) == (1280, 800))
    }

    @Test func `wrong settings are told with line and remedy, on the screen that they name`() throws {
        let folder = try Folder()
        let file = try folder.write(
            "panel = \"seven-inch\"\n[idle]\nask_after_s = 5\n[folders]\ntheme = \"\(Self.theme)\"\n", to: "kiosk.toml")
        let page = FaultPage(.fault(.settings), settings: file, note: "older")
        #expect(page.status.contains("kiosk.toml, line 3: idle.ask_after_s is 5; allowed is a whole number of seconds from 20 to 300."))
        let frame = try #require(page.frame(.english))
        #expect((frame.width, frame.height) == (800, 480))
        #expect(frame != FaultPage(.fault(.hung), settings: file).frame(.english))
        #expect(!FaultPage(.fault(.hung), settings: file).status.contains("line 3"), "another fault has another reason")
    }

    @Test func `what only kioskd can see is taken from its note, as long as the settings can be read`() throws {
        let folder = try Folder()
        let note = SettingsNote(folder: folder.url.path)
        #expect(note.text == nil)
        note.keep("The slips are wider\nthan the printer. \u{202E}")
        let page = FaultPage(.fault(.settings), settings: try Self.settings(in: folder), note: note.text)
        #expect(page.status == "Fault S1: The slips are wider than the printer. ?")
        note.keep(nil)
        #expect(note.text == nil)
    }

    @Test func `a damaged theme leaves the sign`() throws {
        let folder = try Folder()
        let page = FaultPage(
            .fault(.installation), settings: try folder.write("[folders]\ntheme = \"nowhere\"\n", to: "kiosk.toml"))
        #expect(page.frame(.english) == nil)
        #expect(page.frame(.sign) != nil)
    }

    @Test(arguments: [("broken", "lead", FaultPage.broken), ("stopping", "safe", FaultPage.safe)])
    func `an English sentence is that of the guide`(section: String, key: String, sentence: String) throws {
        let strings = try String(contentsOf: Self.root.appending(path: "Kiosk/Strings/en.toml"), encoding: .utf8)
        let start = try #require(strings.firstRange(of: "\n[\(section)]\n"))
        let line = try #require(strings[start.upperBound...].split(separator: "\n").first { $0.hasPrefix("\(key) = ") })
        #expect(line.contains("\"\(sentence)\""))
    }

    @Test func `switching off has a page without a code, and none without a theme`() throws {
        let folder = try Folder()
        let settings = try Self.settings(in: folder)
        let page = FaultPage(.safeToSwitchOff, settings: settings)
        let fault = FaultPage(.fault(.hung), settings: settings)
        #expect(try #require(page.frame(.english)) != (try #require(fault.frame(.english))))
        #expect(page.frame(.sign) == nil)
    }

    @Test(arguments: FaultCode.allCases) func `every code can be drawn dot by dot`(fault: FaultCode) {
        #expect(fault.rawValue.allSatisfy { DotLetters.rows[$0] != nil })
    }

    @Test func `two codes give two signs`() {
        let signs = FaultCode.allCases.map { DrawnSign.frame(of: $0.rawValue, width: 800, height: 480) }
        #expect(Set(signs).count == FaultCode.allCases.count)
    }

    @Test(arguments: [(1, 1), (40, 2), (3, 500), (480, 800), (1920, 1080)])
    func `a sign fits every screen`(width: Int, height: Int) {
        let sign = DrawnSign.frame(of: "W1", width: width, height: height)
        #expect((sign.width, sign.height) == (width, height))
    }

    @Test func `a style that ended the program is not tried again`() throws {
        let folder = try Folder()
        let memory = LastTry(folder: folder.url.path)
        #expect(memory.first == .guide)
        memory.begin(.guide)
        #expect(LastTry(folder: folder.url.path).first == .english)
        memory.begin(.english)
        #expect(LastTry(folder: folder.url.path).first == .sign)
        memory.begin(.sign)
        #expect(LastTry(folder: folder.url.path).first == .sign)
        memory.succeed()
        #expect(LastTry(folder: folder.url.path).first == .guide)
    }

    @Test func `a note that says nothing is no note`() throws {
        let folder = try Folder()
        _ = try folder.write("rubbish", to: "fault-style")
        #expect(LastTry(folder: folder.url.path).first == .guide)
    }
}
