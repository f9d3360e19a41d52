import ArgumentParser
import Foundation
import Guide
import GuidePack
import Sound

/// `kioskctl sound pack`
struct SoundPackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Make the signed sounds of a site.",
        discussion: "A language gets a voice when nothing of its list is missing; others stay without, and the kiosk says so.")

    @OptionGroup var guide: HandbookArguments

    @Argument(help: "The folder of clips.")
    var clips: String

    @Option(help: "The signing key, guide.key of `kioskctl guide keygen`.")
    var key: String

    @Option(help: "The folder to write, which must not be there yet.")
    var out: String

    @Flag(help: "Give a voice to a language too of which something is missing. What is missing is not heard.")
    var partial = false

    func run() throws {
        let guide = try guide.handbook().guide
        let folder = URL(fileURLWithPath: out, isDirectory: true)
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw ValidationError("\(out) is there already; nothing was written.")
        }
        try failing {
            var writer = SoundPackWriter()
            for language in Set(guide.site.languages + [.english]).sorted() { try add(language, of: guide, to: &writer) }
            try writer.write(to: folder, signedWith: try SigningKey(contentsOf: URL(fileURLWithPath: key)))
        }
    }

    private func add(_ language: Language, of guide: Guide, to writer: inout SoundPackWriter) throws {
        let store = ClipStore(folder: clips)
        let recordings = RecordingList(of: guide, in: language).entries.map(\.recording)
        let found = recordings.compactMap { recording in store.find(recording).map { (recording, $0) } }
        let missing = recordings.count - found.count
        guard !found.isEmpty, missing == 0 || partial else {
            print("\(language.tag): no voice, \(missing) of \(recordings.count) missing")
            return
        }
        let isHuman = found.allSatisfy { store.human($0.0) != nil }
        let clips = Dictionary(uniqueKeysWithValues: found.map { (ClipKey($0.0.text, language), $0.1) })
        try writer.add(language, isHuman ? .human : .synthetic, clips: clips)
        print("\(language.tag): \(isHuman ? "human" : "synthetic") voice, \(found.count) clips, \(missing) missing")
    }
}
