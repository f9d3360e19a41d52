import Foundation
import Guide

/// The words that the glossary of a language forbids, ready to be looked for in thousands of texts.
struct ForbiddenWords {
    private struct Word {
        var written: String
        var lowered: String
        var bytes: Data
        var isLatin: Bool
        var term: Glossary.Term
    }

    private let words: [Word]

    init(_ glossary: Glossary?) {
        words = (glossary?.terms ?? []).flatMap { term in
            term.doNotUse.map { written in
                let lowered = written.lowercased()
                let isLatin = lowered.unicodeScalars.first.map(Scripts.isLatin) ?? false
                return Word(written: written, lowered: lowered, bytes: Self.bytes(lowered), isLatin: isLatin, term: term)
            }
        }
    }

    /// The forbidden words in `text`, as the glossary writes them: in Latin letters words of their own, in other scripts
    /// anywhere.
    func standing(in text: String) -> [(word: String, term: Glossary.Term)] {
        guard !words.isEmpty else { return [] }
        let lowered = text.lowercased()
        let bytes = Self.bytes(lowered)
        return words.filter { word in
            // A word whose bytes are not there need not be looked for letter by letter.
            bytes.range(of: word.bytes) != nil && stands(word, in: lowered)
        }.map { ($0.written, $0.term) }
    }

    private func stands(_ word: Word, in text: String) -> Bool {
        guard word.isLatin else { return text.contains(word.lowered) }
        return text.ranges(of: word.lowered).contains { range in
            let before = text[..<range.lowerBound].last?.isLetter ?? false
            let after = text[range.upperBound...].first?.isLetter ?? false
            return !before && !after
        }
    }

    /// Of the composed form: the same letters have the same bytes, however they were typed.
    private static func bytes(_ text: String) -> Data { Data(text.precomposedStringWithCanonicalMapping.utf8) }
}
