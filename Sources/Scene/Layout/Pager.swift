import Visit

/// Turning the parts of a page that is longer than its glass: "2 of 3", and two keys.
///
/// On a large glass they stand at the foot of the page; on a small one beside the title, where they cost no height.
extension Sheet {
    private var pagerIsBesideTitle: Bool { frame.isCompact }

    /// Width that the keys take beside the title.
    var pagerWidth: Double { pagerIsBesideTitle ? 2 * measures.target + 2 * measures.gap : 0 }

    /// Where the keys stand at the foot of the page, and what that leaves for the buttons.
    ///
    /// Beside one or two buttons; above more.
    func pagerFoot(besides buttons: Int) -> (pager: Area?, column: Area) {
        let column = frame.column
        guard !pagerIsBesideTitle else { return (nil, column) }
        let isBeside = !layout.glass.isPortrait && (1...2).contains(buttons)
        let height = measures.target + 2
        let width = isBeside ? min(column.width * 0.46, 110) : column.width
        var rest = column
        if isBeside {
            rest.x += width + measures.gap
            rest.width -= width + measures.gap
        }
        return (Area(x: column.x, y: column.bottom - height, width: width, height: height), rest)
    }

    /// - Parameter foot: the keys' own place at the foot of the page; `nil`: they stand beside the title.
    mutating func drawPager(_ pages: [BodyPage], _ index: Int, in foot: Area?) {
        let progress = wording.phrase(
            isPartial ? .count(index + 1) : .ui("nav.page_of", ["page": .count(index + 1), "pages": .count(pages.count)]))
        spoken.append(progress.string.withoutMarks)
        let before = pages.indices.contains(index - 1) ? pages[index - 1].start : nil
        let after = pages.indices.contains(index + 1) ? pages[index + 1].start : nil
        let back = before.map { Control("nav.previous-page", .button, .ui("nav.previous_page"), icon: "back", .turn($0)) }
        let on = after.map { Control("nav.next-page", .mainButton, .ui("nav.next_page"), icon: "next", .turn($0)) }
        if let foot { drawWidePager(back, on, progress, in: foot) } else { drawSmallPager(back, on, progress) }
    }

    private mutating func drawWidePager(_ back: Control?, _ on: Control?, _ progress: Phrase, in foot: Area) {
        let small = foot.height
        let wide = min(foot.width * 0.5, 60)
        if let back { smallKey(back, Area(x: foot.x, y: foot.y, width: small, height: small)) }
        let words = Area(
            x: foot.x + small + 1, y: foot.y, width: max(1, foot.width - small - wide - 2), height: foot.height)
        var style = frame.crumb
        style.alignment = .centre
        putFitting(progress, style, in: words, .ink, lines: 2)
        if let on { turningKey(on, Area(x: foot.right - wide, y: foot.y, width: wide, height: foot.height)) }
    }

    private mutating func turningKey(_ control: Control, _ area: Area) {
        let phrase = wording.phrase(control.words)
        let key = ButtonRow.Key(control: control, phrase: phrase, style: frame.button, area: area, hasIcon: true)
        draw(key, isMain: control.role == .mainButton)
    }

    private mutating func drawSmallPager(_ back: Control?, _ on: Control?, _ progress: Phrase) {
        let column = frame.column
        let side = measures.target
        let right = column.right - side
        if let back { smallKey(back, Area(x: right - side - measures.gap, y: column.y, width: side, height: side)) }
        if let on { smallKey(on, Area(x: right, y: column.y, width: side, height: side)) }
        // In the place of the crumb.
        put(progress, frame.crumb, in: Area(x: column.x, y: column.y, width: column.width - pagerWidth, height: 0), .inkSoft)
    }

    private mutating func smallKey(_ control: Control, _ area: Area) {
        let isMain = control.role == .mainButton
        place(control, at: area, wording.phrase(control.words))
        panel(
            area, fill: isMain ? .accent : .surface, border: border(of: control, otherwise: isMain ? nil : .line),
            width: borderWidth(of: control))
        if let name = control.icon { icon(name, area.inset(area.width * 0.24, area.width * 0.24), isMain ? .onAccent : .ink) }
    }
}
