import Guide
import Visit

/// From items to rows.
extension Sheet {
    mutating func bodyRows(width: Double) -> [Row] {
        var rows: [Row] = []
        var index = 0
        while index < content.items.count {
            if hasShapedEnough, isFilled(rows) {
                isPartial = true
                break
            }
            if case .control(let first) = content.items[index] {
                let run = content.items[index...].prefix { item in
                    if case .control(let control) = item { control.role == first.role } else { false }
                }
                let grid = run.compactMap { if case .control(let control) = $0 { control } else { nil } }
                rows += gridRows(grid, from: index, width: width)
                index += run.count
            } else if case .light = content.items[index] {
                let run = content.items[index...].prefix { if case .light = $0 { true } else { false } }
                rows += lightRows(run, from: index, width)
                index += run.count
            } else if case .contact = content.items[index] {
                let run = content.items[index...].prefix { if case .contact = $0 { true } else { false } }
                let cards = run.compactMap { if case .contact(let card) = $0 { card } else { nil } }
                rows += contactRows(cards.map { contact($0, inside((width - measures.gap) / 2, contactPicture)) }, from: index, width)
                index += run.count
            } else if case .scene = content.items[index] {
                rows += sceneRows(content.items[index], at: index, width)
                index += 1
            } else {
                rows += self.rows(of: content.items[index], at: index, width: width)
                index += 1
            }
        }
        return rows
    }

    /// Whether the part in sight and the next one are surely full.
    private func isFilled(_ rows: [Row]) -> Bool {
        let from = rows.lastIndex { $0.item <= reading.place.item } ?? rows.endIndex
        return rows[min(from, rows.count)...].reduce(0) { $0 + $1.height } > 2.5 * frame.column.height
    }

    private mutating func rows(of item: Item, at index: Int, width: Double) -> [Row] {
        switch item {
        case .heading(let text, let picture):
            [words(text, frame.heading, at: index, width, ornament: picture.map { .picture($0) } ?? .none, gap: 4, isHeading: picture == nil)]
        case .paragraph(let text): [words(text, frame.body, at: index, width, gap: 3)]
        case .lead(let text): [words(text, frame.lead, at: index, width, gap: 3.4)]
        case .step(let number, let text): [words(text, frame.body, at: index, width, ornament: .step(number), gap: 3)]
        case .warning(let text): [words(text, frame.heading, at: index, width, ornament: .warning, gap: 3.4)]
        case .note(let text): [words(text, frame.note, .inkSoft, at: index, width, gap: 3)]
        case .fact(let text): [words(text, frame.note, at: index, width, gap: 0.8)]
        case .badge(let text): [words(text, frame.note, at: index, width, ornament: .badge, gap: 2)]
        case .code(let groups): [codeRow(groups, at: index, width)]
        case .entry(let digits): [entryRow(digits, at: index, width)]
        case .picture(let name):
            [Row(what: .picture(name), item: index, height: min(34, frame.column.height * 0.3), gap: 3)]
        case .secret(let count): [Row(what: .secret(count), item: index, height: max(9, frame.column.height * 0.08), gap: 2)]
        case .sample:
            [Row(what: .sample, item: index, height: min(TestPattern.height, bodyRoom), gap: 3)]
        case .control, .contact, .scene, .light, .spot: []
        }
    }

    private mutating func words(
        _ text: Words, _ style: TextStyle, _ colour: ColourRole = .ink, at index: Int, _ width: Double,
        ornament: Row.Words.Ornament = .none, gap: Double, isHeading: Bool = false
    ) -> Row {
        let phrase = wording.phrase(text)
        let indent: Double =
            switch ornament {
            case .none: 0
            case .step: style.emSize * 1.7
            case .picture: style.emSize * 2.3
            case .warning: style.emSize * 1.9 + measures.padding
            case .badge: style.emSize * 1.7 + measures.padding
            }
        let inner = width - indent - (ornament.padding > 0 ? measures.padding : 0)
        var style = style
        if shape(phrase, style, inner).width > inner { style.breaksWords = true }
        // One line at least has to find room.
        let line = shape(phrase, style, inner).lineHeights[0] + ornament.padding * 2
        if line > bodyRoom { style = style.scaled(max(0.5, bodyRoom / line * 0.98)) }
        let shaped = shape(phrase, style, inner)
        let row = Row.Words(phrase: phrase, style: style, colour: colour, ornament: ornament, shaped: shaped, indent: indent)
        return Row(
            what: .words(row), item: index, height: shaped.height + ornament.padding * 2, gap: gap, isHeading: isHeading)
    }

    // MARK: Contacts and scenes

    /// A step of a story in pictures: a panel of its own, its number over its words.
    private mutating func sceneRows(_ item: Item, at index: Int, _ width: Double) -> [Row] {
        guard case .scene(let number, let words, let icon) = item else { return [] }
        let digit = TextStyle(frame.note.capHeight, bold: true)
        let scene = Row.Contact(
            icon: icon, side: min(Row.Contact.scene, bodyRoom / 2),
            lines: [(Phrase(String(number), .english, on: reading.language), digit, .accent), (wording.phrase(words), frame.body, .ink)])
        let height = height(of: scene, width)
        let fits = height <= bodyRoom && scene.lines.allSatisfy { self.fits($0.phrase, $0.style, inside(width, scene.side)) }
        return fits
            ? [Row(what: .contacts([scene]), item: index, height: height, gap: measures.gap)]
            : rows(of: .step(number, words), at: index, width: width)
    }

