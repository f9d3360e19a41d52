/// Who will read the figures, and so how much is told.
///
/// Source: `domain.md` 7.7, after the practice of statistical offices; the fewer know the readers, the more is hidden.
public enum Tier: Int, CaseIterable, Hashable, Sendable {
    /// The people who run a centre, about their own site.
    case own = 0
    /// Partners, a donor, the other centres.
    case partners = 1
    /// Everybody.
    case everybody = 2

    /// What it is called on a page.
    public var name: String {
        switch self {
        case .own: "the centre itself"
        case .partners: "partners and donors"
        case .everybody: "the public"
        }
    }

    /// What is hidden in a list.
    public var oneWay: HidingRule {
        switch self {
        case .own: HidingRule(smallest: 5)
        case .partners: HidingRule(smallest: 10)
        case .everybody: HidingRule(smallest: 20)
        }
    }

    /// What is hidden in a table of rows by columns.
    public var twoWay: HidingRule {
        switch self {
        case .own: HidingRule(smallest: 10)
        case .partners, .everybody: HidingRule(smallest: 20)
        }
    }

    /// What is hidden of the topics of safety, of births and of permits: that there is nobody is hidden too.
    public static let safety = HidingRule(smallest: 20, hidesZeros: true)

    /// Figures are rounded to a multiple of this.
    public var roundedTo: Int { self == .everybody ? 5 : 1 }

    /// The periods that may be asked for.
    public var lengths: [Period.Length] {
        switch self {
        case .own: [.week, .month, .quarter, .year]
        case .partners: [.month, .quarter]
        case .everybody: [.quarter, .year]
        }
    }

    /// The periods in which safety is told: monthly at the most, for the public yearly.
    public var safetyLengths: [Period.Length] {
        switch self {
        case .own: [.month, .quarter, .year]
        case .partners: [.month, .quarter]
        case .everybody: [.year]
        }
    }

    /// Fewer sites than this cannot be told as one: whoever knows their own would know the rest.
    public static let fewestSites = 3
}

/// What makes a figure too small to be told.
public struct HidingRule: Hashable, Sendable {
    /// A count from 1 up to here is hidden. Range: 2–1000.
    public var smallest: Int
    /// Whether nobody is hidden as well.
    public var hidesZeros: Bool

    /// The default shows that there is nobody.
    public init(smallest: Int, hidesZeros: Bool = false) { (self.smallest, self.hidesZeros) = (smallest, hidesZeros) }

    /// Whether a count is hidden for its own sake.
    public func hides(_ count: Int) -> Bool { count < smallest && (count > 0 || hidesZeros) }

    /// A hidden count must be able to be this much at least, for all that anybody can work out.
    ///
    /// One more than the smallest that is told: so that of two hidden figures nobody can say that both are small.
    var reach: Int { smallest + 1 }
}

/// Which sites the figures are about: one, or all. There are no other choices, so that nobody can ask for "one site more".
public enum Scope: Hashable, Sendable {
    case site(String)
    case all
}
