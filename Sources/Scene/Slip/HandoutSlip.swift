import Guide
import Visit

/// Papers without a number: a list of what to ask, and empty lines for hours and pay. Nothing on them tells why.
extension SlipSheet {
    mutating func handout(_ handout: Handout) {
        header()
        switch handout {
        case .left(let id, let lines): list(id, lines)
        case .hours: hours()
        }
        y += 2
        contentDate()
    }

    /// Only what the guide still has: the lines by their names, each with a box to tick by hand.
    private mutating func list(_ id: Article.ID, _ lines: [String]) {
        guard let article = layout.guide.articles[id] else { return }
        let heading = article.said(for: .some).map { Words.text(article.textID(of: $0)) } ?? .ui("check.missing")
        put(heading, TextStyle(3.2, bold: true))
        y += 1.5
        for line in article.ticks where lines.contains(line.id) { box(.text(article.textID(of: line))) }
    }

    private mutating func box(_ words: Words) {
        let side = 4.0
        let indent = side + 2
        let inner = Area(
            x: SlipSheet.margin + (isRightToLeft ? 0 : indent), y: y, width: width - 2 * SlipSheet.margin - indent, height: 0)
        let x = isRightToLeft ? width - SlipSheet.margin - side : SlipSheet.margin
        rule(Area(x: x, y: y + 0.2, width: side, height: side))
        y += max(side + 0.4, put(wording.phrase(words), TextStyle(2.6), in: inner)) + 1.6
    }

    /// Two weeks of days, in columns wide enough for a pencil.
    private mutating func hours() {
        put(.ui("hours_slip.title"), TextStyle(3.2, bold: true, .centre))
        y += 1
        let columns = HoursColumn.all
        let whole = width - 2 * SlipSheet.margin
        var areas: [Area] = []
        var x = SlipSheet.margin
        for column in isRightToLeft ? columns.reversed() : columns {
            areas.append(Area(x: x, y: y, width: whole * column.share, height: 0))
            x += whole * column.share
        }
        if isRightToLeft { areas.reverse() }
        heads(columns, areas)
        for _ in 0..<HoursColumn.days {
            for area in areas { rule(Area(x: area.x, y: y, width: area.width, height: HoursColumn.height)) }
            y += HoursColumn.height
        }
    }

    private mutating func heads(_ columns: [HoursColumn], _ areas: [Area]) {
        let top = y
        var tallest = 0.0
        for (column, area) in zip(columns, areas) {
            let phrase = wording.phrase(column.words)
            let room = Area(x: area.x + 0.6, y: top + 0.8, width: area.width - 1.2, height: 0)
            tallest = max(tallest, put(phrase, head(phrase, room.width), in: room))
        }
        for area in areas { rule(Area(x: area.x, y: top, width: area.width, height: tallest + 1.6)) }
        y = top + tallest + 1.6
    }

    /// As large as its longest word allows; a word that is too long even in the smallest letters is cut.
    private func head(_ phrase: Phrase, _ width: Double) -> TextStyle {
        let style = TextStyle(2.2, bold: true, .centre)
        for factor in [1, 0.88, 0.76] {
            let smaller = style.scaled(factor)
            let shaped = layout.typesetter.shape(phrase, smaller, width: width, scale: SlipLayout.dotsPerMillimetre)
            if shaped.width <= width { return smaller }
        }
        var cut = style.scaled(0.76)
        cut.breaksWords = true
        return cut
    }

    private mutating func rule(_ area: Area) {
        elements.append(.panel(Element.Panel(area: area, fill: nil, border: .ink, borderWidth: 0.25, radius: 0)))
    }

    private var isRightToLeft: Bool { language.isRightToLeft }
}

/// A column of the sheet for hours and pay.
private struct HoursColumn {
    var words: Words
    /// Part of the paper's width. All together are 1.
    var share: Double

    static let all = [
        HoursColumn(words: .ui("hours_slip.date"), share: 0.2), HoursColumn(words: .ui("hours_slip.from"), share: 0.17),
        HoursColumn(words: .ui("hours_slip.to"), share: 0.17), HoursColumn(words: .ui("hours_slip.extra"), share: 0.22),
        HoursColumn(words: .ui("hours_slip.paid"), share: 0.24),
    ]

    /// Two weeks.
    static let days = 14
    /// Room for handwriting, in millimetres.
    static let height = 7.0
}
