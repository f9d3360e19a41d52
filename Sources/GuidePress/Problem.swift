/// Where something stands in the sources of the guide.
public struct Place: Hashable, Sendable, Comparable {
    /// Path below the folder that was read, `Guide/claims.toml`.
    public var file: String
    /// Counted from 1.
    public var line: Int

    public init(file: String, line: Int) { (self.file, self.line) = (file, line) }

    public static func < (a: Place, b: Place) -> Bool { (a.file, a.line) < (b.file, b.line) }
}

/// Something that is wrong in the sources of the guide, and what to do about it.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Severity: String, Sendable, Comparable {
        /// Worth a look; a guide can be built.
        case warning
        /// No guide is built while it stands.
        case error

        public static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .error }
    }

    public var place: Place
    public var severity: Severity
    /// What is wrong, without a full stop.
    public var what: String
    /// What to do, without a full stop.
    public var remedy: String

    public init(_ place: Place, _ severity: Severity = .error, _ what: String, remedy: String) {
        (self.place, self.severity, self.what, self.remedy) = (place, severity, what, remedy)
    }

    public var file: String { place.file }
    public var line: Int { place.line }

    /// `Guide/claims.toml:12: what is wrong. What to do.`
    public var description: String {
        let mark = severity == .warning ? "warning: " : ""
        return "\(file):\(line): \(mark)\(what). \(remedy)."
    }
}

/// Collects problems while files are read, so that the first one does not hide the others.
final class Report {
    private(set) var problems: [Problem] = []

    func add(_ problem: Problem) { problems.append(problem) }

    func error(_ place: Place, _ what: String, remedy: String) {
        add(Problem(place, .error, what, remedy: remedy))
    }

    func warning(_ place: Place, _ what: String, remedy: String) {
        add(Problem(place, .warning, what, remedy: remedy))
    }
}

/// Something that was read, with the place where it stands.
@dynamicMemberLookup
public struct Placed<Value: Sendable>: Sendable {
    public var value: Value
    public var place: Place

    public init(_ value: Value, at place: Place) { (self.value, self.place) = (value, place) }

    public subscript<Member>(dynamicMember member: KeyPath<Value, Member>) -> Member { value[keyPath: member] }
}
