import Guide
import Intake

/// Everything that guides are made from, as its files say it.
///
/// What could not be read is missing here and stands among the problems.
public struct Manuscript: Sendable {
    public var version = ""
    public var minimumKiosk = ""
    /// Languages with a translation file; English is the source.
    public var languages: [Language] = [.english]
    /// Those of them that need only the texts of ``CoreTexts``.
    public var coreLanguages: Set<Language> = []
    /// Topics whose articles belong to the core.
    public var coreTopics: Set<Topic.ID> = []
    /// Days until a statement of a kind is checked again; `safety` for those that could hurt.
    public var reviewDays: [String: Int] = [:]
    public var sources: [Placed<Source>] = []
    public var claims: [Placed<Claim>] = []
    public var topics: [Placed<Topic>] = []
    public var articles: [Placed<ArticleSheet>] = []
    public var services: [Placed<ServiceSheet>] = []
    public var unions: [Placed<UnionCard>] = []
    public var signs: [Placed<SignSheet>] = []
    public var notices: [Placed<Notice>] = []
    public var sentences: [Placed<NoticeSentence>] = []
    public var fees: [Placed<FeeStatement>] = []
    public var sites: [Placed<SiteSheet>] = []
    public var form: Placed<Form>?
    /// Every text in English, in the order of the files.
    public var texts: [SourceText] = []
    public var translations: [Language: Translation] = [:]
    public var glossaries: [Language: Glossary] = [:]
    /// What drafts say, put back into English for reviewers who do not read the language.
    public var backTranslations: [Language: [TextID: String]] = [:]
    /// Names of the pictures in the theme.
    public var icons: Set<String> = []

    public init() {}
}

/// One text in English: what translations are made of.
public struct SourceText: Sendable, Hashable {
    public var id: TextID
    public var english: String
    /// For translators: what it is and where it stands.
    public var note: String
    /// It must stay short.
    public var isButton: Bool
    /// A wrong word could hurt somebody.
    public var isSafety: Bool
    /// It belongs to the core wherever it stands: its section of the interface does.
    public var isCore: Bool
    public var place: Place

    public init(
        _ id: TextID, _ english: String, note: String = "", isButton: Bool = false, isSafety: Bool = false,
        isCore: Bool = false, at place: Place
    ) {
        self.id = id
        self.english = english
        self.note = note
        self.isButton = isButton
        self.isSafety = isSafety
        self.isCore = isCore
        self.place = place
    }
}

/// An article, with what only its source knows.
public struct ArticleSheet: Sendable {
    public var article: Article
    /// Lists that ask for it by name, `first-three-rights`.
    public var featured: [String]
    /// Where each block stands, by its id.
    public var blockPlaces: [String: Place]

    public func place(of block: Article.Block) -> Place? { blockPlaces[block.id] }
}

/// An entry of the directory, with what only its source knows.
public struct ServiceSheet: Sendable {
    public var service: Service
    /// Only an active one comes into a guide.
    public var isActive: Bool
    /// Where each phone stands, in the order of ``Service/phones``.
    public var phonePlaces: [Place]
}

/// A sign of forced labour, with what only its source knows.
public struct SignSheet: Sendable {
    public var sign: Sign
    public var claimID: String?
    /// What a counsellor writes down for it.
    public var codes: [String]
}

/// A site, with what only its source knows.
public struct SiteSheet: Sendable {
    public var site: Site
    /// Whose parts of the guide it carries.
    public var countries: [String]
}

/// Words to use and words to avoid in one language.
public struct Glossary: Sendable {
    public struct Term: Sendable {
        public var english: String
        public var preferred: String
        public var doNotUse: [String]
        public var place: Place
    }

    public var terms: [Term]
}
