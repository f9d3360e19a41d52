import Guide

/// Words of one language, ready to be shaped.
public struct Phrase: Hashable, Sendable {
    public var string: String
    /// Whose fonts and rules shape it.
    public var language: Language
    /// Whether it stands at the right side, as a name in Latin letters does on an Arabic page.
    public var startsRight: Bool

    /// - Parameter page: the language around it; the default is its own.
    public init(_ string: String, _ language: Language, on page: Language? = nil) {
        self.string = string
        self.language = language
        startsRight = (page ?? language).isRightToLeft
    }

    var scale: Double { language.profile?.scale ?? 1 }
}

/// How words are set.
public struct TextStyle: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case start, centre }

    /// Height of a capital letter in millimetres.
    public var capHeight: Double
    public var isBold: Bool
    public var alignment: Alignment
    /// Whether a word that is wider than its room may be cut between two letters: a last resort for paragraphs in large
    /// letters. Otherwise it sticks out, and the layout says so.
    public var breaksWords = false

    public init(_ capHeight: Double, bold: Bool = false, _ alignment: Alignment = .start) {
        self.capHeight = capHeight
        isBold = bold
        self.alignment = alignment
    }

    /// Size of the letters in millimetres. Source: Noto Sans, `OS/2.sCapHeight` 714 of 1000 units.
    var emSize: Double { capHeight / 0.714 }

    func scaled(_ factor: Double) -> TextStyle {
        var style = self
        style.capHeight *= factor
        return style
    }
}
