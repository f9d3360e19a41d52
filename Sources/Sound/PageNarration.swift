import Guide
import Visit

/// What is said of a page, and of the controls on it.
extension Narrator {
    /// The part of a page that is in sight: its title, its text, and which part it is.
    ///
    /// Controls are said when the keys reach them.
    ///
    /// - Parameter items: those that begin in the part in sight.
    public func page(_ content: Content, items: Range<Int>, part: Int = 1, parts: Int = 1) -> Utterance {
        let inSight = content.items[items.clamped(to: content.items.indices)]
        var pieces = part == 1 ? sentences([content.title]) : []
        pieces += inSight.flatMap { said(of: $0) }
        if parts > 1 { pieces += sentences([.ui("nav.page_of", ["page": .count(part), "pages": .count(parts)])]) }
        if content.name == "languages" { pieces += invitation }
        return heard(pieces)
    }

    /// A control that the keys have reached: its words, whether it is chosen, and its place among those in sight.
    public func control(_ words: [Words], isSelected: Bool, place: Int, of count: Int) -> Utterance {
        let own = sentences(words)
        guard !own.isEmpty, !Utterance(own).said(by: voices).isEmpty else { return heard(own) }
        return heard(
            own + (isSelected ? sentences([.ui("sound.chosen")]) : [])
                + pieces(of: .ui("nav.page_of", ["page": .count(place), "pages": .count(count)])))
    }

    /// One sentence.
    public func sentence(_ id: TextID) -> Utterance { heard(pieces(of: .text(id))) }

    /// A number, digit by digit, in its groups.
    public func code(_ groups: [String]) -> Utterance { heard(number(groups.joined(separator: " "))) }

    /// "Are you still there?", in English where the language has no voice: the one sentence that must be heard.
    public func alert(_ content: Content) -> Utterance {
        let own = Utterance(pieces(of: content.title)).said(by: voices)
        guard own.isEmpty else { return own }
        return Narrator(guide: guide, language: .english, voices: voices).page(content, items: 0..<0)
    }

    /// How to go on, said in each language of the site that has a voice: nobody has chosen one yet.
    private var invitation: [Utterance.Piece] {
        guide.site.languages.filter(voices.contains).flatMap { tongue in
            sentences([.autonym(tongue), .foreign("ui.sound.keys", tongue)])
        }
    }

    private func said(of item: Item) -> [Utterance.Piece] {
        switch item {
        case .heading(let words, _), .paragraph(let words), .lead(let words), .warning(let words), .note(let words),
            .fact(let words), .badge(let words), .light(let words, _):
            sentences([words])
        case .step(let number, let words), .scene(let number, let words, _): sentences([.count(number), words])
        case .contact(let card):
            sentences([card.name] + (card.number.map { [.digits($0)] } ?? []) + (card.numberNote.map { [$0] } ?? []) + card.lines)
        case .code(let groups): number(groups.joined(separator: " ")) + [.pause]
        case .entry(let digits): digits.isEmpty ? [] : number(digits) + [.pause]
        case .control, .picture, .secret, .sample, .spot: []
        }
    }
}
