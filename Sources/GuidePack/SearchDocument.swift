import Guide

/// What the search knows of one page of the guide in one language.
struct SearchDocument {
    var title: String
    var body: String
    var language: Language
    var kind: SearchHit.Kind
    var id: String

    /// The documents of every language, in an order that depends on nothing but the guide.
    static func all(of guide: Guide) -> [SearchDocument] {
        let articles = guide.articles.values.sorted { $0.id < $1.id }
        let services = guide.services.values.sorted { $0.id < $1.id }
        return guide.catalogs.keys.sorted().flatMap { language in
            func folded(_ ids: [TextID]) -> String {
                ids.compactMap { guide.text($0, in: language).map { SearchKey.fold($0.string) } }.joined(
                    separator: "\n")
            }
            func told(_ id: TextID) -> Bool { guide.tells(id, in: language) }
            let topics = guide.topics.filter { told($0.titleID) }.map {
                SearchDocument(title: folded([$0.titleID]), body: "", language: language, kind: .topic, id: $0.id)
            }
            let pages = articles.filter { told($0.titleID) }.map {
                SearchDocument(
                    title: folded([$0.titleID]), body: folded($0.blocks.map($0.textID)), language: language,
                    kind: .article, id: $0.id)
            }
            let places = services.filter { told($0.nameID) }.map {
                SearchDocument(
                    title: folded([$0.nameID]), body: folded([$0.descriptionID, $0.eligibilityID]), language: language,
                    kind: .service, id: $0.id)
            }
            return topics + pages + places
        }
    }
}

/// A page that was found.
public struct SearchHit: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable { case topic, article, service }

    public var kind: Kind
    public var id: String

    public init(kind: Kind, id: String) { (self.kind, self.id) = (kind, id) }
}
