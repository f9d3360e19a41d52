import Guide
import Visit

/// Lays pages out: measures every word with the real fonts and gives everything its place in millimetres.
public struct Layout {
    let guide: Guide
    let look: Look
    private(set) var glass: Glass
    let typesetter: Typesetter
    /// Texts that may be shaped anew for one scene before the rest of a long body waits for the next turn. Chosen: half a
    /// frame's time in Burmese, the slowest script.
    var shapingLimit = 8

    public init(guide: Guide, look: Look, glass: Glass, typesetter: Typesetter) {
        self.guide = guide
        self.look = look
        self.glass = glass
        self.typesetter = typesetter
    }

    /// The scene of a model: its page, in its language, at its spot.
    public func scene(of model: Model, _ handbook: Handbook, pressed: ControlID? = nil) -> Scene {
        scene(of: content(of: model, handbook), Reading(model, guide, pressed: pressed))
    }

    public func scene(of content: Content, _ reading: Reading) -> Scene {
        if reading.isLow, content.kind == .page || content.kind == .neutral, let lower = glass.lowered {
            var layout = self
            layout.glass = lower
            var upright = reading
            upright.isLow = false
            return layout.scene(of: content, upright).lowered(onto: glass)
        }
        var sheet = Sheet(layout: self, content: content, reading: reading)
        switch content.kind {
        case .dark: sheet.darken()
        case .cover: sheet.cover()
        case .page, .neutral: sheet.page()
        case .placard: sheet.placard()
        case .spots: sheet.spots()
        case .pattern(let pattern): sheet.pattern(pattern)
        }
        return sheet.scene
    }
}

/// A page in the making.
struct Sheet {
    let layout: Layout
    let content: Content
    let reading: Reading
    let frame: Frame
    var wording: Wording
    var elements: [Element] = []
    var controls: [PlacedControl] = []
    var spoken: [String] = []
    var faults: [LayoutFault] = []
    /// Which items begin in the part in sight.
    var items: Range<Int>
    var part = 1
    var parts = 1
    /// Height that a row of the body can have at most, in millimetres.
    var bodyRoom = 0.0
    /// Whether some of the body was left for the next turn.
    var isPartial = false
    private let shapedBefore: Int

    init(layout: Layout, content: Content, reading: Reading) {
        self.layout = layout
        self.content = content
        self.reading = reading
        frame = Frame(
            layout.glass, layout.look, reading.size, hasRail: !content.rail.isEmpty,
            draft: reading.language != .english && content.kind == .page ? reading.language : nil)
        wording = Wording(guide: layout.guide, language: reading.language)
        items = content.items.indices
        shapedBefore = layout.typesetter.newlyShaped
    }

    var hasShapedEnough: Bool { layout.typesetter.newlyShaped - shapedBefore > layout.shapingLimit }

    var measures: Look.Measures { layout.look.measures }
    var isRightToLeft: Bool { reading.language.isRightToLeft }

    var scene: Scene {
        Scene(
            page: content.name, language: reading.language, theme: reading.theme, glass: layout.glass, elements: elements,
            controls: controls, part: part, parts: parts, items: items, isPartial: isPartial, spoken: spoken, isPrivate: content.isPrivate,
            faults: faults + wording.faults)
    }

    // MARK: Words

    func shape(_ phrase: Phrase, _ style: TextStyle, _ width: Double) -> ShapedText {
        layout.typesetter.shape(phrase, style, width: width, scale: layout.glass.pixelsPerMillimetre)
    }

    /// Puts all lines of a phrase at the top of `area`; returns its height.
    @discardableResult
    mutating func put(
        _ phrase: Phrase, _ style: TextStyle, in area: Area, _ colour: ColourRole, lines: Range<Int>? = nil
    ) -> Double {
        let shaped = shape(phrase, style, area.width)
        let shown = lines ?? 0..<shaped.lineHeights.count
        let height = shaped.height(of: shown)
        if shaped.missingGlyphs > 0 { faults.append(.missingGlyphs(text: phrase.string, count: shaped.missingGlyphs)) }
        if shaped.width > area.width + 0.2 { faults.append(.doesNotFit(text: phrase.string, where: content.name)) }
        var run = area
        run.height = height
        elements.append(.text(Element.TextRun(phrase: phrase, style: style, area: run, colour: colour, lines: shown)))
        return height
    }

