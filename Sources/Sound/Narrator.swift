import Guide
import Visit

/// Says what stands on a page, in one language.
///
/// Everything is put together from recordings: a text is one, or several where the machine fills something in; numbers are
/// read digit by digit.
public struct Narrator: Sendable {
    let guide: Guide
    let language: Language
    let voices: Set<Language>

    /// - Parameter voices: the languages that have a voice; what is written in others cannot be said.
    public init(guide: Guide, language: Language, voices: Set<Language>) {
        self.guide = guide
        self.language = language
        self.voices = voices
    }

    /// What can be heard of these pieces. Where nothing can, the kiosk says so in English instead of keeping silent.
    func heard(_ pieces: [Utterance.Piece]) -> Utterance {
        let all = Utterance(pieces)
        let said = all.said(by: voices)
        guard said.isEmpty, !all.isEmpty else { return said }
        return Utterance(Narrator(guide: guide, language: .english, voices: voices).pieces(of: .ui("sound.no_voice"))).said(by: voices)
    }

    /// Sentences with a pause after each.
    func sentences(_ all: [Words]) -> [Utterance.Piece] {
        all.flatMap { words in
            let pieces = pieces(of: words)
            return pieces.isEmpty ? [] : pieces + [.pause]
        }
    }

    func pieces(of words: Words) -> [Utterance.Piece] {
        switch words {
        case .text(let id, let arguments): text(id, arguments, in: language)
        case .foreign(let id, let tongue): text(id, [:], in: tongue)
        case .digits(let digits): number(digits)
        case .name(let name): Narrator.words(name, .english)
        case .autonym(let tongue): Narrator.words(tongue.profile?.autonym ?? tongue.tag, tongue)
        case .greeting(let tongue): Narrator.words(tongue.profile?.greeting ?? tongue.tag, tongue)
        case .list(let all): Array(all.map { pieces(of: $0) }.filter { !$0.isEmpty }.joined(separator: [.pause]))
        case .labelled(let label, let value): pieces(of: label) + pieces(of: value)
        }
    }

    /// Digit by digit; whatever stands between groups of digits is a pause.
    func number(_ digits: String) -> [Utterance.Piece] {
        var pieces: [Utterance.Piece] = []
        for character in digits {
            if character.isASCII, let digit = character.wholeNumberValue {
                pieces.append(.digit(digit, language))
            } else if let last = pieces.last, last != .pause {
                pieces.append(.pause)
            }
        }
        if pieces.last == .pause { pieces.removeLast() }
        return pieces
    }

    private func text(_ id: TextID, _ arguments: [String: Words], in wanted: Language) -> [Utterance.Piece] {
        guard let text = guide.text(id, in: wanted) else { return [] }
        let own = guide.catalogs[wanted]?.has(id) == true ? wanted : .english
        return Template(text.string).parts.flatMap { part in
            switch part {
            case .words(let words): Narrator.words(words, own)
            case .gap(let name): arguments[name].map { pieces(of: $0) } ?? []
            }
        }
    }

    /// Nothing for what holds no letter or digit.
    private static func words(_ string: String, _ language: Language) -> [Utterance.Piece] {
        let recording = Recording(string, language)
        guard recording.isSayable else { return [] }
        return [.words(recording.text, language)]
    }
}

extension Recording {
    /// Whether there is anything to read aloud: punctuation alone is not.
    var isSayable: Bool { text.contains { $0.isLetter || $0.isNumber } }
}

/// A text and the gaps that the machine fills: `{count}`.
struct Template {
    enum Part: Hashable {
        case words(String)
        case gap(String)
    }

    let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append(.words(String(rest[..<open])))
            parts.append(.gap(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + [.words(String(rest))]
    }
}
