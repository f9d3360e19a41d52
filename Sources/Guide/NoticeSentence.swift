/// A sentence that staff put up for some days: it is ready in every language, so nobody has to write or translate anything.
public struct NoticeSentence: Hashable, Sendable {
    /// `counsellors-away`; no notice of the guide has the same.
    public var id: String
    public var kind: Notice.Kind

    public init(id: String, kind: Notice.Kind) {
        self.id = id
        self.kind = kind
    }

    /// Before the notices of the guide: who stands beside the machine knows best. Range of those: 0–999.
    public static let priority = 1_000

    /// The notice that says it from one day until another; both count.
    public func notice(from start: GuideDate, until end: GuideDate) -> Notice {
        Notice(id: id, kind: kind, start: start, end: end, priority: NoticeSentence.priority)
    }

    public var textID: TextID { "notice.\(id).text" }
}
