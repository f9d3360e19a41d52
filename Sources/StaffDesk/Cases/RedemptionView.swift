import Hub
import Intake
import Reports

/// The form of what was asked, as its template wants it.
enum RedemptionView {
    static func view(_ fields: FormFields, before: Redemption?, book: SiteBook?, error: String?) -> View {
        var view: View = [
            "isSaved": before != nil, "channels": choices(fields, "channel", Redemption.Channel.allCases, CaseWords.label),
            "clientTypes": choices(fields, "client-type", Redemption.ClientType.allCases, CaseWords.label),
            "sexes": choices(fields, "sex", Redemption.Sex.allCases, CaseWords.label),
            "ages": choices(fields, "age", Redemption.AgeBand.allCases, CaseWords.label),
            "outcomes": choices(fields, "outcome", Redemption.Outcome.allCases, CaseWords.label),
            "sectors": CaseWords.sectors.map { choice($0.value, $0.label, fields["sector"]) },
            "stages": CaseWords.stages.map { choice($0.id, $0.label, fields["stage"]) },
            "origin": fields["origin"], "destination": fields["destination"], "countries": countries(book),
            "services": services(fields), "needs": needs(fields), "remedies": remedies(fields),
            "hasRemedies": (0..<RedemptionFields.remedyRows).contains { !fields["remedy-kind-\($0)"].isEmpty } || error?.hasPrefix("Remedy") == true,
        ]
        for (key, name) in [
            ("needsDiffer", "needs-differ"), ("followUp", "follow-up"), ("consentService", "consent-service"),
            ("consentReport", "consent-report"), ("consentShare", "consent-share"), ("consentCallBack", "consent-call-back"),
        ] { view[key] = fields.isTicked(name) }
        view["error"] = error
        return view
    }

    private static func choices<Choice: RawRepresentable<String>>(
        _ fields: FormFields, _ name: String, _ all: [Choice], _ label: (Choice) -> String
    ) -> [View] {
        all.map { choice($0.rawValue, label($0), fields[name]) }
    }

    private static func choice(_ value: String, _ label: String, _ chosen: String) -> View {
        ["value": value, "label": label, "on": value == chosen]
    }

    private static func services(_ fields: FormFields) -> [View] {
        let chosen = fields.all("service")
        return ClientCategory.allCases.map { category in
            let services = ServiceWords.all.filter { $0.category == category }
            return [
                "category": ServiceWords.label(category),
                "list": services.map { service -> View in
                    ["value": service.code, "label": service.label, "on": chosen.contains(service.code)]
                },
            ]
        }
    }

    private static func needs(_ fields: FormFields) -> [View] {
        let chosen = fields.all("need")
        return NeedCode.allCases.map { ["value": $0.rawValue, "label": $0.label, "on": chosen.contains($0.rawValue)] }
    }

    private static func remedies(_ fields: FormFields) -> [View] {
        (0..<RedemptionFields.remedyRows).map { row in
            [
                "row": row, "human": row + 1, "kinds": choices(fields, "remedy-kind-\(row)", Remedy.Kind.allCases, CaseWords.label),
                "ordered": fields["remedy-ordered-\(row)"], "received": fields["remedy-received-\(row)"],
                "longest": Money.longest, "currency": fields["remedy-currency-\(row)"], "workers": fields["remedy-workers-\(row)"],
            ]
        }
    }

    /// The site's own countries, to choose from while typing.
    private static func countries(_ book: SiteBook?) -> [View] {
        guard let book else { return [] }
        var seen: Set<String> = []
        return (book.site.origins + [book.site.country]).filter { $0.utf8.count == 2 && seen.insert($0).inserted }.map {
            ["code": $0, "name": book.word("ui.country.\($0)", in: .english)]
        }
    }
}
