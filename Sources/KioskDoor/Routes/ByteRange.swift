/// Which bytes of a part somebody asks for.
///
/// Source: RFC 9110, 14.
enum ByteRange: Hashable {
    /// All: nothing was asked for, or something that may be passed over (another unit, several ranges at once).
    case whole
    case some(Range<Int>)
    /// None of the bytes that were asked for exist.
    case none

    /// Reads the header `Range`.
    static func parse(_ header: String?, of size: Int) -> ByteRange {
        guard let header, header.hasPrefix("bytes=") else { return .whole }
        let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return .whole }
        switch (number(ends[0]), number(ends[1])) {
        case (.some(let first), .some(let last)) where first <= last:
            return first < size ? .some(first..<(last < size ? last + 1 : size)) : .none
        case (.some(let first), nil) where ends[1].isEmpty:
            return first < size ? .some(first..<size) : .none
        case (nil, .some(let count)) where ends[0].isEmpty:
            return count > 0 && size > 0 ? .some(max(0, size - count)..<size) : .none
        default: return .whole
        }
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}

/// Tags by which somebody tells what they have already. Source: RFC 9110, 8.8.3 and 13.1.2.
enum EntityTags {
    /// Whether the header `If-None-Match` names this tag, or any.
    static func match(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { entry in
            let name = entry.drop { $0 == " " || $0 == "\t" }
            let end = name.lastIndex { $0 != " " && $0 != "\t" }.map { name.index(after: $0) } ?? name.startIndex
            let plain = name[..<end]
            return plain == "*" || (plain.hasPrefix("W/") ? plain.dropFirst(2) : plain) == tag
        }
    }
}