    /// Cards, two beside each other where the glass is wide enough for short ones.
    private mutating func contactRows(_ contacts: [Row.Contact], from first: Int, _ width: Double) -> [Row] {
        let half = (width - measures.gap) / 2
        let most = min(bodyRoom, frame.column.height * (frame.isCompact ? 0.55 : 0.42))
        func fitsHalf(_ contact: Row.Contact) -> Bool {
            height(of: contact, half) <= most && contact.lines.allSatisfy { fits($0.phrase, $0.style, inside(half, contact.side)) }
        }
        let isWide = half > frame.heading.emSize * 9
        var rows: [Row] = []
        var start = 0
        while start < contacts.count {
            let isPair = isWide && !reading.isOneByOne && start + 1 < contacts.count && contacts[start...(start + 1)].allSatisfy(fitsHalf)
            let group = Array(contacts[start..<(start + (isPair ? 2 : 1))])
            let height = group.map { self.height(of: $0, isPair ? half : width) }.max() ?? 0
            if height <= most {
                rows.append(Row(what: .contacts(group), item: first + start, height: height, gap: measures.gap))
            } else {
                rows += group.flatMap { looseRows(of: $0, at: first + start, width) }
            }
            start += group.count
        }
        return rows
    }

    private mutating func contact(_ card: ContactCard, _ width: Double) -> Row.Contact {
        var lines: [(phrase: Phrase, style: TextStyle, colour: ColourRole)] = [(wording.phrase(card.name), frame.cardName, .ink)]
        if let number = card.number {
            let phrase = Phrase(Wording.isolate(number), .english, on: reading.language)
            let large = TextStyle(frame.body.capHeight * 1.5, bold: true)
            lines.append((phrase, fitting(phrase, large, width: width, height: 40, lines: 1, floor: 0.6) ?? large, .ink))
        }
        if let note = card.numberNote { lines.append((wording.phrase(note), frame.note, .inkSoft)) }
        lines += card.lines.map { (wording.phrase($0), frame.note, .ink) }
        return Row.Contact(icon: card.icon, side: contactPicture, lines: lines)
    }

    /// Too high for a card on this glass: the same lines one after another.
    private func looseRows(of contact: Row.Contact, at index: Int, _ width: Double) -> [Row] {
        var first = 0
        return contact.lines.enumerated().map { number, line in
            var style = line.style
            style.breaksWords = !fits(line.phrase, style, width)
            let shaped = shape(line.phrase, style, width)
            defer { first += shaped.lineHeights.count }
            return Row(
                what: .words(
                    Row.Words(phrase: line.phrase, style: style, colour: line.colour, ornament: .none, shaped: shaped, indent: 0)),
                item: index, line: first, height: shaped.height, gap: number == 0 ? 3 : 0.6)
        }
    }

    private func inside(_ width: Double, _ side: Double) -> Double { width - contactIndent(side) - measures.padding }

    private func height(of contact: Row.Contact, _ width: Double) -> Double {
        let lines = contact.lines.reduce(0) { $0 + shape($1.phrase, $1.style, inside(width, contact.side)).height }
        return max(lines, contact.side) + 2 * Row.Contact.padding
    }

    private func fits(_ phrase: Phrase, _ style: TextStyle, _ width: Double) -> Bool {
        shape(phrase, style, width).width <= width
    }

    private var contactPicture: Double { frame.cardName.emSize * 1.8 }

    func contactIndent(_ side: Double) -> Double { side + measures.padding * 1.7 }

    // MARK: Digits

    private mutating func codeRow(_ groups: [String], at index: Int, _ width: Double) -> Row {
        let plain = groups.joined(separator: "\u{2002}")
        var phrases = [Phrase(Wording.isolate(plain), .english)]
        let room = width - 4 * measures.padding
        let large = TextStyle(min(frame.column.height * 0.13, 15), bold: true, .centre)
        var styles = [fitting(phrases[0], large, width: room, height: 40, lines: 1, floor: 0.3) ?? large.scaled(0.3)]
        if let native = reading.language.profile?.native(plain) {
            phrases.append(Phrase(Wording.isolateNative(native), reading.language))
            styles.append(TextStyle(styles[0].capHeight * 0.55, .centre))
        }
        let height = zip(phrases, styles).reduce(0) { $0 + shape($1.0, $1.1, room).height } + 2 * measures.padding
        return Row(what: .code(phrases, styles), item: index, height: height, gap: 3)
    }

    private mutating func entryRow(_ digits: String, at index: Int, _ width: Double) -> Row {
        let all = Array(digits.padded(to: 12))
        let groups = [0, 4, 8].map { String(all[$0..<($0 + 4)]) }.joined(separator: "\u{2002}")
        let phrase = Phrase(Wording.isolate(groups), .english)
        let large = TextStyle(min(frame.column.height * 0.07, 9), bold: true, .centre)
        let style = fitting(phrase, large, width: width - 4 * measures.padding, height: 30, lines: 1, floor: 0.3) ?? large
        return Row(
            what: .entry(phrase, style), item: index,
            height: shape(phrase, style, width - 4 * measures.padding).height + 2, gap: 2)
    }
}

extension String {
    /// With dots for the digits that are still missing.
    fileprivate func padded(to length: Int) -> String {
        self + String(repeating: "·", count: Swift.max(0, length - count))
    }
}
