import Appliance
import CPango
import Devices
import Foundation
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

/// The layout of a chosen page in each script, as text: boxes in millimetres and where the lines break.
///
/// `KIOSK_RECORD=1` writes the files anew; look at them, and at the pages (`kioskctl screen`), before you keep them.
@Suite struct `Goldens of the layout` {
    struct Chosen: Sendable, CustomTestStringConvertible {
        var page: String
        var language: String
        var panel: Panel
        var site = "amman-airport"

        var testDescription: String { "\(page)-\(language)-\(panel.name)" }
    }

    static let chosen = [
        Chosen(page: "home", language: "en", panel: .tenInch), Chosen(page: "article.jo-payday", language: "ar", panel: .tenInch),
        Chosen(page: "numbers", language: "bn", panel: .tenInch), Chosen(page: "code", language: "km", panel: .tenInch),
        Chosen(page: "question.3", language: "my", panel: .tenInch, site: "kuala-lumpur-lobby"),
        Chosen(page: "help.contacts", language: "si", panel: .fifteenInch), Chosen(page: "rights", language: "ta", panel: .tenInch.portrait),
        Chosen(page: "notice", language: "th", panel: .sevenInch), Chosen(page: "signs", language: "id", panel: .fifteenInch.portrait),
        Chosen(page: "ticked.contract-check", language: "en", panel: .tenInch), Chosen(page: "result.true-offer", language: "en", panel: .sevenInch),
        Chosen(page: "article.what-happens-next", language: "km", panel: .sevenInch, site: "kuala-lumpur-lobby"),
        Chosen(page: "fees.SG.ceiling", language: "en", panel: .tenInch, site: "kuala-lumpur-lobby"),
        Chosen(page: "status", language: "fil", panel: .sevenInch.portrait, site: "kuala-lumpur-lobby"),
    ]

    @Test(arguments: chosen)
    func `a page stands as it stood`(chosen: Chosen) throws {
        let stage = try Showcase(chosen.site, chosen.panel)
        let scene = try stage.scene(chosen.page, chosen.language)
        try compare(describe(scene, stage), with: "\(chosen.testDescription).txt")
    }

    @Test(arguments: ["en", "ar", "bn", "si", "ta", "my", "km", "th"])
    func `a slip stands as it stood`(language: String) throws {
        let stage = try Showcase()
        let layout = SlipLayout(guide: stage.handbook.guide, look: stage.look, typesetter: stage.typesetter, paperWidth: 80)
        let ticket = Gallery.sampleTicket
        let number = layout.image(
            of: .number(groups: ticket.code.groups, qr: ticket.qr, validUntil: GuideDate("2027-02-20")), in: Language(language),
            today: HandbookFixture.builtOn)
        let numbers = layout.image(of: .numbers, in: Language(language), today: HandbookFixture.builtOn)
        let text = (["number"] + stripes(of: number) + ["numbers"] + stripes(of: numbers)).joined(separator: "\n") + "\n"
        try compare(text, with: "slip-\(language).txt")
    }

    private func compare(_ text: String, with name: String) throws {
        let file = HandbookFixture.root.appending(path: "Tests/SceneTests/Goldens/\(name)")
        if ProcessInfo.processInfo.environment["KIOSK_RECORD"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let golden = try #require(
            try? String(contentsOf: file, encoding: .utf8), "There is no golden \(name). Make it with KIOSK_RECORD=1 and look at it.")
        guard golden != text else { return }
        let now = text.split(separator: "\n"), then = golden.split(separator: "\n")
        let line = zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }
        Issue.record(
            """
            \(name) differs\(line.map { " in line \($0.offset + 1)" } ?? ""):
            was \(line.map { String($0.element.1) } ?? "\(then.count) lines")
            is  \(line.map { String($0.element.0) } ?? "\(now.count) lines")
            """)
    }

    // MARK: Glass

    private func describe(_ scene: Scene, _ stage: Showcase) -> String {
        var lines = ["\(scene.page) \(scene.language) part \(scene.part) of \(scene.parts)"]
        for element in scene.elements {
            switch element {
            case .panel(let panel): lines.append("panel \(box(panel.area)) \(panel.fill?.rawValue ?? "-") \(panel.border?.rawValue ?? "-")")
            case .icon(let run): lines.append("icon \(box(run.area)) \(run.name)\(run.isMirrored ? " mirrored" : "")")
            case .weave(let area): lines.append("weave \(box(area))")
            case .swatch(_, let area): lines.append("swatch \(box(area))")
            case .symbol(_, let area): lines.append("symbol \(box(area))")
            case .text(let run):
                lines.append("text \(box(run.area)) \(tenth(run.style.capHeight))\(run.style.isBold ? " bold" : "") \(run.colour.rawValue)")
                lines += broken(run, scene, stage).map { "    \($0)" }
            }
        }
        for control in scene.controls { lines.append("control \(control.id) \(box(control.area))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The lines of a text as they are broken.
    private func broken(_ run: Element.TextRun, _ scene: Scene, _ stage: Showcase) -> [String] {
        let shaped = stage.typesetter.shape(run.phrase, run.style, width: run.area.width, scale: scene.glass.pixelsPerMillimetre)
        let bytes = Array(run.phrase.string.utf8)
        return run.lines.compactMap { index in
            guard let line = pango_layout_get_line_readonly(shaped.layout, Int32(index)) else { return nil }
            let start = Int(line.pointee.start_index)
            return String(decoding: bytes[start..<start + Int(line.pointee.length)], as: UTF8.self).withoutMarks
        }
    }

    private func box(_ area: Area) -> String { [area.x, area.y, area.width, area.height].map(tenth).joined(separator: " ") }

    private func tenth(_ length: Double) -> String { "\((length * 10).rounded() / 10)" }

    // MARK: Paper

    /// The inked stripes of a slip from top to bottom, to half a millimetre: top, height, left, right.
    private func stripes(of image: SlipLayout.Image) -> [String] {
        var stripes: [(top: Int, bottom: Int, left: Int, right: Int)] = []
        for y in 0..<image.height {
            let row = image.rows[(y * image.bytesPerRow)..<((y + 1) * image.bytesPerRow)]
            guard let first = row.firstIndex(where: { $0 != 0 }), let last = row.lastIndex(where: { $0 != 0 }) else { continue }
            let (left, right) = ((first - row.startIndex) * 8, (last - row.startIndex) * 8 + 8)
            if let open = stripes.last, y - open.bottom <= 4 {
                stripes[stripes.count - 1] = (open.top, y + 1, min(open.left, left), max(open.right, right))
            } else {
                stripes.append((y, y + 1, left, right))
            }
        }
        return stripes.map { stripe in
            [stripe.top, stripe.bottom - stripe.top, stripe.left, stripe.right]
                .map { "\((Double($0) / 4).rounded() / 2)" }.joined(separator: " ")
        }
    }
}
