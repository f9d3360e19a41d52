import Guide
import Visit

/// The common shape of pages: where am I, what is this, what can I do, how do I leave.
extension Sheet {
    mutating func page() {
        if !frame.isCompact { elements.append(.weave(Area(x: 0, y: 0, width: layout.glass.width, height: Frame.bandHeight))) }
        let start = mark
        // The room of a page in parts is the smaller one: what fits there fits anywhere.
        let paged = pagedFoot()
        bodyRoom = paged.top - headerBottom(isPaged: true) - measures.gap
        let rows = bodyRows(width: frame.column.width)
        var foot = buttonRow(content.buttons, in: frame.column)
        let before = faults
        var plan = plan(rows, over: frame.column.bottom - gapped(foot.height), isPaged: false)
        if plan.pages.count > 1 {
            // What found no room in one part is not what is shown.
            faults = before
            foot = paged.row
            plan = self.plan(rows, over: paged.top, isPaged: true)
        }
        let index = plan.pages.lastIndex { $0.start <= reading.place } ?? 0
        (part, parts) = (index + 1, plan.pages.count)
        items = itemsInSight(of: plan.pages, at: index)
        header(isPaged: parts > 1)
        if plan.pages.indices.contains(index) { draw(plan.pages[index], in: plan.room) }
        if parts > 1 { drawPager(plan.pages, index, in: paged.pager) }
        draw(foot, isMoreToCome: part < parts)
        sortControls(since: start, foot)
        if isRightToLeft { mirror(since: start, in: frame.column) }
        rail()
        markDraft()
    }

    /// Buttons and turning keys at the foot of a page in parts, and where they leave off.
    private mutating func pagedFoot() -> (row: ButtonRow, pager: Area?, top: Double) {
        var (pager, column) = pagerFoot(besides: content.buttons.count)
        let row = buttonRow(content.buttons, in: column)
        let isBeside = column.x > frame.column.x
        if !isBeside { pager?.y -= gapped(row.height) }
        let top = min(frame.column.bottom - row.height, pager?.y ?? .infinity)
        return (row, pager, row.height > 0 || pager != nil ? top - measures.gap : top)
    }

    private struct Plan {
        var room: Area
        var pages: [BodyPage]
    }

    /// How the body breaks into parts, with or without the keys that turn them.
    private mutating func plan(_ rows: [Row], over bottom: Double, isPaged: Bool) -> Plan {
        let column = frame.column
        let top = headerBottom(isPaged: isPaged) + measures.gap
        let room = Area(x: column.x, y: top, width: column.width, height: max(1, bottom - top))
        return Plan(room: room, pages: paginate(rows, height: room.height))
    }

    /// An item that goes on from the part before began there.
    private func itemsInSight(of pages: [BodyPage], at index: Int) -> Range<Int> {
        func first(of page: BodyPage) -> Int { page.start.line == 0 ? page.start.item : page.start.item + 1 }
        guard pages.indices.contains(index) else { return content.items.indices }
        let next = pages.indices.contains(index + 1) ? first(of: pages[index + 1]) : content.items.count
        return first(of: pages[index])..<max(first(of: pages[index]), next)
    }

    private func gapped(_ height: Double) -> Double { height > 0 ? height + measures.gap : 0 }

    /// Reading order: the body, then what the page offers, then turning it.
    private mutating func sortControls(since start: Mark, _ foot: ButtonRow) {
        let turning: Set<ControlID> = ["nav.previous-page", "nav.next-page"]
        let own = controls[start.controls...]
        controls.replaceSubrange(
            start.controls..., with: own.filter { !turning.contains($0.id) } + own.filter { turning.contains($0.id) })
    }

    // MARK: Header

    private var titleRoom: Double { frame.isCompact ? 20 : 40 }

    private func titleStyle(_ title: Phrase, width: Double) -> TextStyle {
        fitting(title, frame.title, width: width, height: titleRoom, lines: 3, floor: 0.42) ?? frame.title.scaled(0.42)
    }

