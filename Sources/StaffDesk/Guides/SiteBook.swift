import Guide
import GuidePack
import Intake

/// What the desk keeps of a guide, a small part of it: the form, the words on its buttons, the directory, and how sound it is.
struct SiteBook: Sendable {
    let version: Version
    let site: Site
    let builtOn: GuideDate
    let form: Form
    let services: [Service]
    /// Words by language: buttons of the form, names of countries, entries of the directory.
    private let words: [Language: [TextID: Text]]
    let coverage: [LanguageCoverage]
    /// Statements and numbers with the day after which they count as unchecked, the soonest first.
    let reviews: [(name: String, due: GuideDate)]

    /// What reports call topics, answers about needs, and countries, by their ids: in English.
    let topicNames: [String: String]
    let needNames: [String: String]
    let countryNames: [String: String]

    private static let country = "ui.country."
    private static let prefixes = ["ui.q.", "ui.stage.", country, "service."]

    init(_ pack: Pack) {
        let guide = pack.guide
        // A pack's version was read before it was opened.
        version = Version(guide.version) ?? pack.minimumKiosk
        (site, builtOn, form) = (guide.site, guide.builtOn, pack.form)
        services = guide.services.values.sorted { ($0.kind.order, $0.id) < ($1.kind.order, $1.id) }
        words = guide.catalogs.mapValues { catalog in
            catalog.ids.filter { id in Self.prefixes.contains { id.name.hasPrefix($0) } }
                .reduce(into: [:]) { $0[$1] = catalog[$1] }
        }
        let english = guide.catalogs[.english]
        func name(_ id: TextID) -> String? { english?[id]?.string.withoutBreaks }
        topicNames = guide.topics.reduce(into: [:]) { $0[$1.id] = name($1.titleID) }
        needNames = Self.needNames(pack.form, name)
        countryNames = (english?.ids ?? []).filter { $0.name.hasPrefix(Self.country) }.reduce(into: [:]) { names, id in
            names[String(id.name.dropFirst(Self.country.utf8.count))] = name(id)
        }
        coverage = LanguageCoverage.all(of: guide)
        let claims = guide.claims.values.map { (name: "Statement \($0.id)", due: $0.reviewDue) }
        let phones = guide.services.values.flatMap { service in
            service.phones.compactMap { phone in phone.assuranceDue.map { (name: "Number of \(service.id)", due: $0) } }
        }
        reviews = (claims + phones).sorted { ($0.due, $0.name) < ($1.due, $1.name) }
    }

    /// A text in a language, else in English, else its name.
    func word(_ id: TextID, in language: Language) -> String {
        (words[language]?[id] ?? words[.english]?[id])?.string.withoutBreaks ?? id.name
    }

    private static func needNames(_ form: Form, _ name: (TextID) -> String?) -> [String: String] {
        guard let needs = form.countedNeeds else { return [:] }
        return needs.options.reduce(into: [:]) { $0[$1.id.rawValue] = name(TextID(needs.text(of: $1))) }
    }
}

/// How much of a guide is told in a language.
struct LanguageCoverage: Sendable {
    var language: Language
    var texts: Int
    var drafts: Int
    /// Of the English ones.
    var missing: Int
    var isCore: Bool

    static func all(of guide: Guide) -> [LanguageCoverage] {
        let english = guide.catalogs[.english]?.count ?? 0
        return guide.site.languages.map { language in
            let catalog = guide.catalogs[language]
            let drafts = catalog.map { catalog in catalog.ids.count { catalog[$0]?.isDraft == true } } ?? 0
            return LanguageCoverage(
                language: language, texts: catalog?.count ?? 0, drafts: drafts, missing: max(0, english - (catalog?.count ?? 0)),
                isCore: guide.coreLanguages.contains(language))
        }
    }
}

extension Service.Kind {
    /// Its place in the list of places.
    var order: Int { Service.Kind.allCases.firstIndex(of: self) ?? 0 }
}

extension String {
    /// Without the break points that the press puts into scripts that have no spaces.
    var withoutBreaks: String { String(unicodeScalars.filter { $0 != "\u{200B}" }.map(Character.init)) }
}
