import Guide

/// One article as written: front matter between lines of `+++`, then blocks with blank lines between them.
///
/// A block ends with its name in braces, `{#photo claim=F019}`, which translators and the machine know it by. A line to
/// tick begins with `[ ] `, the answer to it follows with `> `; a step may have a picture, `{#listen icon=chat}`; what is
/// said with the result of the ticks says when, `{#ask when=some}`.
struct ArticleFile {
    enum Kind: Equatable {
        case title, paragraph
        case step(Int)
        case warning
        case contact(String)
        case tick, answer
        case outcome(Article.Block.Outcome)
    }

    struct Block {
        var kind: Kind
        var id: String
        var claimID: String?
        var icon: String?
        /// Empty for a contact.
        var text: String
        var place: Place
    }

    private(set) var matter: Fields?
    private(set) var blocks: [Block] = []

    init(_ text: String, file: String, _ report: Report) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let start = Place(file: file, line: 1)
        guard lines.first?.trimmed == "+++" else {
            report.error(start, "the article has no front matter", remedy: "Begin the file with a line of +++")
            return
        }
        guard let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "+++" }) else {
            report.error(start, "the front matter never ends", remedy: "Put a second line of +++ after it")
            return
        }
        matter = Fields(toml: lines[1..<end].joined(separator: "\n"), file: file, firstLine: 2, report)
        for block in Self.paragraphs(lines, from: end + 1) {
            if let block = Self.block(block.text, at: Place(file: file, line: block.line), report) {
                blocks.append(block)
            }
        }
    }

    private static func paragraphs(_ lines: [Substring], from first: Int) -> [(line: Int, text: String)] {
        var found: [(line: Int, text: String)] = []
        var isOpen = false
        for index in lines.indices.dropFirst(first) {
            let line = lines[index].trimmed
            if line.isEmpty {
                isOpen = false
            } else if isOpen {
                found[found.count - 1].text += " \(line)"
            } else {
                found.append((index + 1, String(line)))
                isOpen = true
            }
        }
        return found
    }

    private static func block(_ text: String, at place: Place, _ report: Report) -> Block? {
        guard text.hasSuffix("}"), let brace = text.range(of: "{#", last: true) else {
            report.error(place, "this block has no name", remedy: "End it with a short name in braces, {#photo}")
            return nil
        }
        var words = text[brace.upperBound...].dropLast().split(separator: " ")[...]
        let id = words.popFirst().map(String.init) ?? ""
        if !isName(id) {
            report.error(
                place, "the block's name \"\(id)\" is malformed", remedy: "Use lower-case letters, digits and hyphens")
        }
        let marks = Self.marks(Array(words), at: place, report)
        var (kind, content) = kind(of: String(text[..<brace.lowerBound].trimmed), at: place, report)
        if let when = marks["when"] { kind = outcome(when, instead: kind, at: place, report) }
        if marks["icon"] != nil, !isStep(kind) {
            report.error(place, "only a step has a picture", remedy: "Remove icon=, or begin the block with `1. `")
        }
        if content.isEmpty, !isContact(kind) {
            report.error(place, "this block says nothing", remedy: "Write its text before the braces, or remove it")
        }
        return Block(kind: kind, id: id, claimID: marks["claim"], icon: marks["icon"], text: content, place: place)
    }

    /// What stands after the name in the braces: `claim`, `icon` and `when`, each with a word.
    private static func marks(_ words: [Substring], at place: Place, _ report: Report) -> [String: String] {
        words.reduce(into: [:]) { marks, word in
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, ["claim", "icon", "when"].contains(parts[0]) else {
                report.error(
                    place, "`\(word)` is unknown in the braces",
                    remedy: "Write {#name}, {#name claim=F019}, {#name icon=chat} or {#name when=some}")
                return
            }
            marks[parts[0]] = parts[1]
        }
    }

    private static func outcome(_ word: String, instead kind: Kind, at place: Place, _ report: Report) -> Kind {
        if kind != .paragraph {
            report.error(place, "only a paragraph is said with a result", remedy: "Remove when=, or the mark before the text")
        }
        if let outcome = Article.Block.Outcome(rawValue: word) { return .outcome(outcome) }
        let allowed = Article.Block.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
        report.error(place, "`when` has the unknown word \"\(word)\"", remedy: "Write one of: \(allowed)")
        return kind
    }

    private static func kind(of text: String, at place: Place, _ report: Report) -> (Kind, String) {
        if text.hasPrefix("# ") { return (.title, String(text.dropFirst(2).trimmed)) }
        if text.hasPrefix("! ") { return (.warning, String(text.dropFirst(2).trimmed)) }
        if text.hasPrefix("[ ] ") { return (.tick, String(text.dropFirst(4).trimmed)) }
        if text.hasPrefix("> ") { return (.answer, String(text.dropFirst(2).trimmed)) }
        if text.hasPrefix("@") {
            let service = String(text.dropFirst().trimmed)
            if service.contains(" ") || service.isEmpty {
                report.error(place, "a contact is one id of the directory", remedy: "Write @service-id {#name}")
            }
            return (.contact(service), "")
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if let number = Int(digits), text.dropFirst(digits.count).hasPrefix(". ") {
            return (.step(number), String(text.dropFirst(digits.count + 2).trimmed))
        }
        for mark in ["#", "- ", "* ", "[", ">", "|", "```"] where text.hasPrefix(mark) {
            report.error(
                place, "`\(mark.trimmed)` at the start of a block is not understood",
                remedy: "A block is a paragraph, a step `1. `, a warning `! `, a contact `@id`, a line to tick `[ ] ` "
                    + "or its answer `> `")
        }
        return (.paragraph, text)
    }

    private static func isStep(_ kind: Kind) -> Bool { if case .step = kind { true } else { false } }

    private static func isContact(_ kind: Kind) -> Bool { if case .contact = kind { true } else { false } }
}

/// Whether `text` can be an id: lower-case letters, digits, hyphens, underscores.
func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
}

extension String {
    func range(of part: String, last: Bool) -> Range<String.Index>? {
        let found = ranges(of: part)
        return last ? found.last : found.first
    }
}
