/// That a report left the hub: what it was, and of whom.
public struct Release: Hashable, Sendable {
    public var kind: ReportKind
    public var request: ReportRequest

    public init(kind: ReportKind, request: ReportRequest) { (self.kind, self.request) = (kind, request) }
}

/// Why a report may not leave the hub, or not be made at all.
public enum ReleaseRefusal: Error, Hashable, Sendable {
    /// The period is not over.
    case notOver
    /// This tier is not told of so short or so long a time.
    case lengthNotAllowed([Period.Length])
    /// This tier is told of one site, or of no site.
    case scopeNotAllowed(Tier)
    /// A site could be told apart.
    case tooFewSites
    /// The site had too few sessions for so short a period.
    case lowTraffic
    /// It left already, for this period and these sites.
    case alreadyReleased(Release)
    /// Something about the same people left already, cut in another way: the two together would tell more than each.
    case overlaps(Release)
    /// What was told before would be told differently today: corrections wait for the next period.
    case changedSince(Release)
}

extension ReleaseRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notOver: "The period is not over yet."
        case .lengthNotAllowed(let lengths): "For these readers choose a \(lengths.map(\.name).joined(separator: ", ")) period."
        case .scopeNotAllowed(.own): "The centre itself is told of one site or of all. Choose one of them."
        case .scopeNotAllowed: "Partners and the public are told of all sites together only."
        case .tooFewSites: "There are fewer than \(Tier.fewestSites) sites, so each of them could be told apart."
        case .lowTraffic: "The site had fewer than \(LowTraffic.fewestSessions) sessions in this time. Choose a longer period."
        case .alreadyReleased(let release): "\(release.kind.rawValue) left the hub for \(release.request.period) already. Each leaves once."
        case .overlaps(let release):
            "\(release.kind.rawValue) left the hub for \(release.request.period), for \(release.request.tier.name). What is about the same people "
                + "must have the same period, sites and readers, or the two together would tell what each hides."
        case .changedSince(let release):
            "The figures have changed since \(release.kind.rawValue) left the hub. Corrections wait for the next period."
        }
    }
}

extension ReportRequest {
    /// Whether figures of this kind exist at all, before anything of them is counted.
    ///
    /// - Throws: ``ReleaseRefusal``.
    public func check(today dayNumber: Int, sites: Int) throws(ReleaseRefusal) {
        guard period.isOver(on: dayNumber) else { throw .notOver }
        guard tier.lengths.contains(period.length) else { throw .lengthNotAllowed(tier.lengths) }
        if tier != .own {
            guard scope == .all else { throw .scopeNotAllowed(tier) }
            guard sites >= Tier.fewestSites else { throw .tooFewSites }
        }
    }

    /// Whether something is told of the same people as in another request.
    func meets(_ other: ReportRequest) -> Bool {
        period.overlaps(other.period) && (scope == other.scope || scope == .all || other.scope == .all)
    }
}

extension Release {
    /// Whether a report may leave after those that left before.
    ///
    /// Reports on the same people leave for one period, one choice of sites and one tier, or for times and sites that have
    /// nothing in common: so there are never two figures whose difference is a third.
    ///
    /// - Throws: ``ReleaseRefusal``.
    public func check(after earlier: [Release]) throws(ReleaseRefusal) {
        for release in earlier where release.kind.family == kind.family && kind.isAboutPeople && release.request.meets(request) {
            guard release.request == request else { throw .overlaps(release) }
            guard release.kind != kind else { throw .alreadyReleased(release) }
        }
    }
}
