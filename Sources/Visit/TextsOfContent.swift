import Guide

extension Content {
    /// The ids of every text that the page shows: so that whoever translates one can be shown where it stands.
    public var texts: Set<TextID> {
        let shown = [crumb, title].compactMap(\.self) + items.flatMap(\.words) + (buttons + rail).flatMap(\.everyWord)
        return shown.reduce(into: []) { $0.formUnion($1.texts) }
    }
}

extension Words {
    /// The ids of the texts that these words are made from.
    var texts: Set<TextID> {
        switch self {
        case .text(let id, let arguments): arguments.values.reduce(into: [id]) { $0.formUnion($1.texts) }
        case .foreign(let id, _): [id]
        case .list(let all): all.reduce(into: []) { $0.formUnion($1.texts) }
        case .labelled(let label, let value): label.texts.union(value.texts)
        case .digits, .name, .autonym, .greeting: []
        }
    }
}

extension Item {
    fileprivate var words: [Words] {
        switch self {
        case .heading(let words, _), .paragraph(let words), .lead(let words), .step(_, let words), .scene(_, let words, _),
            .warning(let words), .note(let words), .fact(let words), .badge(let words), .light(let words, _):
            [words]
        case .contact(let card): [card.name, card.numberNote].compactMap(\.self) + card.lines
        case .control(let control), .spot(.target(let control, _)): control.everyWord
        case .code, .entry, .picture, .secret, .sample, .spot: []
        }
    }
}

extension Control {
    fileprivate var everyWord: [Words] { [words, detail].compactMap(\.self) }
}
