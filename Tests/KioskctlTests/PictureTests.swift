import Devices
import Foundation
import Proofs
import SimulatedDevices
import Testing

@Suite struct `Pictures by kioskctl` {
    private func size(ofPNG file: URL) throws -> [Int] {
        let bytes = [UInt8](try Data(contentsOf: file))
        try #require(bytes.count > 24 && bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        return [16, 20].map { at in bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    }

    @Test(arguments: [("home", "ar", "ten-inch", [1280, 800]), ("code", "km", "seven-inch-portrait", [480, 800])])
    func `a page comes as a PNG file of the panel's size`(page: String, language: String, panel: String, pixels: [Int]) async throws {
        try BundledFonts.require()
        try await withFolder { folder in
            let file = folder.appending(path: "page.png")
            let command = try Command(["screen", "--page", page, "--lang", language, "--panel", panel, "--size", "2", "-o", file.path])
            #expect(command.status == 0, "\(command.errors)")
            #expect(command.errors == "")
            #expect(try size(ofPNG: file) == pixels)
        }
    }

    @Test func `the list of pages has one name a line`() throws {
        let command = try Command(["screen", "--page", "list"])
        let names = command.output.split(separator: "\n").map(String.init)
        #expect(command.status == 0)
        #expect(names.count > 100)
        #expect(Set(names).count == names.count)
        #expect(Set(names).isSuperset(of: ["home", "code", "notice", "help.safe", "question.1", "out-of-order"]))
    }

    @Test(arguments: ["en", "ar", "my"], [80, 58])
    func `the bytes of a slip print what its picture shows`(language: String, paper: Int) async throws {
        try BundledFonts.require()
        try await withFolder { folder in
            let (picture, bytes) = (folder.appending(path: "slip.png"), folder.appending(path: "slip.bin"))
            for file in [picture, bytes] {
                let command = try Command([
                    "slip", "--lang", language, "--paper", "\(paper)", "--built-on", "2026-11-22", "-o", file.path,
                ])
                #expect(command.status == 0, "\(command.errors)")
                #expect(command.errors == "")
            }
            let head: Dots = paper == 80 ? 576 : 384
            let printer = SimulatedPrinter(clock: SimulatedClock(), headWidth: head)
            try await printer.print([UInt8](try Data(contentsOf: bytes)))
            let slip = try #require(printer.slips.last)
            #expect(slip.isDelivered)
            let drawn = try size(ofPNG: picture)
            #expect(drawn[0] == head.value)
            // Below the picture the paper is fed to the cutter, and that stays white.
            #expect(slip.bitmap.height.value >= drawn[1] - 40)
            #expect(slip.bitmap.height.value <= drawn[1] + 200)
        }
    }

    @Test(arguments: [["screen", "--page", "home"], ["slip"], ["sheet", "--only", "home"]])
    func `a file that cannot be written is named`(arguments: [String]) throws {
        try BundledFonts.require()
        let command = try Command(arguments + ["-o", "/nowhere/x.png"])
        #expect(command.status == 2)
        #expect(command.errors.contains("/nowhere/x.png cannot be written"))
    }

    @Test func `a broken look is refused with file and key`() async throws {
        try BundledFonts.require()
        try await withFolder { folder in
            let kiosk = folder.appending(path: "Kiosk")
            try FileManager.default.copyItem(at: HandbookFixture.root.appending(path: "Kiosk").resolvingSymlinksInPath(), to: kiosk)
            let theme = kiosk.appending(path: "Theme/theme.toml")
            let text = try String(contentsOf: theme, encoding: .utf8)
            let broken = text.replacingOccurrences(of: "ink-soft = \"#", with: "ink-soft = \"rgb:")
            #expect(broken != text)
            try broken.write(to: theme, atomically: true, encoding: .utf8)
            let command = try Command(["screen", "--root", kiosk.path, "-o", folder.appending(path: "x.png").path])
            #expect(command.status == 1)
            #expect(command.errors.contains("theme.toml"))
            #expect(command.errors.contains("ink-soft"))
            #expect(command.errors.contains("allowed are colours like"))
        }
    }
}
