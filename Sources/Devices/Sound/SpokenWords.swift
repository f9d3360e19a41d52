/// Something to be said, and how. Its description tells nothing: it may be somebody's number.
public struct SpokenWords: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// One thing after another.
    public var pieces: [Piece]
    /// Whether only the visitor with the headset may hear them, as with a code.
    public var isPrivate: Bool
    /// How loud.
    public var volume: Volume
    /// How fast.
    public var tempo: Tempo

    /// What is said in one breath.
    public enum Piece: Hashable, Sendable {
        /// Words in the script of their language, and its BCP 47 tag, for example `km` or `ar`.
        case words(String, language: String)
        /// Silence between two sentences, or two groups of digits.
        case pause
    }

    /// Makes words to be said.
    public init(_ pieces: [Piece], isPrivate: Bool = false, volume: Volume = .standard, tempo: Tempo = .recorded) {
        self.pieces = pieces
        self.isPrivate = isPrivate
        self.volume = volume
        self.tempo = tempo
    }

    /// All words, with a space between two pieces and a line for each sentence.
    public var text: String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words, _): text += text.isEmpty || text.last == "\n" ? words : " \(words)"
            case .pause: if !text.isEmpty, text.last != "\n" { text += "\n" }
            }
        }
        return text.last == "\n" ? String(text.dropLast()) : text
    }

    /// The language of the first words; empty: nothing is said.
    public var language: String {
        pieces.lazy.compactMap { if case .words(_, let language) = $0 { language } else { nil } }.first ?? ""
    }

    public var description: String { "SpokenWords(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