    /// Where crumb and title end.
    private mutating func headerBottom(isPaged: Bool) -> Double {
        let width = frame.column.width - (isPaged ? pagerWidth : 0)
        let title = wording.phrase(content.title)
        let crumb = content.crumb.map { shape(wording.phrase($0), frame.crumb, width).lineHeights[0] } ?? 0
        let first = isPaged && pagerWidth > 0 ? shape(title, frame.crumb, 200).lineHeights[0] : crumb
        let bottom = frame.column.y + first + shape(title, titleStyle(title, width: width), width).height
        return max(bottom, isPaged && pagerWidth > 0 ? frame.column.y + measures.target : 0)
    }

    private mutating func header(isPaged: Bool) {
        let hasSmallPager = isPaged && pagerWidth > 0
        let column = frame.column
        let width = column.width - (isPaged ? pagerWidth : 0)
        let title = wording.phrase(content.title)
        spoken.insert(title.string.withoutMarks, at: 0)
        var y = column.y
        if hasSmallPager {
            y += shape(title, frame.crumb, 200).lineHeights[0]
        } else if let words = content.crumb {
            let crumb = wording.phrase(words)
            let style = fitting(crumb, frame.crumb, width: width, height: 20, lines: 1, floor: 0.42) ?? frame.crumb.scaled(0.42)
            put(crumb, style, in: Area(x: column.x, y: y, width: width, height: 0), .inkSoft, lines: 0..<1)
            y += shape(crumb, frame.crumb, width).lineHeights[0]
        }
        put(title, titleStyle(title, width: width), in: Area(x: column.x, y: y, width: width, height: 0), .ink)
    }

    /// The buttons that stand on every page, at the same spot in every language.
    private mutating func rail() {
        // Six keys are higher than a small glass; "back" leads to the start page too.
        let keys = content.rail.filter { !(frame.isCompact && !layout.glass.isPortrait && $0.id == "nav.home") }
        guard !keys.isEmpty else { return }
        panel(frame.rail, fill: .surface, radius: 0)
        let inside = frame.rail.inset(measures.margin, measures.margin)
        let perRow = layout.glass.isPortrait ? 3 : 1
        let rows = (keys.count + perRow - 1) / perRow
        let height = (inside.height - Double(rows - 1) * measures.gap) / Double(rows)
        for (index, control) in keys.enumerated() {
            let row = index / perRow
            let inRow = min(perRow, keys.count - row * perRow)
            let width = (inside.width - Double(inRow - 1) * measures.gap) / Double(inRow)
            let area = Area(
                x: inside.x + Double(index % perRow) * (width + measures.gap), y: inside.y + Double(row) * (height + measures.gap),
                width: width, height: height)
            railButton(control, area)
        }
    }

    private mutating func railButton(_ control: Control, _ area: Area) {
        let (fill, ink): (ColourRole, ColourRole) =
            switch control.role {
            case .leave: (.leave, .onLeave)
            case .help: (.help, .onHelp)
            default: (.ground, .ink)
            }
        panel(area, fill: fill, border: border(of: control, otherwise: .line), width: borderWidth(of: control))
        let phrase = wording.phrase(control.words)
        place(control, at: area, phrase)
        let picture = min(area.height * 0.5, area.width * 0.22)
        let inside = area.inset(frame.isCompact ? 1.3 : measures.padding, 0.8)
        let isTall = area.height > 20 || (frame.isCompact && layout.glass.isPortrait)
        if let name = control.icon {
            let spot = isTall
                ? Area(x: area.x + (area.width - picture) / 2, y: area.y + area.height * 0.09, width: picture, height: picture)
                : Area(x: railStart(inside, picture), y: area.y + (area.height - picture) / 2, width: picture, height: picture)
            icon(name, spot, ink)
        }
        var style = frame.railWords
        if isTall {
            style.alignment = .centre
            let top = area.height * 0.09 + picture + 0.4
            putFitting(phrase, style, in: Area(x: inside.x, y: area.y + top, width: inside.width, height: area.height - top - 0.8), ink)
        } else {
            let taken = control.icon == nil ? 0 : picture + (frame.isCompact ? 0.9 : 1.4)
            let x = isRightToLeft ? inside.x : inside.x + taken
            putFitting(phrase, style, in: Area(x: x, y: inside.y, width: inside.width - taken, height: inside.height), ink)
        }
    }

