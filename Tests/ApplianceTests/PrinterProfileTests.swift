import Devices
import Foundation
import Testing

@testable import Appliance

struct PrinterProfileTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Kiosk/Printers").standardizedFileURL

    static let shipped: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []  // Counted by a test.
        return names.filter { $0.hasSuffix(".toml") }.sorted()
    }()

    private static let needed = "name = \"x\"\nsource = \"y\"\npaper_width_mm = 80\ndots = 576\n"

    @Test func `the profiles are there`() {
        #expect(Self.shipped.count == 7)
        #expect(Self.shipped.contains("generic-80.toml"))
    }

    @Test(arguments: shipped) func `every profile that is shipped is read, and tells where its figures come from`(_ name: String) throws {
        let profile = try PrinterProfile.read(Self.folder.appending(path: name))
        #expect("\(profile.id).toml" == name)
        #expect(profile.source.count > 20)
        let width = Double(profile.head.value) * 25.4 / Double(profile.encoder.dotsPerInch)
        #expect(width > 40 && width < profile.paperWidth.value)
        #expect(!profile.questions.isEmpty)
        #expect(profile.encoder.bandRows * ((profile.head.value + 7) / 8) <= profile.buffer)
    }

    @Test func `a profile without more than it needs has the careful defaults`() throws {
        let profile = try read(Self.needed)
        var expected = PrinterProfile.standard
        expected.id = "sample"
        expected.name = "x"
        expected.source = "y"
        expected.encoder = try EscPos(bandRows: 4_096 / 72)
        #expect(profile == expected)
    }

    @Test func `every key is taken over`() throws {
        let profile = try read(
            """
            name = "Panel"
            source = "Manual, page 3"
            paper_width_mm = 57.5
            dots = 384
            dots_per_inch = 200
            buffer_bytes = 1024
            band_rows = 16
            feed_mm = 20
            cut = "none"
            status = ["automatic", "in-order"]
            clear = "buffers"
            answer_ms = 500
            speed_mm_s = 60
            [quirks]
            silent_offline = true
            pause_ms = 40
            usb_reset = false
            """)
        var expected = PrinterProfile.standard
        expected.id = "sample"
        expected.name = "Panel"
        expected.source = "Manual, page 3"
        expected.paperWidth = 57.5
        expected.head = 384
        expected.buffer = 1_024
        expected.encoder = try EscPos(bandRows: 16, feedToCutter: 20, cut: .none, dotsPerInch: 200)
        expected.questions = [.automatic, .inOrder]
        expected.clearing = .buffers
        expected.patience = .milliseconds(500)
        expected.speed = 60
        expected.quirks.isSilentOffline = true
        expected.quirks.pauseAfterBand = .milliseconds(40)
        expected.quirks.heedsUsbReset = false
        #expect(profile == expected)
    }

    @Test func `a printer that cannot be asked can be described`() throws {
        #expect(try read(Self.needed + "status = [\"none\"]").questions.isEmpty)
    }

    @Test(arguments: [
        ("source = \"y\"\npaper_width_mm = 80\ndots = 576", "name", "the name on the case"),
        ("name = \"x\"\npaper_width_mm = 80\ndots = 576", "source", "where the figures come from"),
        ("name = \"x\"\nsource = \"y\"\ndots = 576", "paper_width_mm", "millimetres"),
        ("name = \"x\"\nsource = \"y\"\npaper_width_mm = 80", "dots", "the head prints"),
        (needed + "paper = 3", "paper", "paper_width_mm"),
        (needed + "dots_per_inch = 300", "dots_per_inch", "from 100 to 255"),
        (needed + "buffer_bytes = 1", "buffer_bytes", "bytes from 256"),
        (needed + "band_rows = 129", "band_rows", "rows from 1 to 128"),
        (needed + "feed_mm = -1", "feed_mm", "millimetres from 0.0 to 40.0"),
        (needed + "cut = \"half\"", "cut", "\"partial\""),
        (needed + "status = [\"always\"]", "status", "\"real-time\""),
        (needed + "status = []", "status", "not empty"),
        (needed + "clear = 2", "clear", "\"recovery\""),
        (needed + "answer_ms = 50", "answer_ms", "milliseconds from 100 to 10000"),
        (needed + "speed_mm_s = 0", "speed_mm_s", "from 10.0 to 500.0"),
        (needed + "[quirks]\npause_ms = 3000", "quirks.pause_ms", "milliseconds from 0 to 2000"),
        (needed + "[quirks]\nsilent_offline = 1", "quirks.silent_offline", "true or false"),
        (needed + "[quirks]\nloud = true", "quirks.loud", "quirks.pause_ms"),
        ("name = \"x\"\nsource = \"y\"\npaper_width_mm = 80\ndots = 0", "dots", "dots from 1 to 1344"),
        ("name = \"x\"\nsource = \"y\"\npaper_width_mm = 210\ndots = 576", "paper_width_mm", "from 40.0 to 120.0"),
    ])
    func `a wrong value names the key and what is allowed`(_ text: String, key: String, remedy: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try read(text) }
        #expect(error.key == key)
        #expect(error.file == "sample.toml")
        #expect(error.problem.contains(remedy), "\(error)")
    }

    /// Reads a profile of this text that lies in a folder of its own.
    private func read(_ text: String) throws -> PrinterProfile {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left over lies in the system's temporary folder and hurts nobody.
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "sample.toml")
        try Data(text.utf8).write(to: file)
        return try PrinterProfile.read(file)
    }
}
