import Appliance
import Devices
import Guide
import Proofs
import Synchronization
import Testing
import Visit

@testable import Scene

/// Looks at pages as they would stand on one panel, and writes down what a person would stumble over.
///
/// Not thread-safe: it owns a typesetter. One for each task.
final class Inspection {
    let handbook: Handbook
    let panel: Panel
    private(set) var layout: Layout
    let typesetter = Typesetter()
    /// What was found, and where.
    private(set) var findings: [String: Set<String>] = [:]
    private(set) var scenes = 0
    /// Where "leave now" stood first, on each glass.
    private static let leaveSpots = Mutex<[String: Area]>([:])
    /// How many parts a page had that was looked at: two sites share most of theirs, and the same words on the same glass
    /// have the same faults.
    private static let known = Mutex<[Int: Int]>([:])

    /// Least side of a target and least distance of two, in millimetres. Source: ADA 2010, 407.2.
    static let target = 12.7
    static let distance = 2.54
    /// Half a pixel of the coarsest panel, for rounding.
    static let hair = 0.02
    /// Turns that the layout of the longest page may take.
    static let mostTurns = 120
    /// Pages that only tell, or where the whole glass feels.
    static let untouchable: Set<String> = [
        "out-of-order", "safe-to-switch-off", "starting-again", "staff-calibration", "staff-fitting", "staff-printing",
    ]
    /// More parts than this and nobody reads on.
    static let mostParts = 40

    init(_ handbook: Handbook, _ panel: Panel) throws {
        try BundledFonts.require()
        self.handbook = handbook
        self.panel = panel
        layout = Layout(guide: handbook.guide, look: try HandbookFixture.look, glass: Glass(panel), typesetter: typesetter)
        // In one turn instead of many; that turns come to the same end is a test of its own.
        layout.shapingLimit = .max
    }

    /// Looks at all parts of a page, unless just that page was looked at for another site.
    func inspect(_ exhibit: Gallery.Exhibit, _ label: String) {
        let sight = sight(of: exhibit.model)
        if let parts = Inspection.known.withLock({ $0[sight] }) {
            scenes += parts
            return
        }
        let before = scenes
        lookThrough(exhibit, label)
        Inspection.known.withLock { $0[sight] = scenes - before }
    }

    /// Everything that a page is laid out from: what it holds, in which words, how it is read and on which glass.
    private func sight(of model: Model) -> Int {
        let shown = content(of: model, handbook)
        let reading = Reading(model, handbook.guide)
        // A page may hold sentences in languages that are not the reader's.
        let languages = shown.kind == .page ? [reading.language, .english] : handbook.guide.site.languages + [.english]
        var hasher = Hasher()
        hasher.combine(shown)
        hasher.combine(reading)
        hasher.combine(panel.name)
        for id in shown.texts.sorted() {
            for language in languages { hasher.combine(handbook.guide.catalogs[language]?[id]) }
        }
        return hasher.finalize()
    }

    private func lookThrough(_ exhibit: Gallery.Exhibit, _ label: String) {
        var model = exhibit.model
        var shown: [Run: Set<Int>] = [:]
        for part in 1...Inspection.mostParts {
            let place = "\(exhibit.name) \(label)"
            func find(_ what: String, _ detail: String = "") {
                findings[what, default: []].insert("\(place) part \(part)" + (detail.isEmpty ? "" : " [\(detail)]"))
            }
            guard let scene = whole(model) else {
                find("the page is never laid out to its end")
                break
            }
            scenes += 1
            if scene.part != part { find("turning does not lead to the next part") }
            look(at: scene, find)
            for case .text(let run) in scene.elements { shown[Run(run), default: []].formUnion(run.lines) }
            guard scene.part < scene.parts else {
                if scene.control("nav.next-page") != nil { find("the last part can be turned") }
                if part > 1, scene.control("nav.previous-page") == nil { find("the last part cannot be turned back") }
                break
            }
            guard case .turn(let next)? = scene.control("nav.next-page")?.action else {
                find("a part cannot be reached: no nav.next-page")
                break
            }
            guard next > model.session.place || (part == 1 && next > .top) else {
                find("turning goes round in a circle")
                break
            }
            if part == Inspection.mostParts { find("more than \(Inspection.mostParts) parts") }
            model.session.place = next
        }
        for (run, lines) in shown where lines.count < lineCount(run) {
            findings["a line is never shown", default: []].insert("\(exhibit.name) \(label) [\(run.phrase.string.withoutMarks.prefix(40))]")
        }
    }

    /// The scene when all of its page has been measured: a long one takes several turns.
    private func whole(_ model: Model) -> Scene? {
        for _ in 0..<Inspection.mostTurns {
            let scene = layout.scene(of: model, handbook)
            if !scene.isPartial { return scene }
        }
        return nil
    }

    private struct Run: Hashable {
        var phrase: Phrase
        var style: TextStyle
        var width: Double

        init(_ run: Element.TextRun) { (phrase, style, width) = (run.phrase, run.style, run.area.width) }
    }

