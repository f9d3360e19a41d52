import Guide

/// The machine about itself: what it keeps, how it looks and sounds, when it rests.
extension View {
    var about: Content {
        let kept = machine.kept
        var items: [Item] = [
            .paragraph(.ui("about.never")), .paragraph(.ui("about.locked")), .heading(.ui("about.lead")),
            .paragraph(.ui("about.kept", ["count": .count(kept.sealedRecords)])),
            .paragraph(.ui("about.delivered", ["count": .count(kept.delivered)])),
            .paragraph(.ui("about.counted", ["count": .count(kept.counted)])),
        ]
        if !kept.since.isEmpty { items.append(.paragraph(.ui("about.since", ["date": .digits(kept.since)]))) }
        items += [
            .paragraph(.ui("about.who", ["name": .name(site.name)])),
            .note(.ui("about.content", ["version": .digits(guide.version)])),
        ]
        if !machine.hasNetwork { items.append(.note(.ui("state.offline"))) }
        if site.isSample { items.insert(.badge(.ui("about.sample")), at: 0) }
        return Content("about", crumb: .name(site.name), title: .ui("about.title"), items: items)
    }

    var settings: Content {
        let sizes = TextSize.allCases.map { size in
            Item.control(
                Control(
                    "size.\(size.rawValue)", .option, .ui("settings.size_\(size.rawValue)"),
                    isSelected: session.size == size, .setSize(size)))
        }
        let themes = Theme.allCases.map { theme in
            Item.control(
                Control(
                    "theme.\(theme.rawValue)", .option, .ui("settings.theme_\(theme.rawValue)"),
                    isSelected: session.theme == theme, .setTheme(theme)))
        }
        return Content(
            "settings", title: .ui("settings.title"),
            items: [practiceCard, .heading(.ui("settings.size"))] + sizes + [.heading(.ui("settings.colours"))] + themes + views
                + [.heading(.ui("settings.sound"))] + sound + switches)
    }

    private var practiceCard: Item {
        .control(Control("settings.practice", .card, .ui("settings.practice"), icon: "star", .practice))
    }

    private var sound: [Item] {
        guard machine.hasHeadset else { return [.paragraph(.ui("settings.plug"))] }
        guard hasVoice else { return [.paragraph(.ui("sound.no_voice"))] }
        return [
            .control(Control("sound.quieter", .option, .ui("settings.quieter"), icon: "minus", .quieter)),
            .control(Control("sound.louder", .option, .ui("settings.louder"), icon: "plus", .louder)),
            .control(Control("sound.slower", .option, .ui("settings.slower"), icon: "minus", .slower)),
            .control(Control("sound.faster", .option, .ui("settings.faster"), icon: "plus", .faster)),
            .control(Control("nav.listen", .option, .ui("nav.listen"), icon: "listen", .listen)),
        ] + hiding
    }
}
