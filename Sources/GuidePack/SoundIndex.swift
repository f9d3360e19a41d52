import Foundation
import Guide

/// The index of a sound pack: a line for each language, and one for each of its clips under it.
struct SoundIndex {
    static let name = "sounds.txt"
    static let signature = "sounds.sig"
    static let format = 1

    var voices: [Language: SoundPack.Voice] = [:]
    var clips: [ClipKey: SoundPack.Entry] = [:]

    init() {}

    /// `nil`: it is no such index.
    init?(_ text: String) {
        var lines = text.split(separator: "\n")[...]
        guard lines.popFirst() == "sounds \(SoundIndex.format)" else { return nil }
        var language: Language?
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 3, words[0] == "voice", let voice = SoundPack.Voice(rawValue: words[2]), SoundIndex.isTag(words[1]) {
                let tongue = Language(words[1])
                (language, voices[tongue]) = (tongue, voice)
            } else if words.count == 3, let tongue = language, SoundIndex.isHash(words[0]), let bytes = Int(words[2]) {
                clips[ClipKey(language: tongue, hash: words[0])] = SoundPack.Entry(sha256: words[1], bytes: bytes)
            } else {
                return nil
            }
        }
    }

    /// The same clips always give the same text.
    var text: String {
        var lines = ["sounds \(SoundIndex.format)"]
        let byLanguage = Dictionary(grouping: clips, by: \.key.language)
        for (language, voice) in voices.sorted(by: { $0.key < $1.key }) {
            lines.append("voice \(language.tag) \(voice.rawValue)")
            let own = (byLanguage[language] ?? []).sorted { $0.key.hash < $1.key.hash }
            lines += own.map { "\($0.key.hash) \($0.value.sha256) \($0.value.bytes)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Names of files come from these: nothing else may be in them.
    private static func isTag(_ text: String) -> Bool { text.count <= 16 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") } }
    private static func isHash(_ text: String) -> Bool { text.utf8.count == 32 && text.allSatisfy { $0.isASCII && $0.isHexDigit } }
}
