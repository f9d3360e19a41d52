import Guide
import Hub
import Hummingbird
import Intake
import Reports

extension StaffDesk {
    /// The page of one case. What the visitor touched is shown only to the counsellor who has it.
    func casePage(
        _ opened: Case, _ context: DeskContext, said: Said = Said(), fields: FormFields? = nil, error: String? = nil,
        referralError: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let me = try context.me
        let isMine = opened.counsellor == me.member.id
        let book = try await shelf.book(of: opened.site, store, now: clock())
        var view: View = head(opened, me)
        view["done"] = said.text
        if isMine, let answers = try await answers(of: opened, for: me.member, book) { view.merge(answers) { $1 } }
        let isOpen = isMine && opened.closedOn == nil
        view["works"] = isOpen
        if isOpen {
            // Nothing is ticked beforehand, not even what was touched: the person says it, the counsellor writes it down.
            let filled = fields ?? RedemptionFields.fields(of: opened.redemption ?? Redemption())
            view["form"] = RedemptionView.view(filled, before: opened.redemption, book: book, error: error)
            let today = settings.day(at: clock())
            view["referral"] = ReferralView.form(fields ?? FormFields(), opened, book, today: today, error: referralError)
        }
        view["referrals"] = opened.referrals.map { ReferralView.row($0, fields, book, works: isOpen) }
        view["hasReferrals"] = !opened.referrals.isEmpty
        return page("case", title: "Case \(opened.id.number)", view, context, status: status)
    }

    private func head(_ opened: Case, _ me: SignedIn) -> View {
        var view: View = [
            "number": opened.id.number, "urgency": opened.urgency.rawValue, "heading": CaseWords.urgency(opened.urgency),
            "language": LanguageWords.name(opened.language), "wantsWoman": opened.wantsWoman, "openedOn": "\(opened.openedOn)",
            "isFree": opened.counsellor == nil && opened.closedOn == nil, "isMine": opened.counsellor == me.member.id,
            "speaks": me.member.languages.contains(opened.language),
        ]
        if let counsellor = opened.counsellor, counsellor != me.member.id { view["counsellor"] = counsellor }
        view["week"] = opened.issuedWeek.map { "\($0)" }
        view["closedOn"] = opened.closedOn.map { "\($0)" }
        view["daysAreUTC"] = settings.minutesAheadOfUTC != 0
        return view
    }

    /// What was touched, in the counsellor's first language that the guide has.
    private func answers(of opened: Case, for member: StaffMember, _ book: SiteBook?) async throws -> View? {
        guard opened.closedOn == nil else { return nil }
        guard opened.sealedAnswers?.isEmpty == false else { return ["noAnswers": true] }
        let forms = try await shelf.forms(store, now: clock())
        guard let opening, let (payload, form) = opening.answers(of: opened, forms: forms) else {
            // Somebody who sees nothing here must know that there is something.
            return ["unreadable": true, "holdsNoKey": opening == nil]
        }
        let languages = Set(book?.site.languages ?? [])
        let language = member.languages.map { Language($0) }.first(where: languages.contains) ?? .english
        let rows: [View] = form.questions.filter { $0.isSealed && !payload.answers[$0.id].isEmpty }.map { question in
            let chosen: [View] = payload.answers[question.id].compactMap { question[$0] }.map { option in
                ["text": book?.word(TextID(question.text(of: option)), in: language) ?? option.id.rawValue,
                 "codes": option.codes.map { "\($0.rawValue) \($0.label)" }.joined(separator: ", ")]
            }
            return ["question": book?.word(TextID(question.text), in: language) ?? question.id.rawValue, "options": chosen]
        }
        return [
            "answers": rows, "hasAnswers": !rows.isEmpty, "nothingTouched": rows.isEmpty, "answersLanguage": language.tag,
            "answersDirection": language.isRightToLeft ? "rtl" : "ltr", "eraseOn": "\(opened.eraseOn)",
        ]
    }
}