    private func lineCount(_ run: Run) -> Int {
        layout.typesetter.shape(run.phrase, run.style, width: run.width, scale: layout.glass.pixelsPerMillimetre).lineHeights.count
    }

    // MARK: One scene

    private func look(at scene: Scene, _ find: (String, String) -> Void) {
        for fault in scene.faults { find(fault.kind.what, fault.kind.detail) }
        lookAtControls(of: scene, find)
        lookAtWords(of: scene, find)
        if scene.spoken.isEmpty, !scene.elements.isEmpty, scene.page != "dark" { find("nothing to be read aloud", "") }
        if let leave = scene.control("nav.leave")?.area {
            let first = Inspection.leaveSpots.withLock { spots in
                spots[panel.name] = spots[panel.name] ?? leave
                return spots[panel.name]
            }
            if first != leave { find("nav.leave is not in its corner", "") }
        }
    }

    private func lookAtControls(of scene: Scene, _ find: (String, String) -> Void) {
        let controls = scene.controls.map { (id: $0.id.name, role: $0.role, text: $0.text, spoken: $0.spoken, area: panel.millimetres($0.area)) }
        let glass = Area(x: 0, y: 0, width: panel.width.value, height: panel.height.value)
        if controls.isEmpty, !Inspection.untouchable.contains(scene.page) { find("nothing can be touched", "") }
        if Set(controls.map(\.id)).count != controls.count { find("two controls share a name", "") }
        for (index, control) in controls.enumerated() {
            let area = control.area
            if min(area.width, area.height) < Inspection.target - Inspection.hair {
                find("target too small: \(control.role)", "\(control.id) \(millimetres(min(area.width, area.height)))")
            }
            if !glass.holds(area) { find("target off the glass: \(control.role)", "") }
            if control.spoken.isEmpty, control.role != .glass { find("target without spoken words: \(control.role)", "") }
            for other in controls[(index + 1)...] where control.role != .glass && other.role != .glass {
                if area.overlaps(other.area) {
                    find("targets overlap: \(control.role), \(other.role)", "\(control.id), \(other.id)")
                } else if area.gap(to: other.area) < Inspection.distance - Inspection.hair {
                    find("targets too close: \(control.role), \(other.role)", "\(control.id), \(other.id)")
                }
            }
        }
    }

    private func lookAtWords(of scene: Scene, _ find: (String, String) -> Void) {
        var boxes: [(area: Area, text: String)] = []
        for case .text(let run) in scene.elements {
            let box = ink(of: run, scene)
            if !scene.glass.area.holds(box) { find("words off the glass", String(run.phrase.string.withoutMarks.prefix(24))) }
            boxes.append((box.inset(0.3, box.height * 0.12), run.phrase.string))
        }
        for (index, box) in boxes.enumerated() {
            for other in boxes[(index + 1)...] where box.area.overlaps(other.area) {
                find("words run into each other", "\(box.text.withoutMarks.prefix(24)) / \(other.text.withoutMarks.prefix(24))")
            }
        }
        for element in scene.elements {
            switch element {
            case .icon(let run) where !scene.glass.area.holds(run.area): find("icon off the glass: \(run.name)", "")
            case .panel(let panel) where !scene.glass.area.holds(panel.area): find("panel off the glass", "")
            default: break
            }
        }
    }

    /// Where the letters of a run stand.
    private func ink(of run: Element.TextRun, _ scene: Scene) -> Area {
        let shaped = layout.typesetter.shape(run.phrase, run.style, width: run.area.width, scale: scene.glass.pixelsPerMillimetre)
        let height = shaped.height(of: run.lines.clamped(to: 0..<shaped.lineHeights.count))
        let x =
            switch run.style.alignment {
            case .centre: run.area.x + (run.area.width - shaped.width) / 2
            case .start: run.phrase.language.isRightToLeft ? run.area.right - shaped.width : run.area.x
            }
        return Area(x: x, y: run.area.y, width: shaped.width, height: height)
    }

    private func millimetres(_ length: Double) -> String { "\((length * 100).rounded() / 100) mm" }

    // MARK: The report

    /// Fails the test if anything was found, with the most frequent findings first and some places of each.
    func tell(sourceLocation: SourceLocation = #_sourceLocation) {
        guard !findings.isEmpty else { return }
        Issue.record("\(report)", sourceLocation: sourceLocation)
    }

    private var report: String {
        findings.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .flatMap { finding in finding.value.sorted().prefix(12).map { "\(finding.key) (\(finding.value.count)): \($0)" } }
            .prefix(80).joined(separator: "\n")
    }
}

extension LayoutFault {
    /// What went wrong, and with which words.
    fileprivate var kind: (what: String, detail: String) {
        switch self {
        case .doesNotFit(let text, _): ("no room", String(text.withoutMarks.prefix(30)))
        case .missingGlyphs(let text, _): ("letters without a glyph", String(text.prefix(30)))
        case .missingText(let id): ("no text \(id.name)", "")
        case .missingIcon(let name): ("no icon \(name)", "")
        }
    }
}
