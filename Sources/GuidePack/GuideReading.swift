import Foundation
import GRDB
import Guide

/// Takes a guide out of the tables of a pack.
struct GuideReading {
    let db: Database

    func guide() throws -> Guide {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM guide") else { throw Malformed("there is no guide") }
        let hours = try hours()
        return Guide(
            version: row["version"], builtOn: try row.requiredDay("built_on"), site: try site(hours: hours[""] ?? []),
            topics: try topics(), articles: try articles(), claims: try claims(), sources: try sources(),
            services: try services(hours: hours), unions: try unions(), signs: try signs(), notices: try notices(),
            sentences: try sentences(), fees: try fees(), catalogs: try catalogs(),
            changes: try changes(since: row["changed_since"]),
            coreLanguages: Set(row.words("core_languages").map(Language.init)))
    }

    private func rows(_ table: String, by order: String) throws -> [Row] {
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY \(order)")
    }

    private func site(hours: [Service.Hours]) throws -> Site {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM site") else { throw Malformed("there is no site") }
        return Site(
            id: row["id"], profile: try row.choice("profile"), country: row["country"], name: row["name"],
            neutralName: row["neutral_name"], languages: row.words("languages").map(Language.init),
            origins: row.words("origins"), stages: try row.choices("stages"), keyContacts: row.words("key_contacts"),
            helpContacts: row.words("help_contacts"), childContacts: row.words("child_contacts"),
            rights: row.words("rights"), hours: hours, signOff: row["sign_off"], slipWidth: row["slip_width_mm"],
            retentionDays: row["retention_days"], minutesAheadOfUTC: row["minutes_ahead_of_utc"])
    }

    private func hours() throws -> [Service.ID: [Service.Hours]] {
        try rows("hours", by: "service, position").reduce(into: [:]) { hours, row in
            let weekdays = row.words("weekdays").compactMap { Int($0) }
            hours[row["service"], default: []].append(
                Service.Hours(weekdays: weekdays, opens: row["opens"], closes: row["closes"]))
        }
    }

    private func topics() throws -> [Topic] {
        try rows("topic", by: "position, id").map {
            Topic(
                id: $0["id"], slug: $0["slug"], icon: $0["icon"], stages: try $0.choices("stages"),
                order: $0["position"])
        }
    }

    private func articles() throws -> [Article.ID: Article] {
        let blocks: [Article.ID: [Article.Block]] = try rows("block", by: "article, position").reduce(into: [:]) {
            $0[$1["article"], default: []].append(try block($1))
        }
        return try rows("article", by: "id").reduce(into: [:]) { articles, row in
            let id: Article.ID = row["id"]
            articles[id] = Article(
                id: id, topicID: row["topic"], stages: try row.choices("stages"), countries: row.words("countries"),
                profiles: try row.choices("profiles"), icon: row["icon"], risk: try row.choice("risk"),
                order: row["position"], printout: try row.optionalChoice("printout"), blocks: blocks[id] ?? [])
        }
    }

    private func block(_ row: Row) throws -> Article.Block {
        let kind: Article.Block.Kind =
            switch row["kind"] as String {
            case "step": .step(row["step"])
            case "warning": .warning
            case "contact": .contact(row["service"])
            case "tick": .tick
            case "answer": .answer
            case "outcome": .outcome(try row.choice("outcome"))
            default: .paragraph
            }
        return Article.Block(id: row["id"], kind: kind, claimID: row["claim"], icon: row["icon"])
    }

    private func claims() throws -> [String: Claim] {
        let legal: [String: [Claim.LegalBasis]] = try rows("legal_basis", by: "claim, position").reduce(into: [:]) {
            $0[$1["claim"], default: []].append(
                Claim.LegalBasis(instrument: $1["instrument"], article: $1["article"]))
        }
        return try rows("claim", by: "id").reduce(into: [:]) { claims, row in
            let id: String = row["id"]
            claims[id] = Claim(
                id: id, kind: try row.choice("kind"), countries: row.words("countries"), sourceID: row["source"],
                locator: row["locator"], asOf: row["as_of"], reviewDue: try row.requiredDay("review_due"),
                confidence: try row.choice("confidence"), contestedNote: row["contested_note"],
                risk: try row.choice("risk"), onExpiry: try row.choice("on_expiry"), verifiedBy: row["verified_by"],
                secondVerifier: row["second_verifier"], verifiedOn: try row.day("verified_on"), method: row["method"],
                legal: legal[id] ?? [])
        }
    }

