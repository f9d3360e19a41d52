extension POEntry {
    /// Who has read the translation as it is: names from comments such as `# reviewed: Sok Dara (5e6f7a8b)`.
    ///
    /// A name counts once however it is written, only for the wording whose hash stands behind it, and not if
    /// `# translated: …` says that the person wrote it: nobody reviews their own work.
    public var readers: [String] {
        let hash = TextHash(of: translation)
        let authors = Set(marks("translated:").map(\.name.essence))
        return marks("reviewed:").reduce(into: []) { readers, mark in
            let isNew = !readers.contains { $0.essence == mark.name.essence }
            if mark.hash == hash, isNew, !authors.contains(mark.name.essence) { readers.append(mark.name) }
        }
    }

    /// How many people must have read a translation that concerns safety.
    public static let wantedReaders = 2

    /// Notes that `name` has read the translation as it is.
    public mutating func noteReader(_ name: String) {
        guard !readers.contains(where: { $0.essence == name.essence }) else { return }
        comments.removeAll { comment in
            Mark(comment, "reviewed:").map { $0.name.essence == name.essence } ?? false
        }
        comments.append(Mark(name: name, hash: TextHash(of: translation)).comment)
    }

    /// Ties names that reviewers wrote by hand to the wording that they read, which is the one beside them.
    mutating func tieReaders() {
        for mark in marks("reviewed:") where mark.hash == nil { noteReader(mark.name) }
    }

    private func marks(_ keyword: String) -> [Mark] { comments.compactMap { Mark($0, keyword) } }
}

/// One such comment.
private struct Mark {
    var name: String
    var hash: TextHash?

    init(name: String, hash: TextHash) { (self.name, self.hash) = (name, hash) }

    init?(_ comment: String, _ keyword: String) {
        guard comment.lowercased().hasPrefix(keyword) else { return nil }
        var words = comment.dropFirst(keyword.count).split(separator: " ")
        if let last = words.last, last.hasPrefix("("), last.hasSuffix(")") {
            hash = TextHash(String(last.dropFirst().dropLast()))
            if hash != nil { words.removeLast() }
        }
        name = words.joined(separator: " ")
        if name.essence.isEmpty { return nil }
    }

    var comment: String { "reviewed: \(name)" + (hash.map { " (\($0))" } ?? "") }
}
