import Guide

/// What changes for a visitor from one guide to another, in words.
public struct GuideDifference: Sendable, Equatable {
    /// A sentence each; what could hurt comes first.
    public let lines: [String]

    public init(from old: Guide, to new: Guide) {
        var lines: [String] = []
        lines += GuideDifference.languages(old, new)
        lines += GuideDifference.phones(old, new)
        lines += GuideDifference.services(old, new)
        lines += GuideDifference.articles(old, new)
        lines += GuideDifference.texts(old, new)
        lines += GuideDifference.notices(old, new)
        lines += GuideDifference.unions(old, new)
        lines += GuideDifference.fees(old, new)
        self.lines = lines
    }

    public var isEmpty: Bool { lines.isEmpty }

    private static func languages(_ old: Guide, _ new: Guide) -> [String] {
        changes(old.site.languages.map(\.tag), new.site.languages.map(\.tag)) { tag, isNew in
            let name = Language(tag).profile.map { "\($0.autonym) (\(tag))" } ?? tag
            return "The language \(name) is \(isNew ? "new" : "gone")."
        }
    }

    /// Numbers as a visitor sees them: shown, not shown, or another one.
    private static func phones(_ old: Guide, _ new: Guide) -> [String] {
        new.services.keys.sorted().flatMap { id -> [String] in
            guard let before = old.services[id], let after = new.services[id] else { return [] }
            let title = name(after, new)
            let (was, will) = (shownNumbers(before, old), shownNumbers(after, new))
            return changes(was, will) { number, isNew in
                isNew ? "\(title): the number \(number) is shown now." : "\(title): the number \(number) is not shown any more."
            }
        }
    }

    private static func shownNumbers(_ service: Service, _ guide: Guide) -> [String] {
        service.phones.filter { $0.showing(on: guide.builtOn, risk: service.risk) != .askAtDesk }.map(\.number)
    }

    private static func services(_ old: Guide, _ new: Guide) -> [String] {
        changes(old.services.keys.sorted(), new.services.keys.sorted()) { id, isNew in
            let guide = isNew ? new : old
            let title = guide.services[id].map { name($0, guide) } ?? id
            return isNew ? "New place to get help: \(title)." : "\(title) is not listed any more."
        }
    }

    private static func articles(_ old: Guide, _ new: Guide) -> [String] {
        changes(old.articles.keys.sorted(), new.articles.keys.sorted()) { id, isNew in
            let title = (isNew ? new : old).text(TextID("article.\(id).title"), in: .english)?.string ?? id
            return isNew ? "New page: “\(title)”." : "The page “\(title)” is gone."
        }
    }

    /// Sentences that both have and that read differently in English, and how many drafts became final or new.
    private static func texts(_ old: Guide, _ new: Guide) -> [String] {
        guard let before = old.catalogs[.english], let after = new.catalogs[.english] else { return [] }
        var lines = before.ids.sorted().compactMap { id -> String? in
            guard let was = before[id]?.string, let will = after[id]?.string, was != will else { return nil }
            return "\(place(of: id, new)): “\(was)” becomes “\(will)”"
        }
        for language in new.site.languages where language != .english && old.catalogs[language] != nil {
            let own = new.catalogs[language]?.ids.filter { id in
                old.catalogs[language]?[id] != nil && old.catalogs[language]?[id] != new.catalogs[language]?[id]
                    && before[id]?.string == after[id]?.string
            }
            if let count = own?.count, count > 0 { lines.append("\(language): \(count) texts are translated anew or reviewed.") }
        }
        return lines
    }

    /// The page of a sentence by its title, as staff know it; the id of any other text, and of a title.
    private static func place(of id: TextID, _ guide: Guide) -> String {
        let parts = id.name.split(separator: ".")
        guard parts.count == 3, parts[0] == "article", let article = guide.articles[String(parts[1])], article.titleID != id,
            let title = guide.text(article.titleID, in: .english)?.string
        else { return id.name }
        return "On the page “\(title)”"
    }

    private static func notices(_ old: Guide, _ new: Guide) -> [String] {
        changes(old.notices.map(\.id).sorted(), new.notices.map(\.id).sorted()) { id, isNew in
            let guide = isNew ? new : old
            let text = guide.text(TextID("notice.\(id).text"), in: .english)?.string ?? id
            return isNew ? "New notice: “\(text)”" : "The notice “\(text)” is taken down."
        }
    }

    private static func unions(_ old: Guide, _ new: Guide) -> [String] {
        new.unions.compactMap { card in
            guard let before = old.unions.first(where: { $0.country == card.country }), before != card else { return nil }
            return "What the page on unions says of \(card.country) changes."
        }
    }

    private static func fees(_ old: Guide, _ new: Guide) -> [String] {
        changes(old.fees.map(\.id), new.fees.map(\.id)) { id, isNew in
            let text = (isNew ? new : old).text("fee.\(id).text", in: .english)?.string ?? id
            return isNew ? "New on fees: “\(text)”" : "On fees is not said any more: “\(text)”"
        }
    }

    private static func name(_ service: Service, _ guide: Guide) -> String {
        guide.text(service.nameID, in: .english)?.string ?? service.id
    }

    /// What only one of two lists has: what is gone, then what is new.
    private static func changes(
        _ old: [String], _ new: [String], _ sentence: (String, Bool) -> String
    ) -> [String] {
        old.filter { !new.contains($0) }.map { sentence($0, false) } + new.filter { !old.contains($0) }.map { sentence($0, true) }
    }
}
