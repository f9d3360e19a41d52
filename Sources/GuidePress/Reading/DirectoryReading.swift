import Guide

extension Manuscript {
    /// The referral directory: `Guide/directory/*.csv`.
    ///
    /// Source: Open Referral HSDS 3.0, tabular form; this project's own terms begin with `mrc:`.
    mutating func readDirectory(_ tree: SourceTree, _ report: Report) {
        let tables = DirectoryTables(tree, report)
        let entries = tables.services.map { row in
            let attributes = tables.attributes(of: row["id"])
            return (Placed(tables.sheet(row, attributes), at: row.place), Self.texts(of: row, attributes))
        }
        services = withoutDoubles(entries.map(\.0), "service", report) { $0.service.id }
        texts += entries.flatMap(\.1)
    }

    private static func texts(of row: CSVTable.Row, _ attributes: DirectoryTables.Attributes) -> [SourceText] {
        let isSafety = attributes.values["risk"]?.0 == Claim.Risk.safety.rawValue
        let own: [(String, String, String)] = [
            ("name", row["name"], "Name of a place or service that helps."),
            ("description", row["description"], "What a service does."),
            ("eligibility", row["eligibility_description"], "Who may use a service."),
            ("fees", row["fees_description"], "What a service costs."),
            (
                "neutral", attributes.values["neutral_label"]?.0 ?? "",
                "Name of the service on the printed slip. Must look harmless to anybody who finds it."
            ),
        ]
        return own.filter { !$0.1.isEmpty }.map { field, english, note in
            SourceText("service.\(row["id"]).\(field)", english, note: note, isSafety: isSafety, at: row.place)
        }
    }
}

/// The tables of the directory, with their references followed.
struct DirectoryTables {
    let services: [CSVTable.Row]
    private let phones: [String: [CSVTable.Row]]
    private let schedules: [String: [CSVTable.Row]]
    private let languages: [String: [CSVTable.Row]]
    private let areas: [String: [CSVTable.Row]]
    private let attributeRows: [String: [CSVTable.Row]]
    private let report: Report

    init(_ tree: SourceTree, _ report: Report) {
        func table(_ name: String, _ columns: String...) -> [CSVTable.Row] {
            Self.rows("Guide/directory/\(name).csv", columns, tree, report)
        }
        let organizations = Set(table("organizations", "id", "name").map { $0["id"] })
        services = table("services", "id", "organization_id", "name", "status")
        let known = Set(services.map { $0["id"] })
        func owned(_ name: String, _ columns: String..., by column: String = "service_id") -> [String: [CSVTable.Row]] {
            let rows = Self.rows("Guide/directory/\(name).csv", ["id", column] + columns, tree, report)
            for row in rows where !known.contains(row[column]) {
                report.error(
                    row.place, "there is no service `\(row[column])`",
                    remedy: "Name an id of services.csv in `\(column)`")
            }
            return Dictionary(grouping: rows) { $0[column] }
        }
        phones = owned("phones", "number")
        schedules = owned("schedules", "byday", "opens_at", "closes_at")
        languages = owned("languages", "code")
        areas = owned("service_areas", "extent")
        attributeRows = owned("attributes", "link_entity", "taxonomy_term_id", "value", by: "link_id")
        _ = owned("cost_options", "option")
        let locations = Set(table("locations", "id", "name").map { $0["id"] })
        for row in owned("services_at_location", "location_id").values.joined()
        where !locations.contains(row["location_id"]) {
            report.error(
                row.place, "there is no location `\(row["location_id"])`", remedy: "Name an id of locations.csv")
        }
        for row in services where !organizations.contains(row["organization_id"]) {
            report.error(
                row.place, "there is no organisation `\(row["organization_id"])`",
                remedy: "Name an id of organizations.csv in `organization_id`")
        }
        self.report = report
    }

    private static func rows(
        _ file: String, _ columns: [String], _ tree: SourceTree, _ report: Report
    ) -> [CSVTable.Row] {
        guard let text = tree.text(file, report) else { return [] }
        let table = CSVTable(text, file: file, report)
        for column in columns where !table.columns.isEmpty && !table.columns.contains(column) {
            report.error(
                Place(file: file, line: 1), "the column `\(column)` is missing", remedy: "Add it to the first line")
        }
        let placed = table.rows.map { Placed($0, at: $0.place) }
        return withoutDoubles(placed, "id", report) { $0["id"] }.map(\.value)
    }

    /// The `mrc:` terms of one service, without their prefix.
    struct Attributes {
        var values: [String: (String, Place)] = [:]

        subscript(term: String) -> String { values[term]?.0 ?? "" }
    }

    private static let terms: Set = [
        "kind", "neutral_label", "tells_police", "tells_employer", "tells_immigration", "serves_irregular", "toll_free",
        "no_sim_ok", "abroad_dial", "female_staff", "child_safe", "gbv_specialised", "nationality_scope",
        "assurance_next_due", "assurance_method", "second_source", "source", "locator", "as_of", "risk", "channels",
    ]

    func attributes(of service: String) -> Attributes {
        (attributeRows[service] ?? []).reduce(into: Attributes()) { attributes, row in
            let term = row["taxonomy_term_id"]
            guard term.hasPrefix("mrc:"), Self.terms.contains(String(term.dropFirst(4))) else {
                report.error(
                    row.place, "the term `\(term)` is unknown",
                    remedy: "Write mrc: and one of: \(Self.terms.sorted().joined(separator: ", "))")
                return
            }
            attributes.values[String(term.dropFirst(4))] = (row["value"], row.place)
        }
    }

