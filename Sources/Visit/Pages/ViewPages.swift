import Guide

/// How pages look beside size and colours: one thing at a time, everything lower, and nothing at all while the voice goes on.
extension View {
    var views: [Item] {
        var items: [Item] = [
            .heading(.ui("settings.view")),
            option("one-thing", .ui("settings.one_thing"), icon: "more", isSelected: session.isOneByOne, .setOneByOne(!session.isOneByOne)),
        ]
        if machine.isGlassTall {
            items.append(option("low", .ui("settings.low"), icon: "people-group", isSelected: session.isLow, .setLow(!session.isLow)))
        }
        return items
    }

    /// Only for who listens: nobody else could find a way out of the dark.
    var hiding: [Item] {
        [.control(Control("view.hide", .option, .ui("settings.hide"), icon: "hide", .hide))]
    }

    private func option(_ name: String, _ words: Words, icon: String, isSelected: Bool, _ action: Action) -> Item {
        .control(Control("view.\(name)", .option, words, icon: icon, isSelected: isSelected, action))
    }
}

extension Turn {
    /// Blackens the glass; the voice and the keys go on. Source: EN 301 549 V3.2.1, 5.1.3.12 and VVSG 2.0, 7.1-O.
    mutating func hide() {
        guard model.machine.hasHeadset, session.page.isOfAVisit else { return }
        session.isHidden = true
        effects += [.silence, .tell("ui.hidden.dark")]
    }
}
