import ArgumentParser
import Foundation
import Guide
import GuidePack
import GuidePress

/// `kioskctl guide due`
struct GuideDue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "List what must be called, read or reviewed again, by risk and date.",
        discussion: "Exit status 0 when nothing is due, 1 when something is.")

    @OptionGroup var root: GuideRoot

    @Option(help: "The day until which to look; the default is today.")
    var by: DayArgument?

    @Option(help: "Only what has to be done in this way: call, read or review.")
    var task: DueItem.Task?

    func run() throws {
        let (manuscript, _) = try root.read()
        let list = DueList(of: manuscript, by: by?.day ?? DayArgument.today)
        let items = list.items.filter { task == nil || $0.task == task }
        guard !items.isEmpty else { return print("Nothing is due.") }
        print(DueList(items).text)
        print("\(items.count) due")
        throw ExitCode.failure
    }
}

extension DueItem.Task: ExpressibleByArgument {}

/// `kioskctl guide review`
struct GuideReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Write what is left to review in a language as a page to print: English, draft, back-translation.")

    @OptionGroup var root: GuideRoot
    @Option(name: .customLong("lang"), help: "BCP 47 tag.") var language: LanguageArgument
    @Flag(help: "Only what concerns safety.") var safety = false
    @Option(name: .short, help: "The HTML file.") var output = "review.html"

    func run() throws {
        let (manuscript, problems) = try root.read()
        try root.report(problems.filter { $0.severity == .error })
        guard manuscript.translations[language.language] != nil else {
            throw ValidationError("There is no \(root.root)/Strings/\(language.language).po.")
        }
        let sheet = ReviewSheet(of: language.language, in: manuscript, isSafetyOnly: safety)
        try write(Array(sheet.html.utf8), to: output)
        print("\(language.language): \(sheet.rows.count) texts to review, \(sheet.rows.count(where: \.isSafety)) of them concern safety")
    }
}

/// `kioskctl guide diff`
struct GuideDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Say in words what changes for a visitor from one pack to another.")

    @Argument(help: "The folder of the pack that kiosks show now.")
    var old: String

    @Argument(help: "The folder of the pack that comes.")
    var new: String

    @Option(help: "The public key that the kiosk trusts, guide.pub.")
    var key: String

    func run() throws {
        try failing {
            let trust = try TrustedKey(contentsOf: URL(fileURLWithPath: key))
            func guide(_ folder: String) throws -> Guide {
                try Pack.open(URL(fileURLWithPath: folder, isDirectory: true), trust: trust, kiosk: .thisKiosk).guide
            }
            let difference = GuideDifference(from: try guide(old), to: try guide(new))
            print(difference.isEmpty ? "Nothing changes for visitors." : difference.lines.joined(separator: "\n"))
        }
    }
}
