import Visit

/// Puts the rows of one part on the glass.
extension Sheet {
    mutating func draw(_ page: BodyPage, in room: Area) {
        for piece in page.pieces {
            let area = Area(x: room.x, y: room.y + piece.y, width: room.width, height: piece.height)
            switch piece.row.what {
            case .words(let words): draw(words, lines: piece.lines, in: area)
            case .cells(let cells):
                for cell in cells {
                    draw(cell, in: Area(x: area.x + cell.area.x, y: area.y, width: cell.area.width, height: area.height))
                }
            case .lights(let lights, let columns): draw(lights, columns, in: area)
            case .secret(let count): drawSecret(count, in: area)
            case .sample:
                let width = min(area.width, area.height / TestPattern.height * TestPattern.width)
                elements += TestPattern.elements(
                    in: Area(x: area.x + (area.width - width) / 2, y: area.y, width: width, height: area.height))
            case .contacts(let contacts): draw(contacts, in: area)
            case .code(let phrases, let styles): drawCode(phrases, styles, in: area)
            case .entry(let phrase, let style):
                panel(area, fill: .surface, border: .line)
                putFitting(phrase, style, in: area.inset(measures.padding, 0.5), .ink, lines: 1)
            case .picture(let name):
                icon(name, Area(x: area.x + (area.width - area.height) / 2, y: area.y, width: area.height, height: area.height), .accent)
            }
        }
    }

    private mutating func draw(_ words: Row.Words, lines: Range<Int>, in area: Area) {
        if lines.lowerBound == 0 { spoken.append(words.phrase.string.withoutMarks) }
        let line = words.shaped.lineHeights.first ?? 0
        let side = min(words.indent, words.style.emSize * 1.4)
        let top = area.y + words.ornament.padding
        switch words.ornament {
        case .none: break
        case .step(let number):
            let disc = Area(x: area.x, y: top + (line - side) / 2, width: side, height: side)
            panel(disc, fill: .accent, radius: side / 2)
            let digit = TextStyle(words.style.capHeight * 0.8, bold: true, .centre)
            if lines.lowerBound == 0 { putFitting(Phrase(String(number), .english), digit, in: disc, .onAccent, lines: 1) }
        case .warning:
            panel(area, fill: .warning)
            icon("warning", Area(x: area.x + measures.padding, y: top + (line - side) / 2, width: side, height: side), .onWarning)
        case .badge:
            panel(area, fill: .surface, border: .line)
            icon("info", Area(x: area.x + measures.padding, y: top + (line - side) / 2, width: side, height: side), .ink)
        case .picture(let name):
            let large = words.style.emSize * 1.8
            icon(name, Area(x: area.x, y: top + (line - large) / 2, width: large, height: large), .accent)
        }
        let trailing = words.ornament.padding > 0 ? measures.padding : 0
        let colour: ColourRole = words.ornament == .warning ? .onWarning : words.colour
        put(
            words.phrase, words.style,
            in: Area(x: area.x + words.indent, y: top, width: area.width - words.indent - trailing, height: 0), colour,
            lines: lines)
    }

    private mutating func draw(_ contacts: [Row.Contact], in area: Area) {
        let width = contacts.count == 1 ? area.width : (area.width - measures.gap) / 2
        for (index, contact) in contacts.enumerated() {
            draw(contact, in: Area(x: area.x + Double(index) * (width + measures.gap), y: area.y, width: width, height: area.height))
        }
    }

    private mutating func draw(_ contact: Row.Contact, in area: Area) {
        panel(area, fill: .surface, border: .line)
        let side = contact.side
        icon(contact.icon, Area(x: area.x + measures.padding, y: area.y + Row.Contact.padding, width: side, height: side), .accent)
        var y = area.y + Row.Contact.padding
        for line in contact.lines {
            spoken.append(line.phrase.string.withoutMarks)
            y += put(
                line.phrase, line.style,
                in: Area(x: area.x + contactIndent(side), y: y, width: area.width - contactIndent(side) - measures.padding, height: 0), line.colour)
        }
    }

    /// A disc for each digit, a ring for each that may still come.
    private mutating func drawSecret(_ count: Int, in area: Area) {
        panel(area, fill: .surface, border: .line)
        let most = PIN.lengths.upperBound
        let side = min(5, area.height * 0.4)
        let left = area.x + (area.width - (Double(most) * 2 - 1) * side) / 2
        for index in 0..<most {
            let spot = Area(x: left + Double(index) * 2 * side, y: area.y + (area.height - side) / 2, width: side, height: side)
            panel(spot, fill: index < count ? .ink : nil, border: .ink, width: 0.4, radius: side / 2)
        }
    }

    private mutating func drawCode(_ phrases: [Phrase], _ styles: [TextStyle], in area: Area) {
        panel(area, fill: .surface, border: .accent, width: measures.chosenBorder)
        var y = area.y + measures.padding
        let room = area.inset(2 * measures.padding, 0)
        for (phrase, style) in zip(phrases, styles) {
            y += put(phrase, style, in: Area(x: room.x, y: y, width: room.width, height: 0), .ink)
        }
    }
}
