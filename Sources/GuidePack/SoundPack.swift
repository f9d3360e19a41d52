import Crypto
import Foundation
import Guide

/// The recordings that a kiosk speaks with, signed with the key of the guide.
///
/// It stands beside the guide and is not part of it: a clip belongs to its words, so a new guide goes on speaking wherever its
/// words are the old ones, and where they are not the old clip is never played. Each clip is checked when it is read.
public struct SoundPack: Sendable, Equatable {
    /// The languages that can be heard, and whose voice each has.
    public let voices: [Language: Voice]

    private let folder: URL
    private let clips: [ClipKey: Entry]

    /// Whose voice it is.
    public enum Voice: String, Sendable, CaseIterable {
        /// A person has read everything.
        case human
        /// Some or all of it was made by a synthesiser.
        case synthetic
    }

    struct Entry: Equatable, Sendable {
        var sha256: String
        var bytes: Int
    }

    /// Larger than any sentence; a larger clip is not read into memory.
    static let mostClipBytes = 4 << 20
    /// A million clips.
    private static let mostIndexBytes = 128 << 20

    /// Reads the index in `folder`; the clips are read one by one when they are asked for.
    ///
    /// - Throws: ``PackError`` when the index is missing, not signed with `trust`, or not readable.
    public static func open(_ folder: URL, trust: TrustedKey) throws(PackError) -> SoundPack {
        guard let index = read(folder.appending(path: SoundIndex.name), most: mostIndexBytes) else {
            throw .missing(part: SoundIndex.name)
        }
        guard let line = read(folder.appending(path: SoundIndex.signature), most: 1_024),
            let signature = Signature(line: String(decoding: line, as: UTF8.self))
        else { throw .unsigned }
        guard signature.fingerprint == trust.fingerprint else {
            throw .signedByStranger(fingerprint: String(signature.fingerprint.prefix(16)))
        }
        guard trust.key.isValidSignature(signature.bytes, for: index) else { throw .altered(part: SoundIndex.name) }
        guard let parsed = SoundIndex(String(decoding: index, as: UTF8.self)) else {
            throw .unreadable(part: SoundIndex.name, reason: "it is no index of format \(SoundIndex.format)")
        }
        return SoundPack(voices: parsed.voices, folder: folder, clips: parsed.clips)
    }

    private init(voices: [Language: Voice], folder: URL, clips: [ClipKey: Entry]) {
        (self.voices, self.folder, self.clips) = (voices, folder, clips)
    }

    /// The recording of these words, Opus in Ogg; `nil`: there is none, or it is not what was signed.
    public func clip(of words: String, in language: Language) -> Data? {
        let key = ClipKey(words, language)
        guard let entry = clips[key], entry.bytes <= SoundPack.mostClipBytes,
            let bytes = SoundPack.read(folder.appending(path: key.path), most: SoundPack.mostClipBytes),
            Digest.sha256(of: bytes) == entry.sha256
        else { return nil }
        return bytes
    }

    /// How many clips there are.
    public var count: Int { clips.count }

    /// `nil` if there is no such file, or it is too large: either way it is not there.
    private static func read(_ file: URL, most: Int) -> Data? {
        guard let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= most else { return nil }
        return try? Data(contentsOf: file)
    }
}

/// Names a clip by its words: another text is another clip.
public struct ClipKey: Hashable, Sendable {
    public let language: Language
    /// The first 16 bytes of the SHA-256 of tag, line feed and words, in hexadecimal.
    public let hash: String

    /// - Parameter words: without marks for line breaks and direction.
    public init(_ words: String, _ language: Language) {
        self.language = language
        hash = Digest.hexadecimal(SHA256.hash(data: Data("\(language.tag)\n\(words)".utf8)).prefix(16))
    }

    init(language: Language, hash: String) { (self.language, self.hash) = (language, hash) }

    /// Where it lies in a pack.
    public var path: String { "\(language.tag)/\(hash).opus" }
}