    func sheet(_ row: CSVTable.Row, _ attributes: Attributes) -> ServiceSheet {
        let id = row["id"]
        if !isName(id) {
            report.error(row.place, "the id `\(id)` is malformed", remedy: "Use lower-case letters, digits and hyphens")
        }
        if row["name"].isEmpty { report.error(row.place, "the service has no name", remedy: "Write it in `name`") }
        let statuses = ["active", "inactive", "defunct", "temporarily closed"]
        if !statuses.contains(row["status"]) {
            report.error(
                row.place, "`status` is \"\(row["status"])\"",
                remedy: "Write one of: \(statuses.joined(separator: ", "))")
        }
        let own = phones[id] ?? []
        let service = Service(
            id: id, kind: kind(attributes, row), countries: countries(of: row),
            risk: word("risk", attributes, row, default: .normal),
            phones: own.map { phone($0, of: row, attributes) }, hours: hours(of: id),
            languages: (languages[id] ?? []).map { Language($0["code"]) },
            tellsPolice: word("tells_police", attributes, row, default: .unknown),
            tellsEmployer: word("tells_employer", attributes, row, default: .unknown),
            hasEligibility: !row["eligibility_description"].isEmpty, hasFees: !row["fees_description"].isEmpty,
            sourceID: attributes["source"], asOf: attributes["as_of"])
        return ServiceSheet(service: service, isActive: row["status"] == "active", phonePlaces: own.map(\.place))
    }

    private func phone(_ row: CSVTable.Row, of service: CSVTable.Row, _ attributes: Attributes) -> Service.Phone {
        let number = row["number"]
        if !number.contains(where: \.isNumber) || number.contains(where: { !" +-()#*".contains($0) && !isDigit($0) }) {
            report.error(
                row.place, "the phone number has something else than digits, spaces and + - ( ) # *",
                remedy: "Write it as it is dialled")
        }
        let abroad = attributes["abroad_dial"]
        if !abroad.isEmpty, !abroad.hasPrefix("+") {
            report.error(
                attributes.values["abroad_dial"]?.1 ?? row.place, "the number from abroad does not begin with +",
                remedy: "Write it by E.164, +962…")
        }
        return Service.Phone(
            number: number, fromAbroad: abroad, isFree: attributes["toll_free"] == "yes",
            secondSource: attributes["second_source"], assuredOn: day(service["assured_date"], service.place),
            assuranceDue: day(attributes["assurance_next_due"], attributes.values["assurance_next_due"]?.1 ?? row.place)
        )
    }

    private func hours(of id: String) -> [Service.Hours] {
        (schedules[id] ?? []).compactMap { row in
            guard let days = OpeningTime.weekdays(row["byday"]) else {
                report.error(row.place, "`byday` names no days", remedy: "Write days of RFC 5545, \"MO,TU,WE\"")
                return nil
            }
            if let problem = OpeningTime.problem(opens: row["opens_at"], closes: row["closes_at"]) {
                report.error(row.place, problem.what, remedy: problem.remedy)
                return nil
            }
            return Service.Hours(weekdays: days, opens: row["opens_at"], closes: row["closes_at"])
        }
    }

    private func countries(of row: CSVTable.Row) -> [String] {
        let own = areas[row["id"]] ?? []
        for area in own where !isCountry(area["extent"]) {
            report.error(
                area.place, "`extent` is \"\(area["extent"])\", which is no country code",
                remedy: "Write two capital letters of ISO 3166-1, JO")
        }
        if own.isEmpty {
            report.error(
                row.place, "nobody can tell where `\(row["id"])` works", remedy: "Add a row to service_areas.csv")
        }
        return own.map { $0["extent"] }
    }

    /// Shorter words that the directory may use for kinds.
    private static let alike: [String: Service.Kind] = ["labour": .labour, "social": .social, "legal": .legal]

    private func kind(_ attributes: Attributes, _ row: CSVTable.Row) -> Service.Kind {
        let word = attributes["kind"]
        if let kind = Service.Kind(rawValue: word) ?? Self.alike[word] { return kind }
        let allowed = Service.Kind.allCases.map(\.rawValue)
        report.error(
            attributes.values["kind"]?.1 ?? row.place, "`\(row["id"])` has the unknown mrc:kind \"\(word)\"",
            remedy: "Write one of: \(allowed.joined(separator: ", "))")
        return .other
    }

    private func word<Choice: RawRepresentable<String> & CaseIterable>(
        _ term: String, _ attributes: Attributes, _ row: CSVTable.Row, default standard: Choice
    ) -> Choice {
        guard let (text, place) = attributes.values[term] else { return standard }
        if let choice = Choice(rawValue: text) { return choice }
        report.error(
            place, "`\(row["id"])` has the unknown mrc:\(term) \"\(text)\"",
            remedy: "Write one of: \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        return standard
    }

    private func day(_ text: String, _ place: Place) -> GuideDate? {
        guard !text.isEmpty else { return nil }
        let day = GuideDate(text)
        if day == nil { report.error(place, "\"\(text)\" is no day", remedy: "Write year-month-day, 2026-11-22") }
        return day
    }

    private func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
