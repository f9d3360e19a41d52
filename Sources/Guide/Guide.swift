/// What one site's kiosk tells: its structure, and its words in every language of the site.
public struct Guide: Sendable, Equatable {
    public var version: String
    /// The day the guide was built; stands in for today where the clock cannot be trusted.
    public var builtOn: GuideDate
    public var site: Site
    public var topics: [Topic]
    public var articles: [Article.ID: Article]
    public var claims: [String: Claim]
    public var sources: [String: Source]
    public var services: [Service.ID: Service]
    public var unions: [UnionCard]
    public var signs: [Sign]
    public var notices: [Notice]
    /// What staff can put up by themselves.
    public var sentences: [NoticeSentence]
    public var fees: [FeeStatement]
    public var catalogs: [Language: Catalog]
    /// What is new in it; `nil`: it was not compared with another one.
    public var changes: GuideChanges?
    /// Languages of the site in which only the core is told: numbers, rights, help, the intake, the slip.
    public var coreLanguages: Set<Language>

    public init(
        version: String, builtOn: GuideDate, site: Site, topics: [Topic] = [], articles: [Article.ID: Article] = [:],
        claims: [String: Claim] = [:], sources: [String: Source] = [:], services: [Service.ID: Service] = [:],
        unions: [UnionCard] = [], signs: [Sign] = [], notices: [Notice] = [],
        sentences: [NoticeSentence] = [], fees: [FeeStatement] = [], catalogs: [Language: Catalog] = [:],
        changes: GuideChanges? = nil, coreLanguages: Set<Language> = []
    ) {
        self.version = version
        self.builtOn = builtOn
        self.site = site
        self.topics = topics
        self.articles = articles
        self.claims = claims
        self.sources = sources
        self.services = services
        self.unions = unions
        self.signs = signs
        self.notices = notices
        self.sentences = sentences
        self.fees = fees
        self.catalogs = catalogs
        self.changes = changes
        self.coreLanguages = coreLanguages
    }

    /// The text in `language`, or in English as a draft where the language lacks it.
    ///
    /// English never stands in silently: `isDraft` is set, so that the page says that the translation is missing.
    public func text(_ id: TextID, in language: Language) -> Text? {
        if let own = catalogs[language]?[id] { return own }
        guard language != .english, let english = catalogs[.english]?[id] else { return nil }
        return Text(english.string, isDraft: true)
    }

    /// Whether a page with the title `id` stands in `language`: always in a full language, where English may stand in for
    /// a while; in a core language if the title is translated.
    public func tells(_ id: TextID, in language: Language) -> Bool {
        !coreLanguages.contains(language) || catalogs[language]?.has(id) ?? false
    }

    /// Topics of one stage that have at least one article for it, in order.
    ///
    /// - Parameter language: leaves out what is not told in it; `nil`: nothing.
    public func topics(of stage: Stage, toldIn language: Language? = nil) -> [Topic] {
        topics.filter { $0.stages.contains(stage) && !articles(of: $0.id, in: stage, toldIn: language).isEmpty }
            .sorted { $0.order < $1.order }
    }

    /// Whether a stage has anything to read in `language`. As ``topics(of:toldIn:)`` not being empty, but without the list.
    public func tells(_ stage: Stage, in language: Language) -> Bool {
        let topicIDs = Set(topics.filter { $0.stages.contains(stage) }.map(\.id))
        return articles.values.contains { article in
            topicIDs.contains(article.topicID) && article.stages.contains(stage)
                && (article.profiles.isEmpty || article.profiles.contains(site.profile)) && tells(article.titleID, in: language)
        }
    }

    /// Articles of one topic that this site shows, in order; those for one stage of the journey, or all.
    ///
    /// - Parameter language: leaves out what is not told in it; `nil`: nothing.
    public func articles(
        of topic: Topic.ID, in stage: Stage? = nil, toldIn language: Language? = nil
    ) -> [Article] {
        articles.values
            .filter { article in
                article.topicID == topic && (article.profiles.isEmpty || article.profiles.contains(site.profile))
                    && (stage.map(article.stages.contains) ?? true)
                    && (language.map { tells(article.titleID, in: $0) } ?? true)
            }
            .sorted { ($0.order, $0.id) < ($1.order, $1.id) }
    }

    /// The entries of the directory in the order of their list: those of the site's country and of no country, then the others.
    ///
    /// - Parameters:
    ///   - group: leaves out other kinds of help; `nil`: nothing.
    ///   - language: leaves out what is not told in it; `nil`: nothing.
    public func directory(of group: ServiceGroup? = nil, toldIn language: Language? = nil) -> [Service] {
        func distance(_ service: Service) -> Int {
            service.countries.isEmpty || service.countries.contains(site.country) ? 0 : 1
        }
        func rank(_ service: Service) -> Int { Service.Kind.allCases.firstIndex(of: service.kind) ?? 0 }
        return services.values
            .filter { service in
                (group == nil || service.kind.group == group) && (language.map { tells(service.nameID, in: $0) } ?? true)
            }
            .sorted { (distance($0), rank($0), $0.id) < (distance($1), rank($1), $1.id) }
    }
}
