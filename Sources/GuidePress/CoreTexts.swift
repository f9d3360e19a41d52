import Guide

/// The texts that every language of a site must have, however few translators it has: those of the pages that nobody can
/// do without.
///
/// They follow from the sources and nobody lists them: the sections of the interface and the topics that say
/// `coverage = "core"`; the articles, contacts and union cards of the sites; all signs and notices.
public struct CoreTexts: Sendable {
    public let ids: Set<TextID>

    /// What `language` needs at the sites that offer it; `nil`: what any core language needs at any site.
    public init(of manuscript: Manuscript, for language: Language? = nil) {
        let sheets = manuscript.sites.map(\.value).filter { language.map($0.site.languages.contains) ?? true }
        let sites = sheets.map(\.site)
        let named = Set(sites.flatMap(\.rights))
        let articles = manuscript.articles.map(\.article).filter { article in
            named.contains(article.id)
                || (manuscript.coreTopics.contains(article.topicID) && sheets.contains { $0.carries(article) })
        }
        let contacts = articles.flatMap(\.blocks).compactMap { if case .contact(let id) = $0.kind { id } else { nil } }
        let topics = manuscript.coreTopics.union(articles.map(\.topicID))
        let owners: [String: Set<String>] = [
            "article": Set(articles.map(\.id)),
            "service": Set(sites.flatMap { $0.keyContacts + $0.helpContacts + $0.childContacts } + contacts),
            "topic": Set(manuscript.topics.filter { topics.contains($0.id) }.map(\.slug)),
            "union": Set(sites.map(\.country)),
        ]
        ids = Set(
            manuscript.texts.filter { text in
                let parts = text.id.name.split(separator: ".").map(String.init)
                guard parts.count > 1 else { return false }
                if ["sign", "notice"].contains(parts[0]) { return true }
                return text.isCore || owners[parts[0]]?.contains(parts[1]) ?? false
            }.map(\.id))
    }
}

extension Manuscript {
    /// The texts that `language` must have: the core, or all of them.
    public func texts(for language: Language) -> [SourceText] {
        guard coreLanguages.contains(language) else { return texts }
        let core = CoreTexts(of: self, for: language)
        return texts.filter { core.ids.contains($0.id) }
    }
}

extension SiteSheet {
    /// Whether an article belongs to the countries and the profile of this site.
    func carries(_ article: Article) -> Bool {
        (article.countries.isEmpty || article.countries.contains(where: countries.contains))
            && (article.profiles.isEmpty || article.profiles.contains(site.profile))
    }
}

extension Fields {
    /// Whether this part of the guide says that every language needs it, `coverage = "core"`, or that only full ones do,
    /// `coverage = "full"`. Default: what the part around it says, else full ones.
    func belongsToCore(within outer: Bool = false) -> Bool {
        let standard: NeededBy = outer ? .core : .full
        return optionalString("coverage") == nil ? outer : choice("coverage", default: standard) == .core
    }
}

private enum NeededBy: String, CaseIterable { case core, full }