    /// The largest style down to `floor` of `style` in which the phrase fits `width`, `height` and `lines`.
    func fitting(_ phrase: Phrase, _ style: TextStyle, width: Double, height: Double, lines: Int, floor: Double = 0.66) -> TextStyle? {
        var factor = 1.0
        while factor >= floor - 0.001 {
            let candidate = style.scaled(factor)
            let shaped = shape(phrase, candidate, width)
            if shaped.width <= width + 0.01, shaped.height <= height + 0.01, shaped.lineHeights.count <= lines { return candidate }
            factor -= 0.06
        }
        return nil
    }

    /// Puts a phrase into the middle of `area`, smaller if it has to be.
    mutating func putFitting(
        _ phrase: Phrase, _ style: TextStyle, in area: Area, _ colour: ColourRole, lines: Int = 3
    ) {
        let fit = fitting(phrase, style, width: area.width, height: area.height, lines: lines)
        if fit == nil { faults.append(.doesNotFit(text: phrase.string, where: content.name)) }
        let chosen = fit ?? style.scaled(0.66)
        let height = shape(phrase, chosen, area.width).height
        var middle = area
        middle.y = area.y + max(0, (area.height - height) / 2)
        put(phrase, chosen, in: middle, colour)
    }

    // MARK: Shapes

    mutating func panel(
        _ area: Area, fill: ColourRole?, border: ColourRole? = nil, width: Double? = nil, radius: Double? = nil
    ) {
        elements.append(
            .panel(
                Element.Panel(
                    area: area, fill: fill, border: border, borderWidth: width ?? measures.border,
                    radius: radius ?? measures.radius)))
    }

    mutating func icon(_ name: String, _ area: Area, _ colour: ColourRole) {
        guard layout.look.icons[name] != nil else {
            faults.append(.missingIcon(name))
            return
        }
        let isMirrored = isRightToLeft && Sheet.pointing.contains(name)
        elements.append(.icon(Element.IconRun(name: name, area: area, colour: colour, isMirrored: isMirrored)))
    }

    /// Icons that point along the reading direction; the list stands in `Kiosk/Theme/README.md`.
    private static let pointing: Set<String> = [
        "again", "ambulance", "back", "chat", "language", "leave", "listen", "mute", "need-contract", "need-home",
        "need-other", "next", "phone", "sign", "slip", "stage-arr", "stage-pre", "stage-ret", "work-transport",
    ]

    /// Notes a control for touch, keys and ears.
    mutating func place(_ control: Control, at area: Area, _ phrase: Phrase, detail: Phrase? = nil) {
        let spoken = [phrase.string, detail?.string].compactMap(\.self).joined(separator: ". ")
        controls.append(
            PlacedControl(
                id: control.id, role: control.role, text: phrase.string.withoutMarks, spoken: spoken.withoutMarks,
                words: [control.words] + (control.detail.map { [$0] } ?? []), area: area,
                isSelected: control.isSelected, isFocused: reading.focus == control.id, action: control.action))
    }

    /// Mirrors what was put down since `mark` within `area`.
    mutating func mirror(since mark: Mark, in area: Area) {
        for index in mark.elements..<elements.count { elements[index] = elements[index].mirrored(in: area) }
        for index in mark.controls..<controls.count { controls[index].area = controls[index].area.mirrored(in: area) }
    }

    struct Mark {
        var elements: Int
        var controls: Int
    }

    var mark: Mark { Mark(elements: elements.count, controls: controls.count) }
}

extension Element {
    fileprivate func mirrored(in frame: Area) -> Element {
        switch self {
        case .panel(var panel):
            panel.area = panel.area.mirrored(in: frame)
            return .panel(panel)
        case .text(var run):
            run.area = run.area.mirrored(in: frame)
            return .text(run)
        case .icon(var run):
            run.area = run.area.mirrored(in: frame)
            return .icon(run)
        case .symbol(let symbol, let area): return .symbol(symbol, area.mirrored(in: frame))
        case .weave(let area): return .weave(area.mirrored(in: frame))
        case .swatch(let colour, let area): return .swatch(colour, area.mirrored(in: frame))
        }
    }
}

extension String {
    /// Without the invisible marks for line breaks and direction.
    var withoutMarks: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { scalar in
                    switch scalar.value {
                    case 0x200B, 0x202C, 0x202D, 0x2060, 0x2066, 0x2068, 0x2069: false
                    default: true
                    }
                }))
    }
}
