import Visit

/// The buttons under a page: turning its parts at the start, what it offers at the end.
struct ButtonRow {
    struct Key {
        var control: Control
        var phrase: Phrase
        var style: TextStyle
        var area: Area
    }
    var keys: [Key]
    var height: Double
}

extension Sheet {
    /// Lays the buttons out along the lower edge of the column, in as few rows as their words allow.
    mutating func buttonRow(isPaged: Bool) -> ButtonRow {
        var controls = content.buttons
        if isPaged {
            // What they turn to is known once the parts are.
            controls = [
                Control("nav.previous-page", .button, .ui("nav.previous_page"), icon: "back", .turn(.top)),
                Control("nav.next-page", .mainButton, .ui("nav.next_page"), icon: "next", .turn(.top)),
            ] + controls.map { control in
                var control = control
                if control.role == .mainButton { control.role = .button }
                return control
            }
        }
        guard !controls.isEmpty else { return ButtonRow(keys: [], height: 0) }
        let phrases = controls.map { wording.phrase($0.words) }
        for rows in 1...controls.count {
            if let row = buttonRow(controls, phrases, rows: rows, isLast: rows == controls.count) { return row }
        }
        return ButtonRow(keys: [], height: 0)
    }

    private func buttonRow(_ controls: [Control], _ phrases: [Phrase], rows: Int, isLast: Bool) -> ButtonRow? {
        let column = frame.column
        let perRow = (controls.count + rows - 1) / rows
        let width = (column.width - Double(perRow - 1) * measures.gap) / Double(perRow)
        let most = frame.isCompact ? 70.0 : 90.0
        let keyWidth = min(width, perRow == 1 ? column.width : most)
        let room = keyWidth - buttonPicture - 3 * measures.padding
        guard room > 8 else { return nil }
        let fits = phrases.map { fitting($0, frame.button, width: room, height: 30, lines: 2, floor: isLast ? 0.5 : 0.85) }
        guard isLast || !fits.contains(where: { $0 == nil }) else { return nil }
        var height = measures.target
        for (phrase, style) in zip(phrases, fits) {
            height = max(height, shape(phrase, style ?? frame.button.scaled(0.5), room).height + measures.padding)
        }
        let total = Double(rows) * height + Double(rows - 1) * measures.gap
        var keys: [ButtonRow.Key] = []
        for (index, control) in controls.enumerated() {
            let line = index / perRow
            let inLine = min(perRow, controls.count - line * perRow)
            let spare = column.width - Double(inLine) * keyWidth - Double(inLine - 1) * measures.gap
            let x = column.x + spare + Double(index % perRow) * (keyWidth + measures.gap)
            let y = column.bottom - total + Double(line) * (height + measures.gap)
            keys.append(
                ButtonRow.Key(
                    control: control, phrase: phrases[index], style: fits[index] ?? frame.button.scaled(0.5),
                    area: Area(x: x, y: y, width: keyWidth, height: height)))
        }
        return ButtonRow(keys: keys, height: total)
    }

    private var buttonPicture: Double { max(6, frame.button.emSize * 1.25) }

    /// Draws the row; the turning buttons learn where they lead.
    mutating func draw(_ row: ButtonRow, pages: [BodyPage], index: Int) {
        for key in row.keys {
            var control = key.control
            if control.id == "nav.previous-page" {
                guard index > 0 else { continue }
                control.action = .turn(pages[index - 1].start)
            } else if control.id == "nav.next-page" {
                guard index + 1 < pages.count else { continue }
                control.action = .turn(pages[index + 1].start)
            }
            draw(key, control)
        }
        if pages.count > 1 { drawProgress(index, of: pages.count, row) }
    }

    private mutating func draw(_ key: ButtonRow.Key, _ control: Control) {
        let isMain = control.role == .mainButton
        place(control, at: key.area, key.phrase)
        panel(
            key.area, fill: isMain ? .accent : control.isSelected ? .surfaceSelected : .surface,
            border: border(of: control, otherwise: isMain ? nil : .line), width: borderWidth(of: control))
        let ink: ColourRole = isMain ? .onAccent : .ink
        let side = buttonPicture
        if let name = control.icon {
            icon(name, Area(x: key.area.x + measures.padding, y: key.area.y + (key.area.height - side) / 2, width: side, height: side), ink)
        }
        let taken = side + 2 * measures.padding
        let room = Area(
            x: key.area.x + taken, y: key.area.y, width: key.area.width - taken - measures.padding, height: key.area.height)
        putFitting(key.phrase, key.style, in: room, ink, lines: 2)
    }

    /// "2 of 3", over the turning buttons.
    private mutating func drawProgress(_ index: Int, of count: Int, _ row: ButtonRow) {
        let phrase = wording.phrase(.ui("nav.page_of", ["page": .count(index + 1), "pages": .count(count)]))
        spoken.append(phrase.string.withoutMarks)
        let style = frame.crumb
        let shaped = shape(phrase, style, frame.column.width)
        put(
            phrase, style,
            in: Area(
                x: frame.column.right - shaped.width - 0.6, y: frame.column.y, width: shaped.width + 0.6, height: 0), .inkSoft)
    }
}
