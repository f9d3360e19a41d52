import Foundation
import Guide

/// Writes a signed sound pack.
public struct SoundPackWriter {
    private var index = SoundIndex()
    private var files: [ClipKey: URL] = [:]

    public init() {}

    /// Adds a language with its clips.
    ///
    /// - Throws: an error of the file system when a clip cannot be read.
    public mutating func add(_ language: Language, _ voice: SoundPack.Voice, clips: [ClipKey: URL]) throws {
        index.voices[language] = voice
        for (key, file) in clips where key.language == language {
            let bytes = try Data(contentsOf: file)
            index.clips[key] = SoundPack.Entry(sha256: Digest.sha256(of: bytes), bytes: bytes.count)
            files[key] = file
        }
    }

    /// Writes everything into `folder`, which must not exist; the signature last, so that half a pack is refused.
    ///
    /// - Throws: an error of the file system.
    public func write(to folder: URL, signedWith key: SigningKey) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for language in index.voices.keys {
            try FileManager.default.createDirectory(at: folder.appending(path: language.tag), withIntermediateDirectories: false)
        }
        for (clip, file) in files { try FileManager.default.copyItem(at: file, to: folder.appending(path: clip.path)) }
        let text = Data(index.text.utf8)
        try text.write(to: folder.appending(path: SoundIndex.name))
        let signature = try Signature(fingerprint: key.trusted.fingerprint, bytes: key.signature(of: text))
        try Data(signature.line.utf8).write(to: folder.appending(path: SoundIndex.signature))
    }
}
