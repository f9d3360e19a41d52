import Foundation
import Guide

extension Manuscript {
    /// Reads the folder with `Guide`, `Strings`, `Sites`, `Forms` and `Theme` in it.
    ///
    /// Never stops at the first problem. Problems come in the order of files and lines; their paths are below `root`.
    public static func read(_ root: URL) -> (manuscript: Manuscript, problems: [Problem]) {
        let report = Report()
        let tree = SourceTree(root: root)
        var manuscript = Manuscript()
        manuscript.readTitle(tree, report)
        manuscript.readStrings(tree, report)
        manuscript.readSources(tree, report)
        manuscript.readClaims(tree, report)
        manuscript.readTopics(tree, report)
        manuscript.readArticles(tree, report)
        manuscript.readDirectory(tree, report)
        manuscript.readUnions(tree, report)
        manuscript.readSigns(tree, report)
        manuscript.readNotices(tree, report)
        manuscript.readFees(tree, report)
        manuscript.readSites(tree, report)
        manuscript.readForm(tree, report)
        manuscript.readTranslations(tree, report)
        manuscript.readGlossaries(tree, report)
        manuscript.readBackTranslations(tree, report)
        manuscript.icons = Set(tree.files(in: "Theme/icons", suffix: ".svg").map(baseName))
        return (manuscript, report.problems.sorted { ($0.place, $0.what) < ($1.place, $1.what) })
    }

    private mutating func readTitle(_ tree: SourceTree, _ report: Report) {
        let file = "Guide/guide.toml"
        guard let text = tree.text(file, report), let fields = Fields(toml: text, file: file, report) else { return }
        fields.allow("version", "minimum_kiosk", "languages", "core_languages", "default_review_days")
        version = fields.string("version")
        minimumKiosk = fields.string("minimum_kiosk")
        for key in ["version", "minimum_kiosk"] where !isVersion(fields.optionalString(key) ?? "0") {
            report.error(
                fields.place(of: key), "`\(key)` is no version", remedy: "Write numbers with points, \"2026.11.1\"")
        }
        readLanguages(fields, report)
        guard let days = fields.table("default_review_days") else { return }
        let kinds = Claim.Kind.allCases.map(\.rawValue) + ["safety"]
        for key in days.entries.keys.sorted() {
            if !kinds.contains(key) {
                report.error(
                    days.place(of: key), "`\(key)` is no kind of claim",
                    remedy: "Write one of: \(kinds.joined(separator: ", "))")
            }
            reviewDays[key] = days.integer(key, in: 1...3650)
        }
    }

    private mutating func readLanguages(_ fields: Fields, _ report: Report) {
        let lists = ["languages", "core_languages"].map { key in (key, fields.strings(key).map(Language.init)) }
        languages = lists.flatMap(\.1)
        coreLanguages = Set(lists[1].1)
        for (key, list) in lists {
            for language in list where language.profile == nil {
                report.error(
                    fields.place(of: key), "the kiosk has no fonts for \"\(language)\"",
                    remedy: "Write one of: \(LanguageProfile.all.keys.sorted().map(\.tag).joined(separator: ", "))")
            }
        }
        for language in lists[0].1 where coreLanguages.contains(language) {
            report.error(
                fields.place(of: "core_languages"), "\(language) stands in both lists of languages",
                remedy: "Keep it in `languages` if it is translated in full, else in `core_languages`")
            coreLanguages.remove(language)
        }
        if coreLanguages.contains(.english) {
            report.error(
                fields.place(of: "core_languages"), "English is the source of all texts", remedy: "Keep it in `languages`")
        }
    }

    private mutating func readGlossaries(_ tree: SourceTree, _ report: Report) {
        for file in tree.files(in: "Strings/glossary", suffix: ".toml") {
            guard let text = tree.text(file, report), let fields = Fields(toml: text, file: file, report) else {
                continue
            }
            fields.allow("term")
            let terms = fields.tables("term").map { term in
                term.allow("en", "preferred", "do_not_use", "note")
                return Glossary.Term(
                    english: term.string("en"), preferred: term.string("preferred"),
                    doNotUse: term.strings("do_not_use").filter { !$0.isEmpty }, place: term.place)
            }
            glossaries[Language(baseName(file))] = Glossary(terms: terms)
        }
    }

    private func isVersion(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...4).contains(parts.count) && parts.allSatisfy { Int($0) != nil && $0.allSatisfy(\.isASCII) }
    }
}

/// Reports ids that stand twice, and gives back the first of each.
func withoutDoubles<Value>(
    _ list: [Placed<Value>], _ noun: String, _ report: Report, id: (Value) -> String
) -> [Placed<Value>] {
    var seen: [String: Place] = [:]
    return list.filter { item in
        let id = id(item.value)
        if let first = seen[id] {
            report.error(
                item.place, "the \(noun) `\(id)` stands twice, first in \(first.file):\(first.line)",
                remedy: "Give one of them another id")
            return false
        }
        seen[id] = item.place
        return true
    }
}
