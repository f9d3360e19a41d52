import Guide

/// Help now, leave now, and what a person under 18 sees.
extension View {
    func help(_ step: Page.HelpStep) -> Content {
        var content =
            switch step {
            case .safe: isItSafe
            case .contacts: whoCanHelp
            case .safer: saySafer
            case .choose: whatNow
            case .talk: talkAtTheDesk
            case .print: printNumbersSurely
            }
        content.isPrivate = true
        return content
    }

    private var isItSafe: Content {
        Content(
            "help", crumb: .ui("help.title"), title: .ui("help.safe_now"),
            items: [.lead(.ui("help.safe_lead")), .paragraph(.ui("help.promise"))],
            buttons: [
                Control("help.under-18", .button, .ui("help.under_18"), icon: "child", .under18),
                Control("help.go-on", .mainButton, .ui("help.go_on"), icon: "next", .helpGoOn),
            ])
    }

    private var whoCanHelp: Content {
        Content(
            "help-contacts", crumb: .ui("help.title"), title: .ui("help.contacts"),
            items: [.paragraph(.ui("help.contacts_lead"))] + site.helpContacts.compactMap { guide.services[$0] }
                .map { .contact(helpCard($0)) } + [.warning(.ui("help.no_phone"))],
            buttons: [Control("nav.next", .mainButton, .ui("nav.next"), icon: "next", .helpNext)])
    }

    /// With the one question that decides whether somebody dares to call.
    private func helpCard(_ service: Service) -> ContactCard {
        var card = shortCard(service)
        guard service.kind != .desk else { return card }
        if service.tellsPolice != .unknown || service.kind != .police {
            card.lines = [.labelled(.ui("places.police"), telling(service.tellsPolice)),
                .labelled(.ui("places.employer"), telling(service.tellsEmployer))]
        }
        return card
    }

    private var saySafer: Content {
        Content(
            "help-safer", crumb: .ui("help.title"), title: .ui("help.plan"),
            items: [.warning(.ui("help.medical"))]
                + (1...4).map { .step($0, .ui("help.plan_\($0)")) },
            buttons: [Control("nav.next", .mainButton, .ui("nav.next"), icon: "next", .helpNext)])
    }

    private var whatNow: Content {
        Content(
            "help-choose", crumb: .ui("help.title"), title: .ui("help.choose"),
            items: [
                .control(Control("help.talk-desk", .tile, .ui("help.talk_desk"), icon: "office", .helpTalk)),
                .control(Control("help.number", .tile, .ui("help.get_number"), icon: "number", .helpNumber)),
                .control(Control("help.print", .tile, .ui("help.print"), icon: "print", .helpPrint)),
            ])
    }

    /// The sentence in the visitor's language, and in those of the place, to be shown to staff.
    private var talkAtTheDesk: Content {
        let local = site.localLanguages.filter { $0 != language }
        return Content(
            "help-talk", crumb: .ui("help.title"), title: .ui("help.talk_desk"),
            items: [.lead(.ui("help.need_help"))] + local.map { .lead(.foreign("ui.help.need_help", $0)) })
    }

    private var printNumbersSurely: Content {
        Content(
            "help-print", crumb: .ui("help.title"), title: .ui("help.print"),
            items: [.warning(.ui("help.print_sure"))],
            buttons: [Control("help.print-yes", .mainButton, .ui("help.print_yes"), icon: "print", .printNumbers)])
    }

    var underAge: Content {
        Content(
            "under-18", crumb: .ui("help.title"), title: .ui("help.child_title"),
            items: [.lead(.ui("help.child_lead"))] + cards(site.childContacts) + [.lead(.ui("help.need_help"))],
            isPrivate: true)
    }

    /// Believable and harmless; nothing on it leads back.
    var neutral: Content {
        let isAirport = site.profile == .airport
        return Content(
            "neutral", kind: .neutral, title: .ui(isAirport ? "neutral.title" : "neutral.lobby_title"),
            items: [
                .heading(.ui("neutral.bus"), icon: "bus"), .heading(.ui("neutral.water"), icon: "info"),
                .heading(.ui("neutral.sim"), icon: "phone"), .heading(.ui("neutral.money"), icon: "bank"),
            ],
            buttons: [Control("neutral.start", .button, .ui("neutral.start"), icon: "home", .begin)])
    }
}

extension Site {
    /// The languages in which staff at the place read: the country's, and English.
    public var localLanguages: [Language] {
        let own: [String: String] = [
            "JO": "ar", "MY": "ms", "ID": "id", "TH": "th", "KH": "km", "LA": "lo", "MM": "my", "PH": "fil", "BD": "bn",
            "LK": "si", "NP": "ne", "VN": "vi",
        ]
        let local = own[country].map { Language($0) }
        return ([local].compactMap(\.self) + [.english]).filter { languages.contains($0) || $0 == .english }
    }
}
