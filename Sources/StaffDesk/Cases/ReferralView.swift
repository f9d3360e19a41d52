import Guide
import Hub

/// Referrals and the directory, as their template wants them.
enum ReferralView {
    static func row(_ referral: Referral, _ fields: FormFields?, _ book: SiteBook?, works: Bool) -> View {
        // What was chosen on a page that could not be kept stands there again.
        let state = fields?[ReferralFields.state(of: referral)] ?? referral.state.rawValue
        let result = fields?[ReferralFields.result(of: referral)] ?? referral.result.rawValue
        let states = Referral.State.allCases.filter { $0 == referral.state || referral.state.mayBecome($0) }
        return [
            "referralNumber": referral.number, "service": name(referral.service, book),
            "madeOn": "\(GuideDate(dayNumber: referral.madeOnDay))", "state": CaseWords.label(referral.state),
            "result": CaseWords.label(referral.result), "canMove": works,
            "states": states.map { choice -> View in
                ["value": choice.rawValue, "label": CaseWords.label(choice), "on": choice.rawValue == state]
            },
            "results": Referral.Result.allCases.map { choice -> View in
                ["value": choice.rawValue, "label": CaseWords.label(choice), "on": choice.rawValue == result]
            },
        ]
    }

    static func form(
        _ fields: FormFields, _ opened: Case, _ book: SiteBook?, today: GuideDate, error: String?
    ) -> View {
        var view: View = [
            "next": opened.referrals.count + 1, "agrees": fields.isTicked(ReferralFields.agrees),
            "kinds": kinds(fields[ReferralFields.service], opened, book, today), "hasDirectory": book?.services.isEmpty == false,
        ]
        view["error"] = error
        return view
    }

    private static func name(_ id: String, _ book: SiteBook?) -> String {
        guard let service = book?.services.first(where: { $0.id == id }) else { return id }
        return book?.word(service.nameID, in: .english) ?? id
    }

    /// The directory by kind of place.
    private static func kinds(_ chosen: String, _ opened: Case, _ book: SiteBook?, _ today: GuideDate) -> [View] {
        guard let book else { return [] }
        var kinds: [(kind: String, entries: [View])] = []
        for service in book.services {
            let kind = service.kind.rawValue.split(separator: "-").joined(separator: " ")
            let entry = entry(service, chosen, opened, book, today)
            if kinds.last?.kind == kind { kinds[kinds.count - 1].entries.append(entry) } else { kinds.append((kind, [entry])) }
        }
        return kinds.map { ["kind": $0.kind.prefix(1).uppercased() + $0.kind.dropFirst(), "entries": $0.entries] }
    }

    private static func entry(_ service: Service, _ chosen: String, _ opened: Case, _ book: SiteBook, _ today: GuideDate) -> View {
        var notes: [String] = []
        if service.languages.contains(Language(opened.language)) { notes.append("speaks \(LanguageWords.name(opened.language))") }
        switch service.tellsPolice {
        case .yes: notes.append("tells the police")
        case .caseByCase: notes.append("may tell the police")
        case .no, .unknown: break
        }
        let numbers = service.phones.map { phone in
            switch phone.showing(on: today, risk: service.risk) {
            case .assured: phone.number
            case .notCheckedSince(let day): "\(phone.number) (not checked since \(day))"
            case .askAtDesk: "\(phone.number) (not checked: call before you refer)"
            }
        }
        return [
            "value": service.id, "on": service.id == chosen,
            "label": ([book.word(service.nameID, in: .english)] + numbers.prefix(1) + notes).joined(separator: " · "),
        ]
    }
}
