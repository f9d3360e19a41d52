import CPango

/// An icon drawn once at one size: how much of its colour each pixel takes.
final class IconMask {
    let surface: OpaquePointer

    /// - Parameter pixels: side of the square.
    init(_ icon: Icon, pixels: Int, isMirrored: Bool) {
        surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(pixels), Int32(pixels))
        let context = cairo_create(surface)
        defer { cairo_destroy(context) }
        let unit = Double(pixels) / Icon.side
        cairo_scale(context, unit, unit)
        if isMirrored {
            cairo_translate(context, Icon.side, 0)
            cairo_scale(context, -1, 1)
        }
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        for shape in icon.shapes { IconMask.draw(shape, context) }
        cairo_surface_flush(surface)
    }

    deinit { cairo_surface_destroy(surface) }

    private static func draw(_ shape: Icon.Shape, _ context: OpaquePointer?) {
        cairo_new_path(context)
        for step in shape.path {
            switch step {
            case .move(let x, let y): cairo_move_to(context, x, y)
            case .line(let x, let y): cairo_line_to(context, x, y)
            case .curve(let a, let b, let c, let d, let x, let y): cairo_curve_to(context, a, b, c, d, x, y)
            case .close: cairo_close_path(context)
            }
        }
        cairo_set_source_rgba(context, 0, 0, 0, shape.opacity)
        if shape.isFilled { cairo_fill_preserve(context) }
        if let width = shape.strokeWidth {
            cairo_set_line_width(context, width)
            cairo_stroke_preserve(context)
        }
        cairo_new_path(context)
    }
}

/// Icons that were drawn already, by size.
struct IconMasks {
    /// Masks that are kept. Chosen: some ten pages, about 2 MB.
    private static let limit = 160

    private struct Key: Hashable {
        var icon: String
        var pixels: Int
        var isMirrored: Bool
    }

    private var masks: [Key: IconMask] = [:]

    mutating func mask(_ icon: Icon, named name: String, pixels: Int, isMirrored: Bool) -> IconMask {
        let key = Key(icon: name, pixels: pixels, isMirrored: isMirrored)
        if let known = masks[key] { return known }
        if masks.count >= IconMasks.limit { masks.removeAll(keepingCapacity: true) }
        let mask = IconMask(icon, pixels: pixels, isMirrored: isMirrored)
        masks[key] = mask
        return mask
    }
}
