import Guide

/// Words of one language, ready to be shaped.
public struct Phrase: Hashable, Sendable {
    public var string: String
    public var language: Language

    public init(_ string: String, _ language: Language) {
        self.string = string
        self.language = language
    }
}

/// How words are set.
public struct TextStyle: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case start, centre }

    /// Height of a capital letter in millimetres.
    public var capHeight: Double
    public var isBold: Bool
    public var alignment: Alignment

    public init(_ capHeight: Double, bold: Bool = false, _ alignment: Alignment = .start) {
        self.capHeight = capHeight
        isBold = bold
        self.alignment = alignment
    }

    /// Size of the letters in millimetres. Source: Noto Sans, `OS/2.sCapHeight` 714 of 1000 units.
    var emSize: Double { capHeight / 0.714 }

    func scaled(_ factor: Double) -> TextStyle {
        TextStyle(capHeight * factor, bold: isBold, alignment)
    }
}
