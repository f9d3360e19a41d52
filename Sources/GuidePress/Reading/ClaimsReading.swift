import Guide

extension Manuscript {
    mutating func readSources(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("source", of: "Guide/sources.toml", tree, report).map { source in
            source.allow("id", "title", "publisher", "date", "undated", "url", "licence", "attribution", "place_note")
            let date = source.boolean("undated") ? "" : source.string("date")
            if !date.isEmpty, GuideDate(date) == nil {
                report.error(
                    source.place(of: "date"), "`date` is \"\(date)\", which is no date",
                    remedy: "Write 2022, 2022-12 or 2022-12-23")
            }
            return Placed(
                Source(
                    id: source.string("id"), title: source.string("title"), publisher: source.string("publisher"),
                    date: date, licence: source.string("licence"), attribution: source.string("attribution")),
                at: source.place)
        }
        sources = withoutDoubles(list, "source", report) { $0.id }
    }

    mutating func readClaims(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("claim", of: "Guide/claims.toml", tree, report).map { Placed(claim($0), at: $0.place) }
        claims = withoutDoubles(list, "claim", report) { $0.id }
    }

    private func claim(_ fields: Fields) -> Claim {
        fields.allow(
            "id", "type", "countries", "source", "locator", "seed_lines", "as_of", "review_due", "confidence",
            "contested_note", "risk", "on_expiry", "verified_by", "second_verifier", "verified_on", "method", "legal")
        let legal = fields.tables("legal").map { basis in
            basis.allow("instrument", "article")
            return Claim.LegalBasis(instrument: basis.string("instrument"), article: basis.string("article"))
        }
        let kind: Claim.Kind = fields.choice("type", default: .advice)
        let risk: Claim.Risk = fields.choice("risk", default: .normal)
        let verifiedOn = fields.day("verified_on")
        return Claim(
            id: fields.string("id"), kind: kind, countries: fields.countries("countries"),
            sourceID: fields.string("source"), locator: fields.string("locator"), asOf: asOf(fields),
            reviewDue: reviewDue(fields, kind: kind, risk: risk, verifiedOn: verifiedOn),
            confidence: fields.choice("confidence", default: .low),
            contestedNote: fields.optionalString("contested_note") ?? "", risk: risk,
            onExpiry: fields.choice("on_expiry", default: .hide),
            verifiedBy: fields.optionalString("verified_by") ?? "",
            secondVerifier: fields.optionalString("second_verifier") ?? "", verifiedOn: verifiedOn,
            method: fields.string("method"), legal: legal)
    }

    private func asOf(_ fields: Fields) -> String {
        let text = fields.string("as_of")
        if !text.isEmpty, GuideDate(text) == nil {
            fields.report.error(
                fields.place(of: "as_of"), "`as_of` is \"\(text)\", which is no date",
                remedy: "Write the year or day of the source, 2022 or 2022-12-23")
        }
        return text
    }

    /// The day as written; without one, the day of the check and the days that the guide gives to such a claim.
    private func reviewDue(
        _ fields: Fields, kind: Claim.Kind, risk: Claim.Risk, verifiedOn: GuideDate?
    ) -> GuideDate {
        if let day = fields.day("review_due") { return day }
        if let verifiedOn, let days = daysUntilReview(kind, risk) {
            return GuideDate(dayNumber: verifiedOn.dayNumber + days)
        }
        if fields.optionalString("review_due") ?? "" == "" {
            fields.report.error(
                fields.place, "`review_due` is missing, and so is `verified_on`",
                remedy: "Add the day until which this may be believed, review_due = \"2027-11-01\"")
        }
        return GuideDate(dayNumber: 0)
    }

    /// How long a statement of such a kind may be believed after a check; `nil` if the guide does not say.
    func daysUntilReview(_ kind: Claim.Kind, _ risk: Claim.Risk) -> Int? {
        let own = reviewDays[kind.rawValue]
        guard risk == .safety, let safety = reviewDays["safety"] else { return own }
        return min(own ?? safety, safety)
    }

    /// The `[[name]]` tables of one file.
    ///
    /// - Parameter others: tables of the same file that somebody else reads.
    static func tables(
        _ name: String, of file: String, beside others: [String] = [], _ tree: SourceTree, _ report: Report
    ) -> [Fields] {
        guard let text = tree.text(file, report), let fields = Fields(toml: text, file: file, report) else { return [] }
        fields.allow([name] + others)
        return fields.tables(name)
    }
}

extension Fields {
    /// ISO 3166-1 alpha-2 codes; empty: everywhere.
    func countries(_ key: String) -> [String] {
        let list = strings(key)
        for code in list where !isCountry(code) {
            report.error(
                place(of: key), "`\(key)` has \"\(code)\", which is no country code",
                remedy: "Write two capital letters of ISO 3166-1, \"JO\"")
        }
        return list
    }
}

func isCountry(_ code: String) -> Bool { code.utf8.count == 2 && code.utf8.allSatisfy { (65...90).contains($0) } }
