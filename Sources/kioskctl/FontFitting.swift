import Foundation
import Guide
import GuidePress
import Scene

/// Holds texts against the bundled fonts and the narrowest places that they have to stand in.
struct FontFitting: TextFitting {
    private let probe = TextProbe()

    /// Buttons of the smallest panel: two lines of 26 mm in their smallest letters.
    private static let button = (capHeight: 2.5, width: 26.0, lines: 2)
    /// The column of the smallest panel, in letters of normal size: there no word may have to be cut.
    private static let column = (capHeight: 4.9, width: 98.0)

    /// `nil` where no fonts were chosen: drawing with whatever is installed would prove nothing.
    init?() {
        guard ProcessInfo.processInfo.environment["FONTCONFIG_FILE"] != nil else { return nil }
    }

    func faults(of text: String, for source: SourceText, in language: Language) -> [TextFault] {
        let missing = probe.missingLetters(in: text, language)
        return missing.map { .missingGlyph($0) } + (source.isButton ? buttonFaults(text, language) : columnFaults(text, language))
    }

    private func buttonFaults(_ text: String, _ language: Language) -> [TextFault] {
        let room = FontFitting.button
        let (lines, width) = probe.measure(text, language, capHeight: room.capHeight, width: room.width)
        // A longer one stands in a tile or a list, where it may have more lines.
        guard width > room.width * 1.6 || lines > 4 else { return [] }
        return [.doesNotFit("it takes \(lines) lines, the longest \(Int(width)) mm; a button has \(room.lines) of \(Int(room.width)) mm")]
    }

    private func columnFaults(_ text: String, _ language: Language) -> [TextFault] {
        let room = FontFitting.column
        let (_, width) = probe.measure(text, language, capHeight: room.capHeight, width: room.width)
        guard width > room.width else { return [] }
        return [.doesNotFit("a word is \(Int(width)) mm wide; a page has \(Int(room.width)) mm")]
    }
}
