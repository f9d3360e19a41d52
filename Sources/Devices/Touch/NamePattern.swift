/// A name in which `*` stands for any letters, also none; upper and lower case differ.
public struct NamePattern: Hashable, Sendable {
    /// As it was written.
    public let text: String

    /// Makes a pattern.
    ///
    /// - Throws: `OutOfRange` for an empty one, which would fit nothing, and for one that fits everything.
    public init(_ text: String) throws(OutOfRange) {
        guard text.contains(where: { $0 != "*" }) else {
            throw OutOfRange(setting: "a device's name", given: "\"\(text)\"", allowed: "letters, and * for any others")
        }
        self.text = text
    }

    /// Whether a name fits.
    public func fits(_ name: String) -> Bool {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(Array.init)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == text }
        let letters = Array(name)
        guard letters.starts(with: first), letters.count >= first.count + last.count, letters.ends(with: last) else {
            return false
        }
        var rest = letters[first.count..<(letters.count - last.count)]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let end = rest.end(of: part) else { return false }
            rest = rest[end...]
        }
        return true
    }
}

extension Array<Character> {
    fileprivate func ends(with part: [Character]) -> Bool { suffix(part.count).elementsEqual(part) }
}

extension ArraySlice<Character> {
    /// Where the first of these parts ends.
    fileprivate func end(of part: [Character]) -> Int? {
        guard count >= part.count else { return nil }
        let start = (startIndex...(endIndex - part.count)).first { self[$0...].starts(with: part) }
        return start.map { $0 + part.count }
    }
}
