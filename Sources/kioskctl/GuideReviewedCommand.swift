import ArgumentParser
import Foundation
import Guide
import GuidePress

/// `kioskctl guide reviewed`
struct GuideReviewed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviewed", abstract: "Note who has read translations as they are.",
        discussion:
            "For reviewers whose tool has no place for a name, as Weblate: they take away \"Needs editing\" and tell the editors which "
            + "texts they have read. A draft, a stale and a missing text is refused.")

    @OptionGroup var root: GuideRoot

    @Argument(help: "The language, as a tag: km.")
    var language: String

    @Argument(help: "The texts, by their ids.")
    var texts: [String] = []

    @Option(help: "Who has read them: a name that tells the person from the others.")
    var by: String

    @Flag(help: "All texts that concern safety and are no drafts any more, instead of ids.")
    var safety = false

    func validate() throws {
        guard texts.isEmpty == safety else { throw ValidationError("Name texts by their ids, or give --safety, and not both.") }
    }

    func run() throws {
        let (manuscript, problems) = try root.read()
        try root.report(problems.filter { $0.severity == .error })
        guard let translation = manuscript.translations[Language(language)] else {
            throw ValidationError("There is no translation into \(language) in \(root.root)/Strings.")
        }
        let reviewed = manuscript.texts.filter { translation.isReviewed($0) }
        if let other = texts.first(where: { id in !reviewed.contains { $0.id.name == id } }) {
            throw ValidationError("\(other) is no reviewed text in \(language); allowed are texts that are not marked fuzzy, stale or empty.")
        }
        let chosen = Set(safety ? reviewed.filter(\.isSafety).map(\.id.name) : texts)
        var file = translation.file
        for index in file.entries.indices where chosen.contains(file.entries[index].context) { file.entries[index].noteReader(by) }
        try failing {
            try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(root.root)/\(translation.path)"), options: .atomic)
        }
        print("\(language): \(chosen.count) texts read by \(by)")
    }
}

extension Translation {
    fileprivate func isReviewed(_ text: SourceText) -> Bool {
        if case .reviewed = state(of: text) { true } else { false }
    }
}
