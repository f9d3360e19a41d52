/// The name of one translatable text, the same in every language: `ui.nav.back`, `article.papers-passport.yours`.
///
/// It is the `msgctxt` of the text in the PO files and never changes its meaning.
public struct TextID: Hashable, Sendable, Comparable, ExpressibleByStringInterpolation, CustomStringConvertible {
    public let name: String

    public init(_ name: String) { self.name = name }
    public init(stringLiteral name: String) { self.name = name }

    public var description: String { name }

    public static func < (a: TextID, b: TextID) -> Bool { a.name < b.name }
}

/// One text of one language, ready to be drawn: line breaks for scripts without spaces are already in it.
public struct Text: Hashable, Sendable {
    public var string: String
    /// Whether no native speaker has reviewed it yet (`fuzzy` in its PO file).
    public var isDraft: Bool

    public init(_ string: String, isDraft: Bool = false) {
        self.string = string
        self.isDraft = isDraft
    }
}
