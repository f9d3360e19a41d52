import Guide

/// Before and after a visit: dark, welcome, languages, goodbye, still there?
extension View {
    var dark: Content {
        Content("dark", kind: .dark, title: .list([]), items: [.control(Control("screen.wake", .glass, .list([]), .wake))])
    }

    var welcome: Content {
        let languages = site.languages
        let shown = languages.isEmpty ? Language.english : languages[machine.greeting % languages.count]
        return Content(
            "welcome", kind: .cover, title: .greeting(shown),
            items: [
                .picture("mark"),
                .paragraph(.foreign("ui.welcome.touch", shown)),
                .note(.foreign("ui.welcome.free", shown)),
                .control(Control("welcome.begin", .glass, .foreign("ui.welcome.touch", shown), .begin)),
            ])
    }

    var languages: Content {
        Content(
            "languages",
            title: session.language == nil ? .list(titlesInSeveralLanguages) : .ui("language.title"),
            items: site.languages.map { tongue in
                .control(
                    Control(
                        "lang.\(tongue.tag)", .tile, .autonym(tongue), isSelected: session.language == tongue,
                        .speak(tongue)))
            })
    }

    /// Before a language is chosen, the title stands in the first three of the site.
    private var titlesInSeveralLanguages: [Words] {
        site.languages.prefix(2).map { .foreign("ui.language.title", $0) }
    }

    var stillThere: Content {
        Content(
            "still-there", title: .ui("idle.title"), items: [.picture("clock"), .lead(.ui("idle.lead"))],
            buttons: [
                Control("idle.more-time", .mainButton, .ui("idle.more_time"), icon: "clock", .moreTime),
                Control("idle.finished", .button, .ui("idle.finished"), icon: "check", .finish),
            ])
    }

    var goodbye: Content {
        Content(
            "goodbye", kind: .cover, title: .ui("goodbye.title"),
            items: [
                .picture("check"), .paragraph(.ui("goodbye.lead")),
                .control(Control("goodbye.begin", .glass, .ui("neutral.start"), .begin)),
            ])
    }

    /// The end of a good visit: one question, and the way out.
    var farewell: Content {
        Content(
            "farewell", title: .ui("feedback.title"),
            items: [
                .paragraph(.ui("code.lead")), .paragraph(session.ticket == nil ? .ui("code.danger") : .ui("code.not_complaint")),
            ],
            buttons: [
                Control("feedback.yes", .button, .ui("article.yes"), icon: "smile", .machineUseful(true)),
                Control("feedback.no", .button, .ui("article.no"), icon: "frown", .machineUseful(false)),
                Control("nav.done", .mainButton, .ui("nav.done"), icon: "check", .finish),
            ])
    }
}
