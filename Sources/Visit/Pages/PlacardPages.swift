import Guide

/// Pages for whoever comes by, in all languages of the site at once: nobody is there to choose one.
extension View {
    /// What a visitor does now in every language; what staff need below.
    func outOfOrder(_ why: OutOfOrder) -> Content {
        var notes: [Words] = [.ui("broken.code", ["code": .digits(why.code)])]
        if !why.staffPhone.isEmpty { notes.append(.ui("broken.phone", ["number": .digits(why.staffPhone)])) }
        if !why.whatToDo.isEmpty { notes.append(.name(why.whatToDo)) }
        return placard("out-of-order", picture: "out-of-order", saying: "ui.broken.lead", orShorter: "ui.broken.title", notes: notes)
    }

    func stopping(_ halt: Halt) -> Content {
        switch halt {
        case .powerOff: placard("safe-to-switch-off", picture: "check", saying: "ui.stopping.safe", notes: [.name(site.name)])
        case .restart: placard("starting-again", picture: "again", saying: "ui.stopping.again", notes: [.name(site.name)])
        }
    }

    /// - Parameter shorter: what stands there where the glass is too small for `id` in so many languages.
    private func placard(
        _ name: String, picture: String, saying id: TextID, orShorter shorter: TextID? = nil, notes: [Words]
    ) -> Content {
        // A language that lacks the sentence would only repeat the English one.
        let english = guide.catalogs[.english]?[id]?.string
        let spoken = site.languagesAndEnglish.filter { language in
            guide.catalogs[language]?[id].map { language == .english || $0.string != english } ?? false
        }
        return Content(
            name, kind: .placard, title: .list([]),
            items: [.picture(picture)] + spoken.map { .lead(.foreign(id, $0)) }
                + (shorter.map { text in spoken.map { .paragraph(.foreign(text, $0)) } } ?? []) + notes.map(Item.note))
    }
}
