import Appliance
import ArgumentParser
import Foundation
import Guide
import GuidePack

/// `kioskctl notice …`: what the staff of one kiosk put up and take down, at the kiosk and without any network.
struct NoticeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice", abstract: "Put up a notice on this kiosk in all its languages, or take it down.",
        discussion: """
            The sentences come with the guide, ready in every language. What is put up is on the start page within a minute, \
            stays there through restarts, and goes after its last day. A kiosk whose clock nobody has set shows it when the \
            clock is set.
            """,
        subcommands: [NoticeList.self, NoticePut.self, NoticeRemove.self], defaultSubcommand: NoticeList.self)
}

/// Whose notices they are.
struct NoticePlace: ParsableArguments {
    @Option(help: "The settings of the kiosk.") var config = "/etc/mrc-kiosk/kiosk.toml"
    @Option(help: "The folder that the kiosk writes into; the default is that of the settings.") var state: String?
    @Option(help: "The signed guide; the default is that of the settings.") var pack: String?
    @Option(help: "The public key of the guide's signature; the default is that of the settings.") var key: String?

    /// The kiosk's guide, and the file of its notices.
    func open() throws -> (guide: Guide, file: NoticeFile) {
        var settings = Configuration()
        if state == nil || pack == nil || key == nil { settings = try Configuration.read(URL(fileURLWithPath: config)) }
        func folder(_ path: String?, _ usual: URL) -> URL { path.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? usual }
        let trust = try TrustedKey(contentsOf: key.map { URL(fileURLWithPath: $0) } ?? settings.keys.guide)
        let guide = try Pack.open(folder(pack, settings.folders.guide), trust: trust, kiosk: .thisKiosk).guide
        return (guide, NoticeFile(in: folder(state, settings.folders.state), sentences: guide.sentences))
    }
}

/// `kioskctl notice list`
struct NoticeList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Say which sentences there are, and which of them are up.")

    @OptionGroup var place: NoticePlace

    func run() throws {
        try failing {
            let (guide, file) = try place.open()
            let up = try file.read()
            for sentence in guide.sentences {
                let days = up.first { $0.id == sentence.id }.map { "up: \($0.days)" } ?? "not up"
                print("\(sentence.id) (\(days))\n    \(guide.text(sentence.textID, in: .english)?.string ?? "")")
            }
        }
    }
}

/// `kioskctl notice put`
struct NoticePut: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "put", abstract: "Put a sentence up, or change its days.")

    @OptionGroup var place: NoticePlace
    @Argument(help: "The sentence, by its id; `kioskctl notice list` prints all.") var id: String
    @Option(help: "The first day, 2026-12-24; the default is today.") var from: DayArgument?
    @Option(help: "The last day, which counts too, 2026-12-26.") var until: DayArgument

    func run() throws {
        try failing {
            let (guide, file) = try place.open()
            let sentence = try guide.sentence(id)
            let start = from?.day ?? DayArgument.today
            if let problem = NoticeFile.problem(from: start, until: until.day) { throw ValidationError("--until \(problem).") }
            let notice = sentence.notice(from: start, until: until.day)
            try file.write(try file.read().filter { $0.id != id } + [notice])
            print("\(id) is up: \(notice.days)")
        }
    }
}

/// `kioskctl notice remove`
struct NoticeRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a sentence down.",
        discussion: "With --all everything goes, even from a file that cannot be read.")

    @OptionGroup var place: NoticePlace
    @Argument(help: "The sentence, by its id.") var id: String?
    @Flag(help: "Take everything down.") var all = false

    func validate() throws {
        guard (id == nil) == all else { throw ValidationError("Name a sentence, or --all.") }
    }

    func run() throws {
        try failing {
            let (guide, file) = try place.open()
            guard let id else {
                try file.write([])
                return print("nothing is up")
            }
            _ = try guide.sentence(id)
            try file.write(try file.read().filter { $0.id != id })
            print("\(id) is not up")
        }
    }
}

extension Guide {
    fileprivate func sentence(_ id: String) throws(ValidationError) -> NoticeSentence {
        if let sentence = sentences.first(where: { $0.id == id }) { return sentence }
        throw ValidationError("There is no sentence \(id); allowed are \(sentences.map(\.id).joined(separator: ", ")).")
    }
}
