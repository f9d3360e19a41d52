/// What is new in a guide against the one before, in words; for staff.
public struct GuideChanges: Hashable, Sendable {
    /// The version of the guide before.
    public var since: String
    /// A sentence each; what could hurt comes first. At most ``mostLines``.
    public var lines: [String]

    /// Chosen: more than anybody reads on a glass, and a few kilobytes of a pack.
    public static let mostLines = 60

    /// Keeps the first lines; a last one then says how many more there are.
    public init(since: String, lines: [String]) {
        self.since = since
        guard lines.count > GuideChanges.mostLines else { self.lines = lines; return }
        let kept = lines.prefix(GuideChanges.mostLines - 1)
        self.lines = kept + ["And \(lines.count - kept.count) more."]
    }
}
