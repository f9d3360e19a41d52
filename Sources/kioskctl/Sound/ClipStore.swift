import Foundation
import Guide
import GuidePack
import Sound

/// A folder of clips on an editor's machine: for each language what people read, and the drafts of a synthesiser.
struct ClipStore {
    enum Origin: String { case human, draft }

    let base: URL

    init(folder: String) { base = URL(fileURLWithPath: folder, isDirectory: true) }

    /// The clip of a recording, a person's before a draft; `nil`: there is none.
    func find(_ recording: Recording) -> URL? { human(recording) ?? existing(recording, .draft) }

    func human(_ recording: Recording) -> URL? { existing(recording, .human) }

    /// Where its clip is to be written; the folder is made.
    func place(for recording: Recording, _ origin: Origin) throws -> URL {
        let file = file(recording, origin)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        return file
    }

    private func existing(_ recording: Recording, _ origin: Origin) -> URL? {
        let file = file(recording, origin)
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }

    private func file(_ recording: Recording, _ origin: Origin) -> URL {
        let key = ClipKey(recording.text, recording.language)
        return base.appending(path: "\(recording.language.tag)/\(origin.rawValue)/\(key.hash).opus")
    }
}
