import Foundation
import Guide

/// What the staff of one kiosk have put up: sentences of the guide, each with its days, in a file of the state folder.
///
/// `kioskctl notice` writes it and the kiosk reads it once a minute, so it needs no network and outlives every restart. A
/// line a sentence, its id, the first day and the last one; `#` begins a comment:
/// ```
/// counsellors-away 2026-12-24 2026-12-26
/// ```
public struct NoticeFile: Sendable {
    public let url: URL
    private let sentences: [NoticeSentence]

    /// A notice holds for this many days at most. Chosen: what holds for longer is a matter of the guide.
    public static let mostDays = 60
    /// Largest file that is read. Chosen: far more than every sentence once.
    static let sizeLimit = 16_384

    /// - Parameter sentences: those of the guide; nothing else can be put up.
    public init(in state: URL, sentences: [NoticeSentence]) {
        url = state.appending(path: "notices.txt")
        self.sentences = sentences.sorted { $0.id < $1.id }
    }

    /// All that was put up, by the order of the ids; none where there is no file.
    ///
    /// - Throws: ``ConfigurationError`` that names what is wrong, where, and what is allowed.
    public func read() throws(ConfigurationError) -> [Notice] {
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        guard let data = try? Data(contentsOf: url) else { throw wrong("cannot be read") }  // the reason is of no use here
        guard data.count <= NoticeFile.sizeLimit, let text = String(data: data, encoding: .utf8) else {
            throw wrong("is not UTF-8 text of at most \(NoticeFile.sizeLimit) bytes")
        }
        var notices: [Notice] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
            guard !words.isEmpty else { continue }
            let notice = try notice(words, line: index + 1)
            guard !notices.contains(where: { $0.id == notice.id }) else {
                throw wrong("stands here twice; allowed is once", line: index + 1, key: notice.id)
            }
            notices.append(notice)
        }
        return notices.sorted { $0.id < $1.id }
    }

    private func notice(_ words: [String], line: Int) throws(ConfigurationError) -> Notice {
        guard let sentence = sentences.first(where: { $0.id == words[0] }) else {
            let allowed = sentences.map(\.id).joined(separator: ", ")
            throw wrong("is no sentence of the guide; allowed are \(allowed)", line: line, key: words[0])
        }
        let days = words.dropFirst().map { GuideDate($0) }
        guard days.count == 2, let start = days[0], let end = days[1] else {
            throw wrong("has \"\(words.dropFirst().joined(separator: " "))\"; allowed are two days, 2026-12-24 2026-12-26", line: line, key: sentence.id)
        }
        if let problem = NoticeFile.problem(from: start, until: end) { throw wrong("ends on a day that \(problem)", line: line, key: sentence.id) }
        return sentence.notice(from: start, until: end)
    }

    /// Writes the file whole or not at all; without notices there is none.
    ///
    /// - Throws: an error of the file system.
    public func write(_ notices: [Notice]) throws {
        guard !notices.isEmpty else {
            if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
            return
        }
        let lines = notices.sorted { $0.id < $1.id }.map { "\($0.id) \($0.start) \($0.end)\n" }
        try Data("# Written by kioskctl notice: a sentence, its first day, its last day.\n\(lines.joined())".utf8).write(to: url, options: .atomic)
    }

    /// Why a notice may not hold on these days, with what is allowed; `nil`: it may.
    public static func problem(from start: GuideDate, until end: GuideDate) -> String? {
        let latest = GuideDate(dayNumber: start.dayNumber + mostDays - 1)
        guard end < start || end > latest else { return nil }
        return "is \(end); allowed is a day from \(start) to \(latest)"
    }

    private func wrong(_ problem: String, line: Int? = nil, key: String = "") -> ConfigurationError {
        ConfigurationError(file: url, line: line, key: key, problem: problem)
    }
}
