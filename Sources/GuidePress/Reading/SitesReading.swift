import Foundation
import Guide

extension Manuscript {
    mutating func readSites(_ tree: SourceTree, _ report: Report) {
        var list: [Placed<SiteSheet>] = []
        for file in tree.files(in: "Sites", suffix: ".toml") {
            guard let text = tree.text(file, report), let fields = Fields(toml: text, file: file, report) else {
                continue
            }
            let sheet = Self.sheet(fields)
            if sheet.site.id != baseName(file) {
                report.error(
                    fields.place(of: "id"), "the site `\(sheet.site.id)` stands in the file \(baseName(file)).toml",
                    remedy: "Give the file the name of the site")
            }
            list.append(Placed(sheet, at: fields.place(of: "id")))
        }
        sites = withoutDoubles(list, "site", report) { $0.site.id }
    }

    private static func sheet(_ fields: Fields) -> SiteSheet {
        // hours_text, panel, time_zone and mrc_key_file are for the technician and the kiosk's own configuration.
        fields.allow(
            "id", "profile", "country", "countries", "name", "neutral_name", "languages", "origins", "home_order",
            "key_contacts", "help_contacts", "child_contacts", "rights", "hours", "hours_text", "sign_off",
            "slip_width_mm", "retention_days", "panel", "time_zone", "minutes_ahead_of_utc", "mrc_key_file")
        let country = fields.string("country")
        let languages = fields.strings("languages").map(Language.init)
        if languages.isEmpty {
            fields.report.error(
                fields.place(of: "languages"), "the site has no language", remedy: "Add languages = [\"en\", …]")
        }
        let stages: [Stage] = fields.choices("home_order")
        let site = Site(
            id: fields.name("id"), profile: fields.choice("profile", default: .lobby), country: country,
            name: fields.string("name"), neutralName: fields.optionalString("neutral_name") ?? "",
            languages: languages, origins: fields.countries("origins"),
            stages: stages.isEmpty ? Stage.allCases : stages,
            keyContacts: fields.strings("key_contacts"), helpContacts: fields.strings("help_contacts"),
            childContacts: fields.strings("child_contacts"), rights: fields.strings("rights"), hours: hours(fields),
            signOff: fields.optionalString("sign_off") ?? "", slipWidth: slipWidth(fields),
            retentionDays: fields.integer("retention_days", in: 30...180, default: 90),
            minutesAheadOfUTC: minutes(fields))
        let countries = fields.countries("countries")
        return SiteSheet(site: site, countries: countries.isEmpty ? [country] : countries)
    }

    private static func slipWidth(_ fields: Fields) -> Int {
        let width = fields.integer("slip_width_mm", in: 58...80, default: 80)
        guard width != 58, width != 80 else { return width }
        fields.report.error(
            fields.place(of: "slip_width_mm"), "`slip_width_mm` is \(width)", remedy: "Write 80 or 58")
        return 80
    }

    /// Local time as written; without it, that of the time zone in winter.
    private static func minutes(_ fields: Fields) -> Int {
        let name = fields.optionalString("time_zone") ?? ""
        let zone = TimeZone(identifier: name)
        if !name.isEmpty, zone == nil {
            fields.report.error(
                fields.place(of: "time_zone"), "the time zone \"\(name)\" is unknown", remedy: "Write \"Asia/Amman\"")
        }
        let january = Date(timeIntervalSince1970: 1_767_225_600)
        let standard = (zone?.secondsFromGMT(for: january) ?? 0) / 60
        return fields.integer("minutes_ahead_of_utc", in: -720...840, default: standard)
    }

    private static func hours(_ fields: Fields) -> [Service.Hours] {
        fields.tables("hours").map { period in
            period.allow("byday", "opens", "closes")
            let (opens, closes) = (period.string("opens"), period.string("closes"))
            let problem = OpeningTime.problem(opens: opens, closes: closes)
            if let problem {
                period.report.error(period.place, problem.what, remedy: problem.remedy)
            }
            let days = OpeningTime.weekdays(period.string("byday"))
            if days == nil {
                period.report.error(
                    period.place(of: "byday"), "`byday` names no days", remedy: "Write days of RFC 5545, \"MO,TU,WE\"")
            }
            return Service.Hours(weekdays: days ?? [], opens: opens, closes: closes)
        }
    }
}

/// Opening hours as sites and the directory write them.
///
/// Source: RFC 5545, `BYDAY`; HSDS 3.0, `schedule`.
enum OpeningTime {
    private static let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// ISO 8601 weekdays, or `nil` if `text` has anything but days.
    static func weekdays(_ text: String) -> [Int]? {
        let found = text.split(separator: ",").map { day in days.firstIndex(of: String(day.trimmed)).map { $0 + 1 } }
        let known = found.compactMap(\.self)
        return known.isEmpty || known.count != found.count ? nil : known.sorted()
    }

    static func problem(opens: String, closes: String) -> (what: String, remedy: String)? {
        for time in [opens, closes] where !isTime(time) {
            return ("\"\(time)\" is no time of day", "Write hours and minutes, 09:00")
        }
        return opens < closes ? nil : ("it closes at \(closes), before it opens at \(opens)", "Correct the times")
    }

    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":").map { Int($0) ?? 99 }
        return text.utf8.count == 5 && parts.count == 2 && parts[0] < 24 && parts[1] < 60
    }
}
