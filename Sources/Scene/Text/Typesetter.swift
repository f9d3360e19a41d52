import CPango
import Guide

/// Shapes and measures words with Pango, and remembers what it shaped.
///
/// Not thread-safe: one owner, the loop. Source: Pango reference, `PangoLayout`.
public final class Typesetter {
    /// Shaped texts that are kept. Chosen: two pages of the largest panel.
    static let cacheLimit = 360

    private var fontMap: UnsafeMutablePointer<PangoFontMap>
    private var contexts: [Language: OpaquePointer] = [:]
    private var shaped: [Key: ShapedText] = [:]
    /// How many texts were shaped anew since the beginning: what a layout costs.
    private(set) var newlyShaped = 0

    /// The words that are remembered.
    public var words: Set<String> { Set(shaped.keys.map(\.phrase.string)) }

    private struct Key: Hashable {
        var phrase: Phrase
        var pixels: Double
        var isBold: Bool
        var breaksWords: Bool
        var width: Int
    }

    public init() {
        fontMap = pango_cairo_font_map_new()
    }

    deinit {
        shaped.removeAll()
        FontGuard.lock {
            contexts.values.forEach { kiosk_unref(UnsafeMutableRawPointer($0)) }
            kiosk_unref(fontMap)
        }
    }

    /// Forgets every word and every letter: what a visitor read is in memory no longer, and the letters of twenty languages do not
    /// add up. What is shaped next takes some milliseconds more.
    public func forget() {
        shaped = [:]
        FontGuard.lock {
            contexts.values.forEach { kiosk_unref(UnsafeMutableRawPointer($0)) }
            kiosk_unref(fontMap)
            fontMap = pango_cairo_font_map_new()
        }
        contexts = [:]
    }

    /// The phrase broken into lines no wider than `width` millimetres at `scale` pixels a millimetre.
    func shape(_ phrase: Phrase, _ style: TextStyle, width: Double, scale: Double) -> ShapedText {
        let key = Key(
            phrase: phrase, pixels: (style.emSize * phrase.scale * scale * 4).rounded() / 4, isBold: style.isBold,
            breaksWords: style.breaksWords, width: Int((width * scale).rounded(.down)))
        if let known = shaped[key] { return known }
        if shaped.count >= Typesetter.cacheLimit { shaped.removeAll(keepingCapacity: true) }
        let text = FontGuard.lock { ShapedText(layout: layout(key), scale: scale) }
        shaped[key] = text
        newlyShaped += 1
        return text
    }

    private func layout(_ key: Key) -> OpaquePointer {
        let layout: OpaquePointer = pango_layout_new(context(for: key.phrase.language))
        let font = pango_font_description_new()
        defer { pango_font_description_free(font) }
        pango_font_description_set_family(font, Typesetter.families(for: key.phrase.language))
        pango_font_description_set_weight(font, key.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_absolute_size(font, key.pixels * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, font)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_width(layout, Int32(max(1, key.width)) * PANGO_SCALE)
        pango_layout_set_wrap(layout, key.breaksWords ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD)
        pango_layout_set_text(layout, key.phrase.string, -1)
        return layout
    }

    private func context(for language: Language) -> OpaquePointer {
        if let known = contexts[language] { return known }
        let context: OpaquePointer = pango_font_map_create_context(fontMap)
        pango_context_set_language(context, pango_language_from_string(language.tag))
        pango_context_set_base_dir(context, language.isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        // Hinting off: otherwise a cached text would differ by its position.
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        contexts[language] = context
        return context
    }

    /// The language's own families first, then every other bundled one in a fixed order: nothing depends on what else
    /// is installed.
    private static func families(for language: Language) -> String {
        let own = language.profile?.families ?? ["Noto Sans"]
        return (own + bundled.filter { !own.contains($0) }).joined(separator: ",")
    }

    private static let bundled: [String] = {
        let all = LanguageProfile.all.values.sorted { $0.language < $1.language }.flatMap(\.families)
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }()
}

/// A text broken into lines.
final class ShapedText {
    let layout: OpaquePointer
    /// In millimetres, of each line.
    let lineHeights: [Double]
    /// Of the widest line, in millimetres.
    let width: Double
    let missingGlyphs: Int

    fileprivate init(layout: OpaquePointer, scale: Double) {
        self.layout = layout
        let unit = Double(PANGO_SCALE) * scale
        var heights: [Double] = []
        var widest = 0.0
        let iterator = pango_layout_get_iter(layout)
        repeat {
            var rect = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &rect)
            heights.append(Double(rect.height) / unit)
            widest = max(widest, Double(rect.width) / unit)
        } while pango_layout_iter_next_line(iterator) != 0
        pango_layout_iter_free(iterator)
        lineHeights = heights
        width = widest
        missingGlyphs = Int(pango_layout_get_unknown_glyphs_count(layout))
    }

    deinit { FontGuard.lock { kiosk_unref(UnsafeMutableRawPointer(layout)) } }

    var height: Double { lineHeights.reduce(0, +) }

    /// Where the letter that begins at a byte of the text stands, in Pango's units from the left.
    func left(ofByte index: Int) -> Int {
        var place = PangoRectangle()
        FontGuard.lock { pango_layout_index_to_pos(layout, Int32(index), &place) }
        return Int(min(place.x, place.x + place.width))
    }

    func height(of lines: Range<Int>) -> Double { lineHeights[lines].reduce(0, +) }
}
