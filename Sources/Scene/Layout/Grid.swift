import Visit

/// Controls side by side: as many columns as their words allow.
extension Sheet {
    mutating func gridRows(_ controls: [Control], from first: Int, width: Double) -> [Row] {
        guard let role = controls.first?.role else { return [] }
        var phrases = controls.map { (words: wording.phrase($0.words), detail: $0.detail.map { wording.phrase($0) }) }
        if role == .card, frame.isCompact || reading.size.rawValue > TextSize.normal.rawValue {
            // A second line would make a card that is higher than the glass.
            for index in phrases.indices { phrases[index].detail = nil }
        }
        var plan = columns(controls, phrases.map(\.words), role, width)
        let cellWidth = (width - Double(plan.columns - 1) * measures.gap) / Double(plan.columns)
        plan.style = lowered(plan.style, phrases.map(\.words), hasPicture: controls.contains { $0.icon != nil }, role, cellWidth)
        let detailStyle = TextStyle(max(3.5, plan.style.capHeight * frame.ratios.note))
        var cells = controls.indices.map { index in
            let column = Double(index % plan.columns)
            let x = role == .key && isRightToLeft ? width - (column + 1) * cellWidth - column * measures.gap : column * (cellWidth + measures.gap)
            return Row.Cell(
                control: controls[index], phrase: phrases[index].words, detail: phrases[index].detail, style: plan.style,
                detailStyle: detailStyle, area: Area(x: x, y: 0, width: cellWidth, height: 0),
                tint: role == .tile ? ColourRole.tiles[index % ColourRole.tiles.count] : nil)
        }
        if cells.contains(where: { leastHeight(of: $0) > bodyRoom }) {
            for index in cells.indices { cells[index].detail = nil }
        }
        let least = role == .key ? max(measures.target, frame.column.height * 0.11) : measures.target
        return stride(from: 0, to: cells.count, by: plan.columns).map { start in
            let row = Array(cells[start..<min(cells.count, start + plan.columns)])
            let height = row.reduce(least) { max($0, leastHeight(of: $1)) }
            return Row(what: .cells(row), item: first + start, height: height, gap: measures.gap)
        }
    }

    private func columns(_ controls: [Control], _ phrases: [Phrase], _ role: Control.Role, _ width: Double) -> (columns: Int, style: TextStyle) {
        var style = role == .key ? TextStyle(frame.body.capHeight * 1.15, bold: true, .centre) : frame.heading
        if role == .option { style.isBold = false }
        if role == .key { return (5, style) }
        let hasPicture = controls.contains { $0.icon != nil }
        if role == .tile, !hasPicture { style.alignment = .centre }
        let least = style.emSize * (hasPicture ? 7.5 : 5.5)
        let most = role == .card ? (width > 230 ? 2 : 1) : max(1, min(4, Int((width + measures.gap) / (least + measures.gap))))
        for columns in stride(from: min(most, max(1, controls.count)), through: 1, by: -1) {
            let cell = (width - Double(columns - 1) * measures.gap) / Double(columns)
            let room = wordsWidth(cell, style, hasPicture: hasPicture, role)
            let fits = phrases.allSatisfy { phrase in
                let shaped = shape(phrase, style, room)
                return shaped.width <= room && shaped.lineHeights.count <= (role == .card || columns == 1 ? 4 : 2)
            }
            if fits { return (columns, style) }
        }
        // One column and a word wider than the glass: smaller letters.
        let room = wordsWidth(width, style, hasPicture: hasPicture, role)
        let fit = phrases.reduce(1.0) { factor, phrase in
            let shaped = shape(phrase, style.scaled(factor), room)
            return shaped.width <= room ? factor : max(0.5, factor * room / shaped.width * 0.98)
        }
        var smaller = style.scaled(fit)
        // A word that is still too wide is cut rather than lost.
        smaller.breaksWords = phrases.contains { shape($0, smaller, room).width > room }
        return (1, smaller)
    }

    /// The largest style down to half in which no words make a row that is higher than the glass has room for.
    private func lowered(_ style: TextStyle, _ phrases: [Phrase], hasPicture: Bool, _ role: Control.Role, _ cell: Double) -> TextStyle {
        func fits(_ candidate: TextStyle) -> Bool {
            let room = wordsWidth(cell, candidate, hasPicture: hasPicture, role)
            let tallest = phrases.map { shape($0, candidate, room).height }.max() ?? 0
            return max(tallest, pictureSide(candidate)) + 2 * measures.padding <= bodyRoom
        }
        let factors = stride(from: 1.0, to: 0.5, by: -0.08)
        return style.scaled(factors.first { fits(style.scaled($0)) } ?? 0.5)
    }

