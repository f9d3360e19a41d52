import CPango
import Glibc
import QR
import Visit

/// Draws scenes: all of one, or what changed since the last.
public final class Painter {
    private let look: Look
    private let typesetter: Typesetter
    private var masks = IconMasks()

    /// The band's tile among the icons; no icon's file can be called so.
    private static let weaveName = "/weave"

    public init(look: Look, typesetter: Typesetter) {
        self.look = look
        self.typesetter = typesetter
    }

    /// Draws `scene` where it differs from `old`, and tells which pixels that touched: `(x, y, width, height)`.
    ///
    /// Nothing is drawn and nothing returned for equal elements.
    public func paint(_ scene: Scene, over old: Scene?, on canvas: Canvas) -> PixelArea? {
        let whole = PixelArea(x: 0, y: 0, width: canvas.widthPixels, height: canvas.heightPixels)
        guard let damage = Painter.damage(from: old, to: scene) else { return nil }
        let scale = scene.glass.pixelsPerMillimetre
        let area = PixelArea(covering: damage, scale: scale).clipped(to: whole)
        guard area.width > 0, area.height > 0 else { return nil }
        draw(scene.elements, scene.palette(in: look), scale: scale, clip: area, on: canvas)
        return area
    }

    /// What has to be drawn anew; `nil`: nothing.
    static func damage(from old: Scene?, to scene: Scene) -> Area? {
        guard let old, old.glass == scene.glass, old.theme == scene.theme else { return scene.glass.area }
        guard old.elements != scene.elements else { return nil }
        let before = Set(old.elements)
        let after = Set(scene.elements)
        let changed = before.symmetricDifference(after)
        return changed.reduce(nil) { area, element in area?.union(element.area) ?? element.area } ?? scene.glass.area
    }

    func draw(_ elements: [Element], _ palette: Palette, scale: Double, clip: PixelArea, on canvas: Canvas) {
        let context = canvas.context
        cairo_save(context)
        cairo_rectangle(context, Double(clip.x), Double(clip.y), Double(clip.width), Double(clip.height))
        cairo_clip(context)
        set(palette[.ground], 1, context)
        cairo_paint(context)
        let visible = Area(
            x: Double(clip.x) / scale, y: Double(clip.y) / scale, width: Double(clip.width) / scale,
            height: Double(clip.height) / scale)
        for element in elements where element.area.overlaps(visible) {
            draw(element, palette, scale, context)
        }
        cairo_restore(context)
    }

    private func draw(_ element: Element, _ palette: Palette, _ scale: Double, _ context: OpaquePointer) {
        switch element {
        case .panel(let panel): draw(panel, palette, scale, context)
        case .text(let run):
            let shaped = typesetter.shape(run.phrase, run.style, width: run.area.width, scale: scale)
            FontGuard.lock { draw(run, shaped, palette, scale, context) }
        case .icon(let run):
            guard let icon = look.icons[run.name] else { return }
            draw(icon, named: run.name, in: run.area, isMirrored: run.isMirrored, palette[run.colour], scale, context)
        case .symbol(let symbol, let area): draw(symbol, in: area, palette[.ink], scale, context)
        case .weave(let area): drawWeave(in: area, palette[.accent], scale, context)
        case .swatch(let colour, let area):
            let square = Element.Panel(area: area, fill: .ground, border: nil, borderWidth: 0, radius: 0)
            draw(square, palette, scale, context, fill: colour)
        }
    }

    private func draw(
        _ panel: Element.Panel, _ palette: Palette, _ scale: Double, _ context: OpaquePointer, fill own: Colour? = nil
    ) {
        // On whole pixels, so that edges are crisp.
        let x = (panel.area.x * scale).rounded()
        let y = (panel.area.y * scale).rounded()
        let width = (panel.area.right * scale).rounded() - x
        let height = (panel.area.bottom * scale).rounded() - y
        let border = panel.border == nil ? 0 : max(1, (panel.borderWidth * scale).rounded())
        outline(context, x + border / 2, y + border / 2, width - border, height - border, panel.radius * scale)
        if let fill = panel.fill {
            set(own ?? palette[fill], 1, context)
            if panel.border == nil { cairo_fill(context) } else { cairo_fill_preserve(context) }
        }
        if let colour = panel.border {
            set(palette[colour], 1, context)
            cairo_set_line_width(context, border)
            cairo_stroke(context)
        }
        cairo_new_path(context)
    }

