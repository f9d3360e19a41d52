import ArgumentParser
import Foundation
import Guide
import Sound
import SoundPress
import Visit

/// `kioskctl sound`: from a list of what to read aloud to the pack that a kiosk speaks with.
struct SoundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sound", abstract: "Make the voices of kiosks.",
        subcommands: [SoundList.self, SoundDraft.self, SoundImport.self, SoundPackCommand.self])
}

/// Which texts are meant.
struct SoundArguments: ParsableArguments {
    @OptionGroup var guide: HandbookArguments

    @Option(help: "The language.")
    var lang: LanguageArgument

    @Option(help: "Only texts whose id begins so, for example ui. or digit. May be given more than once. Default: all.")
    var only: [String] = []

    func entries() throws -> [RecordingList.Entry] {
        let guide = try guide.handbook().guide
        guard guide.site.languages.contains(lang.language) || lang.language == .english else {
            let allowed = guide.site.languages.map(\.tag).joined(separator: ", ")
            throw ValidationError("--lang: the site \(guide.site.id) has no \(lang.language.tag); allowed are \(allowed).")
        }
        let all = RecordingList(of: guide, in: lang.language).entries
        guard !only.isEmpty else { return all }
        return all.filter { entry in only.contains { entry.id.hasPrefix($0) } }
    }
}

/// `kioskctl sound list`
struct SoundList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print what has to be read aloud, as CSV.",
        discussion: "Columns: id, text, language, context. Where the machine fills something in, a text is several recordings.")

    @OptionGroup var sound: SoundArguments

    func run() throws {
        print("id,text,language,context")
        for entry in try sound.entries() {
            print([entry.id, entry.recording.text, entry.recording.language.tag, entry.context].map(SoundList.cell).joined(separator: ","))
        }
    }

    /// Source: RFC 4180, 2.
    private static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

/// `kioskctl sound draft`
struct SoundDraft: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Make clips with a synthesiser for what nobody has read aloud yet.",
        discussion: "Only in languages in which espeak-ng is fit to be listened to. What is there already stays.")

    @OptionGroup var sound: SoundArguments

    @Option(help: "The folder of clips.")
    var into: String

    func run() throws {
        guard let voice = DraftVoice.all[sound.lang.language] else {
            let allowed = DraftVoice.all.keys.sorted().map(\.tag).joined(separator: ", ")
            throw ValidationError(
                "--lang: no synthesiser is fit for \(sound.lang.language.tag), a person has to read it; allowed are \(allowed).")
        }
        let store = ClipStore(folder: into)
        let missing = try sound.entries().filter { store.find($0.recording) == nil }
        for entry in missing {
            try failing {
                let take = try Take(try Workshop.draft(of: entry.recording.text, voice: voice))
                try Workshop.encode(take, to: try store.place(for: entry.recording, .draft))
            }
        }
        print("\(sound.lang.language.tag): \(missing.count) drafts made")
    }
}

/// `kioskctl sound import`
struct SoundImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take recordings of a person: check, trim, make equally loud, encode.",
        discussion: "Each file has the id of its text as its name, in any format that ffmpeg reads: ui.nav.back.wav, digit.3.flac.")

    @Argument(help: "The folder with the recordings.")
    var folder: String

    @OptionGroup var sound: SoundArguments

    @Option(help: "The folder of clips.")
    var into: String

    func run() throws {
        let store = ClipStore(folder: into)
        let entries = Dictionary(try sound.entries().map { ($0.id, $0) }) { first, _ in first }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw ValidationError("\(folder): there is no such folder that can be read.")
        }
        var (taken, refused) = (0, 0)
        for name in names {
            let file = URL(fileURLWithPath: folder).appending(path: name)
            guard let entry = entries[file.deletingPathExtension().lastPathComponent] else {
                refused += 1
                complain("\(name): no text has this id; `kioskctl sound list` prints them")
                continue
            }
            do {
                try Workshop.encode(try Take(try Workshop.samples(of: file)), to: try store.place(for: entry.recording, .human))
                taken += 1
            } catch {
                refused += 1
                complain("\(name): \(error)")
            }
        }
        print("\(sound.lang.language.tag): \(taken) taken, \(refused) refused, \(entries.values.filter { store.human($0.recording) == nil }.count) to go")
        if refused > 0 { throw ExitCode.failure }
    }

    private func complain(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
