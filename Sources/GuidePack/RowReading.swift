import GRDB
import Guide

/// A signed pack holds something that this program does not know; says what.
struct Malformed: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension Row {
    func words(_ column: String) -> [String] {
        (self[column] as String).split(separator: " ").map(String.init)
    }

    func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
        try Row.choice(self[column], column)
    }

    func optionalChoice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice? {
        guard let word: String = self[column] else { return nil }
        return try Row.choice(word, column)
    }

    func choices<Choice: RawRepresentable<String>>(_ column: String) throws -> [Choice] {
        try words(column).map { try Row.choice($0, column) }
    }

    func day(_ column: String) throws -> GuideDate? {
        guard let text: String = self[column] else { return nil }
        guard let day = GuideDate(text) else { throw Malformed("\(column) has a day that does not exist") }
        return day
    }

    func requiredDay(_ column: String) throws -> GuideDate {
        guard let day = try day(column) else { throw Malformed("\(column) is empty") }
        return day
    }

    private static func choice<Choice: RawRepresentable<String>>(_ word: String, _ column: String) throws -> Choice {
        guard let choice = Choice(rawValue: word) else { throw Malformed("\(column) has the unknown word \"\(word)\"") }
        return choice
    }
}
