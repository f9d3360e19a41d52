import Crypto

/// Which English a translation was made from, and which translation that was: the comment `# follows: 1a2b3c4d 5e6f7a8b`
/// of its entry. `kioskctl guide merge` writes it, and nobody else.
///
/// It stands among the translators' comments because these survive where other places do not: Weblate and Poedit write them
/// back as they were, and `msgmerge` takes them over, while notes (`#.`), references and unknown flags come from the template
/// each time, and `#| msgid` goes as soon as somebody takes away "Needs work". With the second hash a translation that was
/// changed after its English can be told from one that was only marked as done.
public struct Origin: Hashable, Sendable {
    /// Of the English without its spaces, capitals and punctuation: these make nothing stale.
    public var english: TextHash
    /// Of the translation to the letter.
    public var translation: TextHash

    public init(english: String, translation: String) {
        (self.english, self.translation) = (TextHash(of: english.essence), TextHash(of: translation))
    }

    fileprivate static let mark = "follows:"

    fileprivate init?(comment: String) {
        let words = comment.split(separator: " ")
        guard words.count == 3, words[0] == Origin.mark, let english = TextHash(String(words[1])),
            let translation = TextHash(String(words[2]))
        else { return nil }
        (self.english, self.translation) = (english, translation)
    }

    fileprivate var comment: String { "\(Origin.mark) \(english) \(translation)" }
}

/// The first eight hexadecimal digits of a SHA-256: enough to tell one wording of a text from the next.
public struct TextHash: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    private static let digits = 8

    public init(of text: String) {
        let bytes = Array(text.utf8).withUnsafeBytes { SHA256.hash(data: $0) }
        let hex = bytes.prefix(TextHash.digits / 2).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        description = hex.joined()
    }

    /// `nil` if these are not eight hexadecimal digits.
    init?(_ text: String) {
        guard text.utf8.count == TextHash.digits, text.allSatisfy(\.isHexDigit) else { return nil }
        description = text.lowercased()
    }
}

extension POEntry {
    /// `nil`: nothing is written down, as for a translation that `kioskctl guide merge` has not seen yet.
    public var origin: Origin? {
        get { comments.lazy.compactMap(Origin.init(comment:)).first }
        set {
            comments.removeAll { $0.hasPrefix(Origin.mark) }
            if let newValue { comments.append(newValue.comment) }
        }
    }

    /// Whether the translation was made from `english` and is as it was, whatever stood between.
    func follows(_ english: String) -> Bool { origin == Origin(english: english, translation: translation) }

    /// Whether the translation was there before `english` was, whatever the entry's other marks say.
    func isBehind(_ english: String) -> Bool {
        guard let origin else { return false }
        return origin.english != TextHash(of: english.essence) && origin.translation == TextHash(of: translation)
    }
}
