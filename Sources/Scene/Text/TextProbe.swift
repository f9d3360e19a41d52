import Guide

/// Asks of single texts what a page would ask: has every letter a glyph, does the longest word find room?
public final class TextProbe {
    private let typesetter = Typesetter()
    /// Any density will do; this is that of the 10.1" panel.
    private static let scale = 5.9

    public init() {}

    /// Letters of `text` that none of the bundled fonts has.
    public func missingLetters(in text: String, _ language: Language) -> [Unicode.Scalar] {
        guard shaped(text, language, capHeight: 4.9, width: 400).missingGlyphs > 0 else { return [] }
        var seen: Set<Unicode.Scalar> = []
        return text.unicodeScalars.filter { scalar in
            seen.insert(scalar).inserted
                && shaped(String(Character(scalar)), language, capHeight: 4.9, width: 400).missingGlyphs > 0
        }
    }

    /// How many lines `text` takes and how wide its widest is, in millimetres, at most `width` allowed.
    public func measure(
        _ text: String, _ language: Language, capHeight: Double, width: Double
    ) -> (lines: Int, width: Double) {
        let shaped = shaped(text, language, capHeight: capHeight, width: width)
        return (shaped.lineHeights.count, shaped.width)
    }

    private func shaped(_ text: String, _ language: Language, capHeight: Double, width: Double) -> ShapedText {
        typesetter.shape(Phrase(text, language), TextStyle(capHeight), width: width, scale: TextProbe.scale)
    }
}