    private func sources() throws -> [String: Source] {
        try rows("source", by: "id").reduce(into: [:]) {
            $0[$1["id"]] = Source(
                id: $1["id"], title: $1["title"], publisher: $1["publisher"], date: $1["date"], licence: $1["licence"],
                attribution: $1["attribution"])
        }
    }

    private func services(hours: [Service.ID: [Service.Hours]]) throws -> [Service.ID: Service] {
        let phones: [Service.ID: [Service.Phone]] = try rows("phone", by: "service, position").reduce(into: [:]) {
            $0[$1["service"], default: []].append(
                Service.Phone(
                    number: $1["number"], fromAbroad: $1["from_abroad"], isFree: $1["is_free"],
                    secondSource: $1["second_source"], assuredOn: try $1.day("assured_on"),
                    assuranceDue: try $1.day("assurance_due")))
        }
        return try rows("service", by: "id").reduce(into: [:]) { services, row in
            let id: Service.ID = row["id"]
            services[id] = Service(
                id: id, kind: try row.choice("kind"), countries: row.words("countries"), risk: try row.choice("risk"),
                phones: phones[id] ?? [], hours: hours[id] ?? [], languages: row.words("languages").map(Language.init),
                tellsPolice: try row.choice("tells_police"), tellsEmployer: try row.choice("tells_employer"),
                hasEligibility: row["has_eligibility"], hasFees: row["has_fees"], sourceID: row["source"] ?? "",
                asOf: row["as_of"])
        }
    }

    private func unions() throws -> [UnionCard] {
        var cells: [String: [UnionCard.Question: UnionCard.Cell]] = [:]
        for row in try rows("union_cell", by: "country, question") {
            cells[row["country"], default: [:]][try row.choice("question")] = UnionCard.Cell(
                answer: try row.choice("answer"), article: row["article"], hasNote: row["has_note"])
        }
        return try rows("union_card", by: "position").map { row in
            let country: String = row["country"]
            guard let own = cells[country], let join = own[.join], let form = own[.form], let lead = own[.lead] else {
                throw Malformed("the union card of \(country) is not complete")
            }
            return UnionCard(
                country: country, law: row["law"], join: join, form: form, lead: lead, claimID: row["claim"])
        }
    }

    private func signs() throws -> [Sign] {
        try rows("sign", by: "number").map { Sign(id: $0["id"], number: $0["number"]) }
    }

    private func notices() throws -> [Notice] {
        try rows("notice", by: "priority DESC, id").map {
            Notice(
                id: $0["id"], kind: try $0.choice("kind"), start: try $0.requiredDay("starts"),
                end: try $0.requiredDay("ends"), priority: $0["priority"])
        }
    }

    private func sentences() throws -> [NoticeSentence] {
        try rows("sentence", by: "id").map { NoticeSentence(id: $0["id"], kind: try $0.choice("kind")) }
    }

    private func changes(since version: String?) throws -> GuideChanges? {
        guard let version else { return nil }
        return GuideChanges(since: version, lines: try rows("change", by: "position").map { $0["line"] })
    }

    private func fees() throws -> [FeeStatement] {
        try rows("fee", by: "position").map {
            FeeStatement(
                id: $0["id"], country: $0["country"], side: try $0.optionalChoice("side"),
                question: try $0.choice("question"), claimID: $0["claim"], contact: $0["service"])
        }
    }

    private func catalogs() throws -> [Language: Catalog] {
        var packing = CatalogPacking()
        let cursor = try Row.fetchCursor(db, sql: "SELECT id, language, is_draft, string FROM text ORDER BY id, language")
        while let row = try cursor.next() {
            let (id, language, isDraft) = (TextID(row[0] as String), Language(row[1]), row[2] as Bool)
            // The bytes themselves: twenty thousand strings would be made and thrown away.
            try row.withUnsafeData(atIndex: 3) { packing.add($0 ?? Data(), isDraft: isDraft, as: id, in: language) }
        }
        return packing.catalogs
    }
}