    private func wordsWidth(_ cell: Double, _ style: TextStyle, hasPicture: Bool, _ role: Control.Role) -> Double {
        cell - 2 * measures.padding - (hasPicture || role == .option ? pictureSide(style) + measures.padding : 0)
    }

    private func pictureSide(_ style: TextStyle) -> Double { max(8, style.emSize * 1.45) }

    private func leastHeight(of cell: Row.Cell) -> Double {
        let hasPicture = cell.control.icon != nil
        let room = wordsWidth(cell.area.width, cell.style, hasPicture: hasPicture, cell.control.role)
        let words = shape(cell.phrase, cell.style, room).height + (cell.detail.map { shape($0, cell.detailStyle, room).height + 0.8 } ?? 0)
        return max(words, hasPicture ? pictureSide(cell.style) : 0) + 2 * measures.padding * 0.8
    }

    /// Draws a cell; `area` is on the glass.
    mutating func draw(_ cell: Row.Cell, in area: Area) {
        let control = cell.control
        place(control, at: area, cell.phrase, detail: cell.detail)
        let isChosen = control.isSelected
        let fill: ColourRole = isChosen ? .surfaceSelected : cell.tint ?? .surface
        let width = borderWidth(of: control) ?? (isChosen ? measures.chosenBorder : measures.border)
        panel(area, fill: fill, border: border(of: control, otherwise: isChosen ? .accent : .line), width: width)
        let inside = area.inset(measures.padding, measures.padding * 0.6)
        let role = control.role
        let picture = control.icon ?? (role == .option ? (isChosen ? "check" : nil) : nil)
        let hasRoom = control.icon != nil || role == .option
        let base = pictureSide(cell.style)
        let grown = role == .tile ? max(base, min(area.height - 3 * measures.padding, area.width * 0.24)) : base
        // A second line is worth more than a large picture.
        let side = cell.detail == nil || fits(cell, in: inside, beside: grown) ? grown : base
        let spot = Area(x: inside.x, y: area.y + (area.height - side) / 2, width: side, height: side)
        if let picture {
            icon(picture, spot, isChosen ? .accent : .ink)
        } else if role == .option {
            // An empty ring: here something can be chosen.
            let ring = spot.inset(side * 0.2, side * 0.2)
            panel(ring, fill: nil, border: .line, width: 0.5, radius: ring.width / 2)
        }
        if isChosen, control.icon != nil { badge(in: area) }
        let taken = hasRoom ? side + measures.padding : 0
        let words = Area(x: inside.x + taken, y: inside.y, width: inside.width - taken, height: inside.height)
        // The words were measured beside the least picture; a grown one leaves them as much as they need.
        let fit = Area(x: words.x, y: words.y, width: max(words.width, 1), height: words.height)
        putStacked(cell, in: fit)
    }

    /// Whether both lines of a cell have room beside a picture of this width.
    private func fits(_ cell: Row.Cell, in area: Area, beside picture: Double) -> Bool {
        let room = area.width - picture - measures.padding
        let words = shape(cell.phrase, cell.style, room)
        let detail = cell.detail.map { shape($0, cell.detailStyle, room).height + 0.8 } ?? 0
        return words.width <= room && words.height + detail <= area.height
    }

    /// A tick in the corner of what is chosen: colour is never the only sign.
    private mutating func badge(in area: Area) {
        let side = 6.0
        let disc = Area(x: area.right - side * 0.9, y: area.y - side * 0.1, width: side, height: side)
        panel(disc, fill: .accent, radius: side / 2)
        icon("check", disc.inset(0.8, 0.8), .onAccent)
    }

    private mutating func putStacked(_ cell: Row.Cell, in area: Area) {
        let words = shape(cell.phrase, cell.style, area.width)
        let detail = cell.detail.map { shape($0, cell.detailStyle, area.width).height + 0.8 } ?? 0
        if words.width > area.width + 0.2 || words.height + detail > area.height + 0.2 {
            putFitting(cell.phrase, cell.style, in: area, .ink, lines: 4)
            return
        }
        var y = area.y + (area.height - words.height - detail) / 2
        y += put(cell.phrase, cell.style, in: Area(x: area.x, y: y, width: area.width, height: 0), .ink)
        if let text = cell.detail {
            put(text, cell.detailStyle, in: Area(x: area.x, y: y + 0.8, width: area.width, height: 0), .inkSoft)
        }
    }
}
