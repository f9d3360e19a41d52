import GRDB
import Guide

/// Puts a guide into the tables of a pack, in an order that depends on nothing but the guide.
struct GuideRows {
    let db: Database

    func insert(_ guide: Guide) throws {
        try add("guide", guide.version, guide.builtOn.description, words(guide.coreLanguages.sorted()), guide.changes?.since)
        for (position, line) in (guide.changes?.lines ?? []).enumerated() { try add("change", position, line) }
        try insert(guide.site)
        for source in guide.sources.values.sorted(by: { $0.id < $1.id }) {
            try add(
                "source", source.id, source.title, source.publisher, source.date, source.licence, source.attribution)
        }
        for claim in guide.claims.values.sorted(by: { $0.id < $1.id }) { try insert(claim) }
        for topic in guide.topics {
            try add("topic", topic.id, topic.slug, topic.icon, words(topic.stages), topic.order)
        }
        for service in guide.services.values.sorted(by: { $0.id < $1.id }) { try insert(service) }
        for article in guide.articles.values.sorted(by: { $0.id < $1.id }) { try insert(article) }
        for (position, card) in guide.unions.enumerated() { try insert(card, at: position) }
        for sign in guide.signs { try add("sign", sign.id, sign.number) }
        for notice in guide.notices {
            try add(
                "notice", notice.id, notice.kind.rawValue, notice.start.description, notice.end.description,
                notice.priority)
        }
        for sentence in guide.sentences.sorted(by: { $0.id < $1.id }) { try add("sentence", sentence.id, sentence.kind.rawValue) }
        for (position, fee) in guide.fees.enumerated() {
            try add(
                "fee", position, fee.id, fee.country, fee.side?.rawValue, fee.question.rawValue, fee.claimID, fee.contact)
        }
        for catalog in guide.catalogs.values.sorted(by: { $0.language < $1.language }) { try insert(catalog) }
        for document in SearchDocument.all(of: guide) {
            try add(
                "search", document.title, document.body, document.language.tag, document.kind.rawValue, document.id)
        }
    }

    private func insert(_ site: Site) throws {
        try add(
            "site", site.id, site.profile.rawValue, site.country, site.name, site.neutralName, words(site.languages),
            words(site.origins), words(site.stages), words(site.keyContacts), words(site.helpContacts),
            words(site.childContacts), words(site.rights), site.signOff, site.slipWidth, site.retentionDays,
            site.minutesAheadOfUTC)
        try insert(site.hours, of: "")
    }

    private func insert(_ hours: [Service.Hours], of service: Service.ID) throws {
        for (position, period) in hours.enumerated() {
            try add("hours", service, position, words(period.weekdays), period.opens, period.closes)
        }
    }

    private func insert(_ claim: Claim) throws {
        try add(
            "claim", claim.id, claim.kind.rawValue, words(claim.countries), claim.sourceID, claim.locator, claim.asOf,
            claim.reviewDue.description, claim.confidence.rawValue, claim.contestedNote, claim.risk.rawValue,
            claim.onExpiry.rawValue, claim.verifiedBy, claim.secondVerifier, claim.verifiedOn?.description, claim.method
        )
        for (position, basis) in claim.legal.enumerated() {
            try add("legal_basis", claim.id, position, basis.instrument, basis.article)
        }
    }

    private func insert(_ service: Service) throws {
        try add(
            "service", service.id, service.kind.rawValue, words(service.countries), service.risk.rawValue,
            words(service.languages), service.tellsPolice.rawValue, service.tellsEmployer.rawValue,
            service.hasEligibility, service.hasFees, service.sourceID.isEmpty ? nil : service.sourceID, service.asOf)
        for (position, phone) in service.phones.enumerated() {
            try add(
                "phone", service.id, position, phone.number, phone.fromAbroad, phone.isFree, phone.secondSource,
                phone.assuredOn?.description, phone.assuranceDue?.description)
        }
        try insert(service.hours, of: service.id)
    }

    private func insert(_ article: Article) throws {
        try add(
            "article", article.id, article.topicID, words(article.stages), words(article.countries),
            words(article.profiles), article.icon, article.risk.rawValue, article.order, article.printout?.rawValue)
        for (position, block) in article.blocks.enumerated() {
            let step: Int? = if case .step(let number) = block.kind { number } else { nil }
            let service: String? = if case .contact(let service) = block.kind { service } else { nil }
            let outcome: String? = if case .outcome(let outcome) = block.kind { outcome.rawValue } else { nil }
            try add(
                "block", article.id, position, block.id, word(for: block.kind), step, service, outcome, block.claimID,
                block.icon)
        }
    }

    private func word(for kind: Article.Block.Kind) -> String {
        switch kind {
        case .paragraph: "paragraph"
        case .step: "step"
        case .warning: "warning"
        case .contact: "contact"
        case .tick: "tick"
        case .answer: "answer"
        case .outcome: "outcome"
        }
    }

    private func insert(_ card: UnionCard, at position: Int) throws {
        try add("union_card", position, card.country, card.law, card.claimID)
        for question in UnionCard.Question.allCases {
            let cell = card[question]
            try add("union_cell", card.country, question.rawValue, cell.answer.rawValue, cell.article, cell.hasNote)
        }
    }

    private func insert(_ catalog: Catalog) throws {
        for id in catalog.ids.sorted() {
            guard let text = catalog[id] else { continue }
            try add("text", catalog.language.tag, id.name, text.string, text.isDraft)
        }
    }

    private func add(_ table: String, _ values: (any DatabaseValueConvertible)?...) throws {
        let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
        let statement = try db.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
        try statement.execute(arguments: StatementArguments(values))
    }

    private func words(_ list: [some Any]) -> String {
        list.map { item in
            switch item {
            case let stage as Stage: stage.rawValue
            case let profile as SiteProfile: profile.rawValue
            default: "\(item)"
            }
        }.joined(separator: " ")
    }
}
