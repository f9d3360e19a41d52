import Guide

extension Manuscript {
    /// The interface in English: `Strings/en.toml`.
    mutating func readStrings(_ tree: SourceTree, _ report: Report) {
        let file = "Strings/en.toml"
        guard let text = tree.text(file, report), let fields = Fields(toml: text, file: file, report) else { return }
        texts += Self.strings(in: fields, prefix: "ui").sorted { $0.place.line < $1.place.line }
    }

    /// A section says with `coverage = "core"` that every language needs it and what is in it; a text may say otherwise.
    private static func strings(in section: Fields, prefix: String, isCore: Bool = false) -> [SourceText] {
        let isCore = section.belongsToCore(within: isCore)
        return section.entries.keys.filter { $0 != "coverage" }.sorted().flatMap { key -> [SourceText] in
            let id = "\(prefix).\(key)"
            switch section.entries[key] {
            case .string(let english):
                return [text(id, english, in: section, key: key, isCore: isCore)]
            case .table(let entries):
                guard let own = section.table(key) else { return [] }
                guard case .string(let english) = entries["text"], entries.keys.allSatisfy(noteKeys.contains) else {
                    return strings(in: own, prefix: id, isCore: isCore)
                }
                return [
                    text(
                        id, english, in: section, key: key, note: own.optionalString("note") ?? "",
                        isButton: own.boolean("button"), isSafety: own.boolean("safety"),
                        isCore: own.belongsToCore(within: isCore))
                ]
            default:
                section.report.error(
                    section.place(of: key), "the string `\(key)` is no text",
                    remedy: "Write \(key) = \"…\", or { text = \"…\", note = \"…\" }")
                return []
            }
        }
    }

    private static let noteKeys: Set = ["text", "note", "button", "safety", "coverage"]

    private static func text(
        _ id: String, _ english: String, in section: Fields, key: String, note: String = "", isButton: Bool = false,
        isSafety: Bool = false, isCore: Bool
    ) -> SourceText {
        let place = section.place(of: key)
        if english.trimmed.isEmpty {
            section.report.error(place, "the string `\(key)` is empty", remedy: "Write its English text")
        }
        return SourceText(
            TextID(id), english, note: note, isButton: isButton, isSafety: isSafety, isCore: isCore, at: place)
    }
}
