import Guide

/// Something of the guide that somebody has to look at again.
public struct DueItem: Hashable, Sendable {
    /// What has to be done about it.
    public enum Task: String, Sendable, CaseIterable {
        /// Dial the number and hear who answers.
        case call
        /// Read the source again, or its successor.
        case read
        /// Decide whether a notice goes on.
        case review
    }

    public var task: Task
    /// `nil`: it was never done.
    public var day: GuideDate?
    public var risk: Claim.Risk
    /// The claim, service or notice.
    public var id: String
    /// In words, what to do and with what.
    public var words: String
    public var place: Place
}

/// What must be called, read or reviewed again by a day: what could hurt first, and then by date.
public struct DueList: Sendable {
    public let items: [DueItem]

    /// Everything that is due on `day` or before.
    public init(of manuscript: Manuscript, by day: GuideDate) {
        let all = manuscript.claims.map { DueList.reading(of: $0, in: manuscript) } + DueList.calls(of: manuscript)
            + manuscript.notices.map(DueList.review)
        items = all.filter { $0.day.map { $0 <= day } ?? true }.sorted(by: DueList.isBefore)
    }

    /// A choice of such items, in the order given.
    public init(_ items: [DueItem]) {
        self.items = items
    }

    private static func reading(of claim: Placed<Claim>, in manuscript: Manuscript) -> DueItem {
        let source = manuscript.sources.first { $0.id == claim.sourceID }.map { "\($0.title) (\($0.date.isEmpty ? "no date" : $0.date))" } ?? claim.sourceID
        return DueItem(
            task: .read, day: claim.reviewDue, risk: claim.risk, id: claim.id,
            words: "read \(source), \(claim.locator), or what has replaced it", place: claim.place)
    }

    private static func calls(of manuscript: Manuscript) -> [DueItem] {
        manuscript.services.filter(\.isActive).flatMap { sheet in
            zip(sheet.service.phones, sheet.phonePlaces).map { phone, place in
                let isKnown = !phone.secondSource.isEmpty && phone.assuredOn != nil
                return DueItem(
                    task: .call, day: isKnown ? phone.assuranceDue : nil, risk: sheet.service.risk, id: sheet.service.id,
                    words: isKnown
                        ? "call \(phone.number) and ask who answers, in which languages, and whether it is free"
                        : "find a second source for \(phone.number), then call it; it is not shown until then",
                    place: place)
            }
        }
    }

    private static func review(of notice: Placed<Notice>) -> DueItem {
        DueItem(
            task: .review, day: notice.end, risk: .safety, id: notice.id, words: "decide whether the notice goes on",
            place: notice.place)
    }

    private static func isBefore(_ a: DueItem, _ b: DueItem) -> Bool {
        if a.risk != b.risk { return a.risk == .safety }
        if a.day != b.day { return (a.day?.dayNumber ?? .min) < (b.day?.dayNumber ?? .min) }
        return (a.place, a.id) < (b.place, b.id)
    }

    /// A line each, for people: day, risk, task, id, words.
    public var text: String {
        items.map { item in
            let day = item.day?.description ?? "never     "
            return "\(day)  \(item.risk.rawValue.filled(to: 6))  \(item.task.rawValue.filled(to: 6))  \(item.id): \(item.words)"
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
