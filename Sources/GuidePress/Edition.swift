import Foundation
import Guide
import GuidePack
import Intake

/// The guide of one site, made from a manuscript: only its countries, languages and profile, with line breaks in place.
public struct Edition: Sendable {
    public private(set) var guide: Guide
    public let form: Form
    public let minimumKiosk: Version

    /// `builtOn` stands in for today on a kiosk whose clock cannot be trusted.
    ///
    /// A manuscript that a ``Review`` finds errors in may give a guide with holes; look first.
    ///
    /// - Throws: ``EditionError``
    public init(of manuscript: Manuscript, site id: Site.ID, builtOn: GuideDate) throws(EditionError) {
        guard let sheet = manuscript.sites.first(where: { $0.site.id == id })?.value else {
            throw .noSuchSite(id, known: manuscript.sites.map(\.site.id).sorted())
        }
        guard let form = manuscript.form?.value else { throw .noForm }
        guard let minimumKiosk = Version(manuscript.minimumKiosk), Version(manuscript.version) != nil else {
            throw .noVersion
        }
        self.minimumKiosk = minimumKiosk
        self.form = form.filled(languages: sheet.site.languages.map(\.tag), countries: sheet.site.origins)
        guide = Self.guide(of: manuscript, sheet, builtOn: builtOn)
    }

    /// The same guide, with a log of what is new against the one that kiosks show now; staff read it on the glass.
    public func noting(changesSince old: Guide) -> Edition {
        var edition = self
        edition.guide.changes = GuideChanges(since: old.version, lines: GuideDifference(from: old, to: guide).lines)
        return edition
    }

    /// Writes the signed pack into `folder`.
    ///
    /// - Throws: an error of the file system, or of SQLite where the guide breaks a rule of the tables.
    public func write(to folder: URL, signedWith key: SigningKey) throws {
        try PackWriter(guide: guide, form: form, minimumKiosk: minimumKiosk).write(to: folder, signedWith: key)
    }

    private static func guide(of manuscript: Manuscript, _ sheet: SiteSheet, builtOn: GuideDate) -> Guide {
        let selection = Selection(of: manuscript, for: sheet)
        func table<Value>(_ list: [Value], _ id: (Value) -> String, in chosen: Set<String>) -> [String: Value] {
            Dictionary(list.filter { chosen.contains(id($0)) }.map { (id($0), $0) }) { first, _ in first }
        }
        return Guide(
            version: manuscript.version, builtOn: builtOn, site: sheet.site,
            topics: manuscript.topics.map(\.value).filter { selection.topics.contains($0.id) }
                .sorted { ($0.order, $0.id) < ($1.order, $1.id) },
            articles: table(manuscript.articles.map { article($0.article, selection) }, \.id, in: selection.articles),
            claims: table(manuscript.claims.map(\.value), \.id, in: selection.claims),
            sources: table(manuscript.sources.map(\.value), \.id, in: selection.sources),
            services: table(manuscript.services.map(\.service), \.id, in: selection.services),
            unions: manuscript.unions.map(\.value).filter { selection.unions.contains($0.country) },
            signs: manuscript.signs.map(\.sign).sorted { $0.number < $1.number },
            notices: manuscript.notices.map(\.value).sorted { ($1.priority, $0.id) < ($0.priority, $1.id) },
            sentences: manuscript.sentences.map(\.value).sorted { $0.id < $1.id },
            fees: manuscript.fees.map { fee($0.value, selection) },
            catalogs: catalogs(of: manuscript, sheet.site, selection),
            coreLanguages: manuscript.coreLanguages.intersection(sheet.site.languages))
    }

    /// Without contacts that take no callers any more.
    private static func article(_ article: Article, _ selection: Selection) -> Article {
        var article = article
        article.blocks.removeAll { block in
            if case .contact(let service) = block.kind { !selection.services.contains(service) } else { false }
        }
        return article
    }

    /// Without a contact that the site does not carry.
    private static func fee(_ fee: FeeStatement, _ selection: Selection) -> FeeStatement {
        var fee = fee
        if let contact = fee.contact, !selection.services.contains(contact) { fee.contact = nil }
        return fee
    }

    /// The site's languages, and English: where a text is not translated, it stands in, marked as a draft. In a core
    /// language it stands in for the core only, so that a kiosk can tell which pages the language has.
    private static func catalogs(
        of manuscript: Manuscript, _ site: Site, _ selection: Selection
    ) -> [Language: Catalog] {
        let texts = manuscript.texts.filter { selection.texts.contains($0.id) }
        return Set(site.languages + [.english]).reduce(into: [:]) { catalogs, language in
            var catalog = Catalog(language: language)
            let isCore = manuscript.coreLanguages.contains(language)
            let core = isCore ? CoreTexts(of: manuscript, for: language).ids : []
            for source in texts {
                let own =
                    language == .english
                    ? Text(source.english) : manuscript.translations[language]?.text(for: source)
                guard let own else {
                    if core.contains(source.id) { catalog[source.id] = Text(source.english, isDraft: true) }
                    continue
                }
                catalog[source.id] = Text(WordBreaks.inserted(into: own.string, of: language), isDraft: own.isDraft)
            }
            catalogs[language] = catalog
        }
    }
}

/// Why no guide can be made for a site.
public enum EditionError: Error, Hashable, Sendable, CustomStringConvertible {
    case noSuchSite(Site.ID, known: [Site.ID])
    case noForm
    case noVersion

    public var description: String {
        switch self {
        case .noSuchSite(let id, let known):
            "There is no site `\(id)`. Sites: \(known.joined(separator: ", "))."
        case .noForm: "There is no intake form. See what `kioskctl guide check` says about Forms/intake.toml."
        case .noVersion: "The guide has no version. See what `kioskctl guide check` says about Guide/guide.toml."
        }
    }
}
