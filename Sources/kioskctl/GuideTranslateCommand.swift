import ArgumentParser
import Foundation
import Guide
import GuidePress

/// `kioskctl guide extract`
struct GuideExtract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Write the template that translations are made from.")

    @OptionGroup var root: GuideRoot

    @Option(help: "The file to write; the default is Strings/kiosk.pot below the root.")
    var out: String?

    func run() throws {
        let (manuscript, problems) = try root.read()
        try root.report(problems.filter { $0.severity == .error && !$0.file.hasSuffix(".po") })
        let file = URL(fileURLWithPath: out ?? "\(root.root)/Strings/kiosk.pot")
        try failing { try Data(Template(of: manuscript).file.text.utf8).write(to: file, options: .atomic) }
        print("\(manuscript.texts.count) texts")
    }
}

/// `kioskctl guide merge`
struct GuideMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Bring translations up to date with the English, keeping every translation.",
        discussion: "Without a language, all languages of Guide/guide.toml. A file that does not exist is made.")

    @OptionGroup var root: GuideRoot

    @Argument(help: "Languages, as tags: ar my.")
    var languages: [String] = []

    @Option(help: "A text whose English was only spelled better, by its id: its translations stay as they are. May be given often.")
    var minor: [String] = []

    @Option(help: "A text whose translation fits today's English as it is, by its id; name the languages. May be given often.")
    var fits: [String] = []

    func run() throws {
        let (manuscript, problems) = try root.read()
        try root.report(problems.filter { $0.severity == .error })
        try check(minor, of: "--minor", manuscript)
        try check(fits, of: "--fits", manuscript)
        if !fits.isEmpty, languages.isEmpty {
            throw ValidationError("--fits: name the languages in which it was read again: kioskctl guide merge --fits ID km")
        }
        let template = Template(of: manuscript)
        let chosen = languages.isEmpty ? manuscript.languages : languages.map(Language.init)
        for language in chosen where language != .english {
            guard manuscript.languages.contains(language) else {
                throw ValidationError("\(language) is not among the languages of Guide/guide.toml.")
            }
            let merged = template.merged(
                into: manuscript.translations[language]?.file, language: language, minor: Set(minor.map { TextID($0) }),
                fitting: Set(fits.map { TextID($0) }))
            let file = URL(fileURLWithPath: "\(root.root)/Strings/\(language).po")
            try failing { try Data(merged.text.utf8).write(to: file, options: .atomic) }
            let done = merged.entries.count { !$0.translation.isEmpty }
            print("\(language): \(done) of \(merged.entries.count)")
        }
    }

    private func check(_ ids: [String], of option: String, _ manuscript: Manuscript) throws {
        for id in ids where !manuscript.texts.contains(where: { $0.id.name == id }) {
            throw ValidationError("\(option): there is no text \(id). The ids are the msgctxt of \(root.root)/Strings/kiosk.pot.")
        }
    }
}
