/// One page of the guide: a title and a few short paragraphs, one idea.
public struct Article: Hashable, Sendable {
    public typealias ID = String

    /// One piece of the body.
    public struct Block: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case paragraph
            /// A step of a procedure; its number as shown.
            case step(Int)
            case warning
            /// An entry of the directory, by its id.
            case contact(Service.ID)
            /// A line that a visitor ticks by touch.
            case tick
            /// What is true about the tick before it, or what it warns of.
            case answer
            /// Said with the result, when none, some or all of the lines are ticked.
            case outcome(Outcome)
        }

        /// How many lines of a checklist are ticked.
        public enum Outcome: String, Sendable, CaseIterable { case none, some, all }

        /// Unique in the article, part of the text's id.
        public var id: String
        public var kind: Kind
        public var claimID: String?
        /// The picture of a step; `nil`: it has none.
        public var icon: String?

        public init(id: String, kind: Kind, claimID: String? = nil, icon: String? = nil) {
            self.id = id
            self.kind = kind
            self.claimID = claimID
            self.icon = icon
        }
    }

    /// What of an article goes on paper.
    public enum Printout: String, Sendable, CaseIterable {
        /// The lines that were not ticked.
        case left
        /// Empty lines for writing hours and pay by hand.
        case hours
    }

    public var id: ID
    public var topicID: Topic.ID
    public var stages: [Stage]
    /// Countries where it applies; empty: everywhere.
    public var countries: [String]
    /// Site profiles that show it; empty: all.
    public var profiles: [SiteProfile]
    public var icon: String
    public var risk: Claim.Risk
    public var order: Int
    /// `nil`: it is not printed.
    public var printout: Printout?
    public var blocks: [Block]

    public init(
        id: ID, topicID: Topic.ID, stages: [Stage], countries: [String], profiles: [SiteProfile], icon: String,
        risk: Claim.Risk, order: Int, printout: Printout? = nil, blocks: [Block]
    ) {
        self.id = id
        self.topicID = topicID
        self.stages = stages
        self.countries = countries
        self.profiles = profiles
        self.icon = icon
        self.risk = risk
        self.order = order
        self.printout = printout
        self.blocks = blocks
    }

    public var titleID: TextID { "article.\(id).title" }

    public func textID(of block: Block) -> TextID { "article.\(id).\(block.id)" }
}

/// A group of articles: papers, pay, going home.
public struct Topic: Hashable, Sendable {
    public typealias ID = String

    /// `T03`.
    public var id: ID
    /// `papers`: the name in control ids.
    public var slug: String
    public var icon: String
    public var stages: [Stage]
    public var order: Int

    public init(id: ID, slug: String, icon: String, stages: [Stage], order: Int) {
        self.id = id
        self.slug = slug
        self.icon = icon
        self.stages = stages
        self.order = order
    }

    public var titleID: TextID { "topic.\(slug).title" }

    /// Fees and debt.
    public static let fees: ID = "T05"

    /// About this machine.
    public static let thisMachine: ID = "T20"
}

/// Where a person is in the journey. Source: ILO, Empowering migrant workers (2025), migration cycle.
public enum Stage: String, Sendable, CaseIterable, Hashable {
    case pre, arr, work, prob, ret, fam

    public var titleID: TextID { "ui.stage.\(rawValue)" }
    public var icon: String { "stage-\(rawValue)" }
}

/// What kind of place a kiosk stands in.
public enum SiteProfile: String, Sendable, CaseIterable, Hashable {
    case airport
    case lobby = "mrc-lobby"
    case origin, outreach
}
