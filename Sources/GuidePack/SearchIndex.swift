import GRDB
import Guide

/// The search of a pack: trigrams for words of three letters and more, a plain look through the pages for shorter ones.
struct SearchIndex: Sendable {
    let queue: DatabaseQueue

    /// Words beyond this are not looked for: nobody at a kiosk writes more, and a query must not become slow.
    private static let mostWords = 8

    func hits(_ query: String, in language: Language, limit: Int) throws -> [SearchHit] {
        let words = Array(SearchKey.words(query).prefix(Self.mostWords))
        guard !words.isEmpty, limit > 0 else { return [] }
        let long = words.filter { $0.unicodeScalars.count >= 3 }
        let short = words.filter { $0.unicodeScalars.count < 3 }
        var conditions = ["language = ?"]
        var arguments: StatementArguments = [language.tag]
        if !long.isEmpty {
            conditions.append("search MATCH ?")
            arguments += [long.map { "\"\($0)\"" }.joined(separator: " AND ")]
        }
        for word in short {
            conditions.append("(instr(title, ?) OR instr(body, ?))")
            arguments += [word, word]
        }
        // First the pages whose title lacks the fewest of the words; among them a word of the title weighs as much as ten.
        var order = words.map { _ in "(instr(title, ?) = 0)" }.joined(separator: " + ")
        if !long.isEmpty { order += ", bm25(search, 10.0, 1.0)" }
        for word in words { arguments += [word] }
        arguments += [limit]
        let sql = "SELECT kind, id FROM search WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order), rowid LIMIT ?"
        return try queue.read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
                SearchHit(kind: try row.choice("kind"), id: row["id"])
            }
        }
    }
}
