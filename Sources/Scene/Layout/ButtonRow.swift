import Visit

/// The buttons under a page: what it offers.
struct ButtonRow {
    struct Key {
        var control: Control
        var phrase: Phrase
        var style: TextStyle
        var area: Area
        var hasIcon: Bool
    }
    var keys: [Key] = []
    var height = 0.0
}

extension Sheet {
    /// Lays buttons out along the lower edge of `column`, in as few rows as their words allow; icons go before words do.
    mutating func buttonRow(_ controls: [Control], in column: Area) -> ButtonRow {
        guard !controls.isEmpty else { return ButtonRow() }
        let phrases = controls.map { wording.phrase($0.words) }
        for rows in 1...controls.count {
            for hasIcons in [true, false] {
                let isLast = rows == controls.count && !hasIcons
                if let row = buttonRow(controls, phrases, rows, hasIcons, isLast, column) { return row }
            }
        }
        return ButtonRow()
    }

    private func buttonRow(
        _ controls: [Control], _ phrases: [Phrase], _ rows: Int, _ hasIcons: Bool, _ isLast: Bool, _ column: Area
    ) -> ButtonRow? {
        let perRow = (controls.count + rows - 1) / rows
        let width = (column.width - Double(perRow - 1) * measures.gap) / Double(perRow)
        let room = width - (hasIcons ? buttonPicture + measures.padding : 0) - 2 * measures.padding
        guard room > 8 else { return nil }
        let floor = isLast ? 0.5 : frame.isCompact ? 0.62 : 0.85
        let fits = phrases.map { fitting($0, frame.button, width: room, height: 30, lines: 2, floor: floor) }
        guard isLast || !fits.contains(where: { $0 == nil }) else { return nil }
        let styles = fits.map { $0 ?? frame.button.scaled(0.5) }
        let words = zip(phrases, styles).map { shape($0, $1, room).height }.max() ?? 0
        let height = max(frame.isCompact ? measures.target : measures.target + 2, words + measures.padding)
        let total = Double(rows) * height + Double(rows - 1) * measures.gap
        let keys = controls.enumerated().map { index, control in
            let line = index / perRow
            let inLine = min(perRow, controls.count - line * perRow)
            let own = (column.width - Double(inLine - 1) * measures.gap) / Double(inLine)
            return ButtonRow.Key(
                control: control, phrase: phrases[index], style: styles[index],
                area: Area(
                    x: column.x + Double(index % perRow) * (own + measures.gap),
                    y: column.bottom - total + Double(line) * (height + measures.gap), width: own, height: height),
                hasIcon: hasIcons)
        }
        return ButtonRow(keys: keys, height: total)
    }

    private var buttonPicture: Double { max(6, frame.button.emSize * 1.25) }

    /// Draws the row. While more of the page follows, turning it is the main thing to do, and no button stands out.
    mutating func draw(_ row: ButtonRow, isMoreToCome: Bool) {
        for key in row.keys {
            let isMain = key.control.role == .mainButton && !isMoreToCome
            draw(key, isMain: isMain)
        }
    }

    mutating func draw(_ key: ButtonRow.Key, isMain: Bool) {
        let control = key.control
        place(control, at: key.area, key.phrase)
        panel(
            key.area, fill: isMain ? .accent : control.isSelected ? .surfaceSelected : .surface,
            border: border(of: control, otherwise: isMain ? nil : .line), width: borderWidth(of: control))
        let ink: ColourRole = isMain ? .onAccent : .ink
        var room = key.area.inset(measures.padding, 0)
        if key.hasIcon, let name = control.icon {
            let side = buttonPicture
            icon(name, Area(x: room.x, y: room.y + (room.height - side) / 2, width: side, height: side), ink)
            room.x += side + measures.padding
            room.width -= side + measures.padding
        }
        putFitting(key.phrase, key.style, in: room, ink, lines: 2)
    }
}
