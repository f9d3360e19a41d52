import Appliance
import Devices
import Foundation
import Guide
import Intake
import Ledger
import Logging
import Scene
import Sealing
import SimulatedDevices
import Visit

/// Takes all figures in one process and one run, so that they can be compared.
struct Bench {
    private let workplace: Workplace
    private let handbook: Handbook
    private let look: Look
    private let panel = Panel.tenInch
    private static let warmRuns = 60

    init(_ workplace: Workplace) throws {
        self.workplace = workplace
        handbook = try workplace.handbook()
        look = try workplace.look()
    }

    func run() async throws {
        var table = Table()
        let copy = frameCopy()
        table.row("copy of a frame, 4 MB", copy)
        try pages(copy, &table)
        table.row("one control redrawn", oneControl(), bar: 0.6)
        table.row("thirty paragraphs of Burmese, first part, all words new", longArticle(), bar: 16.7)
        table.row("slip, drawn and encoded", slip(), bar: 60)
        for onLoop in [false, true] {
            let way = onLoop ? "on the loop of the screen" : "on a queue of its own"
            let touch = try await TouchToGlass(handbook: handbook, look: look, panel: panel).measure(onLoop: onLoop)
            table.row("touch read to picture handed over, \(way): control", touch.control, bar: 12)
            table.figure("  its p99", touch.control.p99, "ms", bar: 12)
            table.row("touch read to picture handed over, \(way): page", touch.page, bar: 40)
            table.figure("  its p99", touch.page.p99, "ms", bar: 40)
        }
        let starts = try (0..<15).map { _ in try FirstFrame.measure(workplace) }
        table.row("start of a process to its first frame", Sample(milliseconds: starts), bar: 120)
        try PackFigures(workplace).tell(&table)
        try await SoundFigures().tell(&table)
        let all = try EveryPage.measure(workplace)
        table.figure("memory (PSS) after every page in every language", all.whole, "MB", bar: 64)
        table.figure("  of that no file", all.own, "MB", bar: 64)
        let rest = try await rest()
        table.figure("processor at rest, \(workplace.rest) s of darkness", rest.percent, "%", bar: 0.1)
        table.figure("frames drawn at rest", Double(rest.frames), "", bar: 0)
        print(table.text)
    }

    private func frameCopy() -> Sample {
        let frame = [UInt32](repeating: 1, count: panel.widthPixels * panel.heightPixels)
        var target = [UInt32](repeating: 0, count: frame.count)
        let sample = Sample(200) {
            target.withUnsafeMutableBufferPointer { to in frame.withUnsafeBufferPointer { _ = to.update(from: $0) } }
        }
        precondition(target.last == 1)
        return sample
    }

    private func desk(_ exhibit: Gallery.Exhibit) -> Desk { Desk(handbook: handbook, look: look, panel: panel, model: exhibit.model) }

    /// Full pages: the first of a language, and the same again from scratch to pixels.
    private func pages(_ copy: Sample, _ table: inout Table) throws {
        let shown = ["home", "rights", "question.3", "article.keep-papers", "code"]
        var all: [Double] = []
        for language in handbook.guide.site.languages {
            let exhibits = Gallery(handbook).exhibits(in: language).filter { shown.contains($0.name) }
            guard let home = exhibits.first(where: { $0.name == "home" }) else { continue }
            let desk = desk(home)
            let first = Sample(1) { desk.redrawAll() }
            var warm: [Double] = []
            for exhibit in exhibits {
                let page = self.desk(exhibit)
                page.redrawAll()
                for _ in 0..<Bench.warmRuns {
                    warm.append(Sample(1) { page.redrawAll() }.median)
                }
            }
            all += warm
            table.row("first page of \(language)", first, bar: 40)
            table.row("warm full pages of \(language)", Sample(milliseconds: warm), bar: 4)
        }
        let sample = Sample(milliseconds: all)
        table.row("warm full pages of all languages", sample, bar: 4)
        table.figure("  their p99", sample.p99, "ms", bar: 12)
        table.figure("  their median as a ratio to the copy", sample.median / copy.median, "×", bar: 12)
    }

    private func oneControl() -> Sample {
        guard let exhibit = Gallery(handbook).exhibits(in: Language("my")).first(where: { $0.name == "question.3" })
        else { return Sample(milliseconds: []) }
        let desk = desk(exhibit)
        _ = desk.draw()
        guard let control = desk.scene.controls.first(where: { $0.role == .option }) else { return Sample(milliseconds: []) }
        return Sample(200) {
            _ = desk.receive(.touched(control.action), at: .boot)
            _ = desk.draw()
        }
    }

    private func longArticle() -> Sample {
        var guide = handbook.guide
        let language = Language("my")
        guard var article = guide.articles.values.first, var words = guide.catalogs[language] else { return Sample(milliseconds: []) }
        let paragraphs = guide.articles.values.flatMap { article in
            article.blocks.compactMap { words[article.textID(of: $0)]?.string }
        }
        article.blocks = (0..<30).map { Article.Block(id: "long\($0)", kind: .paragraph) }
        for (index, block) in article.blocks.enumerated() {
            words[article.textID(of: block)] = Text("\(paragraphs[index % paragraphs.count]) \(paragraphs[(index + 7) % paragraphs.count])")
        }
        guide.articles[article.id] = article
        guide.catalogs[language] = words
        let long = Handbook(guide: guide, form: handbook.form)
        var model = Model()
        model.session.language = language
        model.session.page = .home
        return Sample(milliseconds: (0..<20).map { _ in
            let desk = Desk(handbook: long, look: look, panel: panel, model: model)
            _ = desk.draw()
            return Sample(1) {
                _ = desk.receive(.touched(.article(article.id)), at: .boot)
                _ = desk.draw()
            }.median
        })
    }

    private func slip() -> Sample {
        let layout = SlipLayout(guide: handbook.guide, look: look, typesetter: Typesetter(), paperWidth: 80)
        let text = SlipText.number(
            groups: Gallery.sampleTicket.code.groups, qr: Gallery.sampleTicket.qr, validUntil: handbook.guide.builtOn)
        var bytes = 0
        let sample = Sample(40) {
            let image = layout.image(of: text, in: Language("my"), today: handbook.guide.builtOn)
            if let bitmap = try? SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows) {
                bytes = EscPos.standard.slip(bitmap).count
            }
        }
        precondition(bytes > 0)
        return sample
    }

    private func rest() async throws -> (percent: Double, frames: Int) {
        let board = SimulatedBoard(panel: panel, clock: .running())
        var logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let kiosk = Kiosk(
            handbook: Handbook(guide: handbook.guide, form: handbook.form, inactivity: .soonDark), look: look,
            ports: Ports(
                display: board.display, touch: board.touch, buttons: board.buttons, lamps: board.lamps, printer: board.printer,
                speaker: board.speaker, clock: board.clock, network: board.network),
            ledger: try Ledger(at: .memory), mrcKey: try MRCPrivateKey().publicKey, logger: logger)
        let running = Task { try await kiosk.run() }
        try await Task.sleep(for: .seconds(2))
        let (frames, ticks) = (board.display.shows, Proc.processorSeconds())
        try await Task.sleep(for: .seconds(workplace.rest))
        let used = Proc.processorSeconds() - ticks
        let drawn = board.display.shows - frames
        running.cancel()
        _ = await running.result
        return (used / Double(workplace.rest) * 100, drawn)
    }
}

extension Inactivity {
    fileprivate static let soonDark: Inactivity = {
        var policy = Inactivity.standard
        policy.untilDark = .seconds(1)
        return policy
    }()
}
