import Appliance
import Devices
import Guide
import Proofs
import Sealing
import Testing
import Visit

@testable import Scene

@Suite struct `Slips for staff` {
    private func paper(_ text: SlipText, _ width: Int) throws -> (SlipBitmap, SlipLayout.Image) {
        try BundledFonts.require()
        let handbook = try HandbookFixture.airport
        let layout = SlipLayout(guide: handbook.guide, look: try HandbookFixture.look, typesetter: Typesetter(), paperWidth: width)
        let image = layout.image(of: text, in: .english, today: HandbookFixture.builtOn)
        return (try SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows), image)
    }

    @Test(.enabled(if: Tool.zbarimg != nil), arguments: [80, 58])
    func `the signed report is read from the paper, in its longest form too`(width: Int) throws {
        let kiosk = KioskIdentity()
        for length in [60, SignedNote.longestText] {
            let note = try #require(SignedNote.encode(String(repeating: "k", count: length), by: kiosk))
            let lines = (1...30).map { SlipReport.Line("P\($0) There is no paper of the kind that is wanted here.", isBold: $0.isMultiple(of: 2)) }
            let (bitmap, image) = try paper(.report(SlipReport(title: "It works, but not everything", lines: lines, qr: note)), width)
            #expect(image.faults.isEmpty)
            #expect(try Tool.readQR(bitmap) == note)
        }
    }

    @Test func `a report that nobody signed has no symbol`() throws {
        let lines = [SlipReport.Line("R2 The kiosk's program does not run.", isBold: true)]
        let (_, image) = try paper(.report(SlipReport(title: "Out of order", lines: lines, qr: "")), 80)
        let (_, signed) = try paper(.report(SlipReport(title: "Out of order", lines: lines, qr: "MRCH1:ABC")), 80)
        #expect(image.faults.isEmpty)
        #expect(signed.height > image.height + 100)
    }

    @Test(.enabled(if: Tool.zbarimg != nil), arguments: [80, 58])
    func `the test slip shows black, single dots and a symbol that can be read`(width: Int) throws {
        let (bitmap, image) = try paper(.test, width)
        #expect(image.faults.isEmpty)
        #expect(try Tool.readQR(bitmap) == "MRC-KIOSK TEST 0123456789")
        // A run of black as wide as the solid block, and a checked row.
        let longest = (0..<bitmap.height.value).map { y in
            (0..<bitmap.width.value).reduce((best: 0, run: 0)) { state, x in
                let run = bitmap[x, y] ? state.run + 1 : 0
                return (max(state.best, run), run)
            }.best
        }.max() ?? 0
        #expect(longest > bitmap.width.value / 3)
    }
}
