import Guide

extension Manuscript {
    /// `Strings/back/<tag>.tsv`: a text a line, its id, a tab, and what its draft says in English.
    mutating func readBackTranslations(_ tree: SourceTree, _ report: Report) {
        let known = Set(texts.map(\.id))
        for path in tree.files(in: "Strings/back", suffix: ".tsv") {
            guard let text = tree.text(path, report) else { continue }
            var back: [TextID: String] = [:]
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
                let place = Place(file: path, line: index + 1)
                let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0.trimmed) }
                guard parts.count == 2, !parts[1].isEmpty else {
                    report.error(place, "this is not an id, a tab and a text", remedy: "Write \"ui.nav.help\", a tab, and the English")
                    continue
                }
                let id = TextID(parts[0])
                if !known.contains(id) {
                    report.warning(place, "there is no text `\(id)` any more", remedy: "Remove the line")
                } else if back[id] != nil {
                    report.error(place, "`\(id)` stands here twice", remedy: "Keep one")
                }
                back[id] = parts[1]
            }
            backTranslations[Language(baseName(path))] = back
        }
    }
}
