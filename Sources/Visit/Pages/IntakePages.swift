import Guide
import Intake

/// Talk to a counsellor: what is kept, and the questions.
extension View {
    var closed: Content {
        Content(
            "closed", crumb: .ui("home.talk"), title: .ui("closed.title"),
            items: [.lead(.ui("closed.lead")), .paragraph(.ui("closed.hours", ["hours": hours(site.hours)]))],
            buttons: [Control("closed.go-on", .mainButton, .ui("notice.agree"), icon: "next", .talkThoughClosed)])
    }

    var notice: Content {
        Content(
            "notice", crumb: .ui("home.talk"), title: .ui("notice.title"),
            items: [
                .paragraph(.ui("notice.text_1")), .paragraph(.ui("notice.text_2")), .paragraph(.ui("notice.text_3")),
            ],
            buttons: [
                Control("notice.under-18", .button, .ui("notice.under_18"), icon: "child", .under18),
                Control("notice.decline", .button, .ui("notice.decline"), icon: "close", .decline),
                Control("notice.agree", .mainButton, .ui("notice.agree"), icon: "next", .agree),
            ])
    }

    func question(_ index: Int) -> Content { questions("question", .request, at: index) }

    func planQuestion(_ index: Int) -> Content { questions("plan-question", .statistics, at: index) }

    private func questions(_ name: String, _ part: Form.Part, at index: Int) -> Content {
        let form = handbook.form.filled(languages: site.languages.map(\.tag), countries: site.origins)
        let pages = form.pages(of: part, given: session.answers)
        guard pages.indices.contains(index) else { return notice }
        let asked = pages[index].questions
        let isSingle = asked.count == 1
        let progress: [String: Words] = ["page": .count(index + 1), "pages": .count(pages.count)]
        return Content(
            name, crumb: .ui("q.progress", progress),
            title: isSingle ? .text(TextID(asked[0].text)) : .ui("q.\(pages[index].id).title"),
            items: asked.flatMap { items(of: $0, withHeading: !isSingle) },
            buttons: [
                Control("nav.skip", .button, .ui("nav.skip"), icon: "next", .skip),
                Control("nav.next", .mainButton, .ui("nav.next"), icon: "check", .next),
            ], isPrivate: true)
    }

    private func items(of question: Question, withHeading: Bool) -> [Item] {
        let options = question.options.map { option in
            let isLanguage = question.optionsFrom == .languages
            let chosen = session.answers.contains(option.id, of: question.id)
                || (isLanguage && session.answers[question.id].isEmpty && option.id.rawValue == language.tag)
            return Item.control(
                Control(
                    "q.\(question.id.rawValue).\(option.id.rawValue)", .option,
                    isLanguage ? .autonym(Language(option.id.rawValue)) : .text(TextID(question.text(of: option))),
                    icon: option.icon, isSelected: chosen, .choose(question.id, option.id)))
        }
        var head: [Item] = withHeading ? [.heading(.text(TextID(question.text)))] : []
        if case .many(let most) = question.kind { head.append(.note(.ui("q.chosen_up_to", ["count": .count(most)]))) }
        return head + options
    }

    var planOffer: Content {
        Content(
            "plan", crumb: .ui("home.talk"), title: .ui("plan.title"), items: [.lead(.ui("plan.lead"))],
            buttons: [
                Control("plan.yes", .button, .ui("plan.yes"), icon: "check", .plan(true)),
                Control("plan.skip-all", .mainButton, .ui("plan.skip_all"), icon: "next", .plan(false)),
            ])
    }

    var saving: Content {
        Content("saving", crumb: .ui("home.talk"), title: .ui("code.saving"), items: [.picture("lock")])
    }

    var notSaved: Content {
        Content(
            "not-saved", crumb: .ui("home.talk"), title: .ui("code.title"), items: [.warning(.ui("code.not_saved"))],
            buttons: [Control("nav.done", .mainButton, .ui("nav.done"), icon: "check", .home)])
    }
}
