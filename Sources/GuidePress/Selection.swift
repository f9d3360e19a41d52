import Guide

/// What of a manuscript one site's guide carries: its countries, its profile, and all that these name.
struct Selection {
    private(set) var articles: Set<Article.ID> = []
    private(set) var services: Set<Service.ID> = []
    private(set) var topics: Set<Topic.ID> = []
    private(set) var unions: Set<String> = []
    private(set) var claims: Set<String> = []
    private(set) var sources: Set<String> = []
    private(set) var texts: Set<TextID> = []

    init(of manuscript: Manuscript, for sheet: SiteSheet) {
        let site = sheet.site
        func isHere(_ countries: [String]) -> Bool {
            countries.isEmpty || countries.contains(where: sheet.countries.contains)
        }
        let shown = manuscript.articles.map(\.article).filter(sheet.carries)
        articles = Set(shown.map(\.id))
        topics = Set(shown.map(\.topicID))
        let cards = manuscript.unions.map(\.value).filter { isHere([$0.country]) }
        unions = Set(cards.map(\.country))

        // What the site or an article names comes along wherever it works: a hotline of home, say.
        let blocks = shown.flatMap(\.blocks)
        let named =
            site.keyContacts + site.helpContacts + site.childContacts
            + blocks.compactMap { if case .contact(let service) = $0.kind { service } else { nil } }
        let directory = manuscript.services.filter { entry in
            entry.isActive && (isHere(entry.service.countries) || named.contains(entry.service.id))
        }
        services = Set(directory.map(\.service.id))

        claims = Set(blocks.compactMap(\.claimID)).union(cards.compactMap(\.claimID))
            .union(manuscript.signs.compactMap(\.value.claimID)).union(manuscript.fees.map(\.claimID))
        sources = Set(manuscript.claims.filter { claims.contains($0.id) }.map(\.sourceID))
            .union(directory.map(\.service.sourceID))
        texts = Set(manuscript.texts.map(\.id).filter(carries(manuscript)))
    }

    private func carries(_ manuscript: Manuscript) -> (TextID) -> Bool {
        let slugs = Set(manuscript.topics.filter { topics.contains($0.id) }.map(\.slug))
        return { id in
            let parts = id.name.split(separator: ".")
            guard parts.count > 1 else { return false }
            let owner = String(parts[1])
            return switch parts[0] {
            case "article": articles.contains(owner)
            case "topic": slugs.contains(owner)
            case "service": services.contains(owner)
            case "union": unions.contains(owner)
            default: true
            }
        }
    }
}