    private func railStart(_ inside: Area, _ picture: Double) -> Double {
        isRightToLeft ? inside.right - picture : inside.x
    }

    /// The edge of a control: the keys' focus and a finger's touch show in it, wider than the usual one.
    func border(of control: Control, otherwise: ColourRole?) -> ColourRole? {
        if reading.focus == control.id { return .focus }
        return reading.pressed == control.id ? .ink : otherwise
    }

    func borderWidth(of control: Control) -> Double? {
        if reading.focus == control.id { return measures.focusBorder }
        return reading.pressed == control.id ? measures.pressedBorder : nil
    }

    /// Says discreetly that no native speaker has reviewed the words, in the strip that other languages than English have
    /// for it.
    private mutating func markDraft() {
        guard wording.hasDraft, frame.draftStrip > 0 else { return }
        let phrase = wording.phrase(.ui("nav.draft"))
        let strip = Area(
            x: frame.column.x, y: frame.column.bottom + 0.6, width: frame.column.width, height: frame.draftStrip + measures.margin - 1)
        putFitting(phrase, TextStyle(2.2), in: strip, .inkSoft, lines: 1)
    }

    // MARK: Covers

    mutating func darken() {
        panel(layout.glass.area, fill: .ink, radius: 0)
        for control in content.controls { place(control, at: layout.glass.area, Phrase("", reading.language)) }
    }

    /// Large centred words, one control over the whole glass.
    mutating func cover() {
        let glass = layout.glass
        let band = frame.isCompact ? 3.0 : 6.0
        elements.append(.weave(Area(x: 0, y: 0, width: glass.width, height: band)))
        elements.append(.weave(Area(x: 0, y: glass.height - band, width: glass.width, height: band)))
        let inside = glass.area.inset(measures.margin * 4, band + measures.margin)
        var rows = coverRows(inside)
        let gap = inside.height * 0.05
        let words = rows.filter { !$0.isPicture }.reduce(0) { $0 + $1.height + gap }
        for index in rows.indices where rows[index].isPicture {
            rows[index].height = min(rows[index].height, max(0, inside.height - words))
        }
        let total = rows.reduce(0) { $0 + $1.height } + gap * Double(max(0, rows.count - 1))
        var y = inside.y + max(0, (inside.height - total) / 2)
        for row in rows {
            switch row.what {
            case .picture(let name):
                icon(name, Area(x: glass.width / 2 - row.height / 2, y: y, width: row.height, height: row.height), .accent)
            case .words(let phrase, let style, let colour):
                put(phrase, style, in: Area(x: inside.x, y: y, width: inside.width, height: row.height), colour)
            }
            y += row.height + gap
        }
        for control in content.controls {
            let phrase = wording.phrase(control.words)
            place(control, at: glass.area, phrase)
        }
    }

    private struct CoverRow {
        enum What {
            case picture(String)
            case words(Phrase, TextStyle, ColourRole)
        }
        var what: What
        var height: Double

        var isPicture: Bool { if case .picture = what { true } else { false } }
    }

    private mutating func coverRows(_ inside: Area) -> [CoverRow] {
        let big = TextStyle(min(frame.size.capHeight * 2.4, inside.height * 0.13), bold: true, .centre)
        var rows = [words(content.title, big, .ink, inside)]
        for item in content.items {
            switch item {
            case .picture(let name):
                let side = min(inside.height * 0.3, 50)
                rows.insert(CoverRow(what: .picture(name), height: side), at: 0)
            case .paragraph(let text): rows.append(words(text, TextStyle(frame.size.capHeight, .centre), .ink, inside))
            case .note(let text): rows.append(words(text, TextStyle(frame.note.capHeight, .centre), .inkSoft, inside))
            default: break
            }
        }
        return rows
    }

    private mutating func words(_ words: Words, _ style: TextStyle, _ colour: ColourRole, _ inside: Area) -> CoverRow {
        let phrase = wording.phrase(words)
        spoken.append(phrase.string.withoutMarks)
        let chosen = fitting(phrase, style, width: inside.width, height: inside.height * 0.3, lines: 3, floor: 0.22) ?? style.scaled(0.22)
        return CoverRow(what: .words(phrase, chosen, colour), height: shape(phrase, chosen, inside.width).height)
    }
}