    private func outline(_ context: OpaquePointer, _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ radius: Double) {
        let r = min(radius, width / 2, height / 2)
        guard r > 0.5 else { return cairo_rectangle(context, x, y, width, height) }
        cairo_new_sub_path(context)
        cairo_arc(context, x + width - r, y + r, r, -.pi / 2, 0)
        cairo_arc(context, x + width - r, y + height - r, r, 0, .pi / 2)
        cairo_arc(context, x + r, y + height - r, r, .pi / 2, .pi)
        cairo_arc(context, x + r, y + r, r, .pi, 3 * .pi / 2)
        cairo_close_path(context)
    }

    private func draw(
        _ run: Element.TextRun, _ shaped: ShapedText, _ palette: Palette, _ scale: Double, _ context: OpaquePointer
    ) {
        set(palette[run.colour], 1, context)
        let left = (run.area.x * scale).rounded()
        var top: Double?
        let iterator = pango_layout_get_iter(shaped.layout)
        defer { pango_layout_iter_free(iterator) }
        for line in 0..<shaped.lineHeights.count {
            var rect = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &rect)
            if run.lines.contains(line) {
                let first = top ?? Double(rect.y)
                top = first
                let baseline = Double(pango_layout_iter_get_baseline(iterator)) - first
                cairo_move_to(
                    context, left + run.indent(of: Double(rect.width) / Double(PANGO_SCALE), in: run.area.width * scale),
                    (run.area.y * scale + baseline / Double(PANGO_SCALE)).rounded())
                pango_cairo_show_layout_line(context, pango_layout_iter_get_line_readonly(iterator))
            }
            pango_layout_iter_next_line(iterator)
        }
        cairo_new_path(context)
    }

    private func draw(
        _ icon: Icon, named name: String, in area: Area, isMirrored: Bool, _ colour: Colour, _ scale: Double,
        _ context: OpaquePointer
    ) {
        let pixels = max(1, Int((min(area.width, area.height) * scale).rounded()))
        let mask = masks.mask(icon, named: name, pixels: pixels, isMirrored: isMirrored)
        set(colour, 1, context)
        cairo_mask_surface(context, mask.surface, (area.x * scale).rounded(), (area.y * scale).rounded())
    }

    private func drawWeave(in area: Area, _ colour: Colour, _ scale: Double, _ context: OpaquePointer) {
        guard let weave = look.weave else { return }
        var x = area.x
        while x < area.right {
            let tile = Area(x: x, y: area.y, width: area.height, height: area.height)
            draw(weave, named: Painter.weaveName, in: tile, isMirrored: false, colour, scale, context)
            x += area.height
        }
    }

    private func draw(_ symbol: QRSymbol, in area: Area, _ colour: Colour, _ scale: Double, _ context: OpaquePointer) {
        // Whole pixels a module: a printer has no grey.
        let module = (min(area.width, area.height) * scale / Double(symbol.side)).rounded(.down)
        let (left, top) = ((area.x * scale).rounded(), (area.y * scale).rounded())
        cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE)
        for row in 0..<symbol.side {
            for column in 0..<symbol.side where symbol[column, row] {
                cairo_rectangle(context, left + Double(column) * module, top + Double(row) * module, module, module)
            }
        }
        set(colour, 1, context)
        cairo_fill(context)
        cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT)
    }

    private func set(_ colour: Colour, _ opacity: Double, _ context: OpaquePointer) {
        cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, opacity)
    }
}

extension Element.TextRun {
    /// Where a line begins: at the side where its language begins, or in the middle.
    fileprivate func indent(of line: Double, in width: Double) -> Double {
        switch style.alignment {
        case .centre: (width - line) / 2
        case .start: phrase.startsRight ? width - line : 0
        }
    }
}

extension Scene {
    func palette(in look: Look) -> Palette { look.palettes[theme] ?? look.palettes[.day] ?? Palette.paper }
}

/// A rectangle of pixels.
public struct PixelArea: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    /// All pixels that an area touches.
    init(covering area: Area, scale: Double) {
        let left = Int((area.x * scale).rounded(.down))
        let top = Int((area.y * scale).rounded(.down))
        self.init(
            x: left, y: top, width: Int((area.right * scale).rounded(.up)) - left,
            height: Int((area.bottom * scale).rounded(.up)) - top)
    }

    func clipped(to other: PixelArea) -> PixelArea {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return PixelArea(
            x: left, y: top, width: min(x + width, other.x + other.width) - left,
            height: min(y + height, other.y + other.height) - top)
    }
}
