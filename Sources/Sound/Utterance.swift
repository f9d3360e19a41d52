import Guide

/// Something to be said: in order, pieces of which each is one recording.
public struct Utterance: Hashable, Sendable {
    public var pieces: [Piece]

    public init(_ pieces: [Piece] = []) { self.pieces = pieces }

    /// One recording, or the silence between two.
    public enum Piece: Hashable, Sendable {
        /// Words of one language without anything that the machine fills in.
        case words(String, Language)
        /// Range: 0–9.
        case digit(Int, Language)
        /// Between two sentences, or two groups of digits.
        case pause
    }

    /// Whether nothing would be heard.
    public var isEmpty: Bool { !pieces.contains { $0 != .pause } }

    /// What is said in a language that has a voice; the rest is left out.
    public func said(by voices: Set<Language>) -> Utterance {
        Utterance(pieces.filter { piece in piece.recording.map { voices.contains($0.language) } ?? true })
    }
}

/// What somebody reads aloud for one clip: a changed text is another recording, so that its old clip is stale by itself.
public struct Recording: Hashable, Sendable, Comparable {
    /// Without marks for line breaks and direction.
    public var text: String
    public var language: Language

    public init(_ text: String, _ language: Language) {
        self.text = Recording.plain(text)
        self.language = language
    }

    public static func < (a: Recording, b: Recording) -> Bool { (a.language, a.text) < (b.language, b.text) }

    /// Without the invisible marks, and with one space wherever there is white space.
    private static func plain(_ text: String) -> String {
        let visible = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x200B, 0x2060, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
        return String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension Utterance.Piece {
    /// What is played for it; `nil`: silence.
    public var recording: Recording? {
        switch self {
        case .words(let text, let language): Recording(text, language)
        case .digit(let digit, let language): Recording(String(digit), language)
        case .pause: nil
        }
    }
}
