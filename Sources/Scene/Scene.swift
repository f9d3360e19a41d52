import Guide
import QR
import Visit

/// What stands on the glass: measured, placed, in one language. Two equal scenes look the same, so only a changed one is
/// drawn.
public struct Scene: Equatable, Sendable {
    /// The page's name, independent of language.
    public var page: String
    public var language: Language
    public var theme: Theme
    public var glass: Glass
    /// From the back to the front.
    public var elements: [Element]
    /// In reading order, which is the order of focus.
    public var controls: [PlacedControl]
    /// Which part of a page that is longer than the glass. Range: 1…parts.
    public var part: Int
    public var parts: Int
    /// Which of the content's items begin in the part in sight.
    public var items: Range<Int>
    /// Whether the page is so long that the rest of it is still to be laid out; `parts` then counts those known so far.
    public var isPartial: Bool
    /// What is read aloud, sentence by sentence.
    public var spoken: [String]
    /// Whether `spoken` may only be heard in a headset.
    public var isPrivate: Bool
    /// What went wrong in laying it out: text without room, letters without a glyph. Empty in a guide that passed its checks.
    public var faults: [LayoutFault]

    public func control(_ id: ControlID) -> PlacedControl? { controls.first { $0.id == id } }

    /// The control under a point in millimetres.
    public func control(atX x: Double, y: Double) -> PlacedControl? { controls.last { $0.area.contains(x: x, y: y) } }
}

/// A control and where it is.
public struct PlacedControl: Equatable, Sendable {
    public var id: ControlID
    public var role: Control.Role
    public var text: String
    public var spoken: String
    /// Its words, and the smaller ones under them.
    public var words: [Words]
    public var area: Area
    public var isSelected: Bool
    public var isFocused: Bool
    public var action: Action
}

/// Something drawn.
public enum Element: Hashable, Sendable {
    case panel(Panel)
    case text(TextRun)
    case icon(IconRun)
    case symbol(QRSymbol, Area)
    /// The woven band that marks the kiosk's own pages.
    case weave(Area)
    /// A plain colour that no theme changes: for looking at the screen itself.
    case swatch(Colour, Area)

    public struct Panel: Hashable, Sendable {
        public var area: Area
        public var fill: ColourRole?
        public var border: ColourRole?
        /// In millimetres.
        public var borderWidth: Double
        public var radius: Double
    }

    public struct TextRun: Hashable, Sendable {
        public var phrase: Phrase
        public var style: TextStyle
        /// Where its first line begins and how wide it may be.
        public var area: Area
        public var colour: ColourRole
        /// Which of its lines are drawn.
        public var lines: Range<Int>
    }

    public struct IconRun: Hashable, Sendable {
        public var name: String
        public var area: Area
        public var colour: ColourRole
        public var isMirrored: Bool
    }

    public var area: Area {
        switch self {
        case .panel(let panel): panel.area.inset(-panel.borderWidth, -panel.borderWidth)
        // Marks above and below a line may reach a little out of it.
        case .text(let run): run.area.inset(-1, -1)
        case .icon(let run): run.area
        case .symbol(_, let area), .weave(let area), .swatch(_, let area): area
        }
    }
}

/// A defect of a page that a person would see.
public enum LayoutFault: Hashable, Sendable, CustomStringConvertible {
    case doesNotFit(text: String, where: String)
    case missingGlyphs(text: String, count: Int)
    case missingText(TextID)
    case missingIcon(String)

    public var description: String {
        switch self {
        case .doesNotFit(let text, let place): "\(place): no room for \"\(text)\""
        case .missingGlyphs(let text, let count): "\(count) letters without a glyph in \"\(text)\""
        case .missingText(let id): "no text with the id \(id)"
        case .missingIcon(let name): "no icon named \(name)"
        }
    }
}
