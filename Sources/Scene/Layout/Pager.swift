import Visit

/// Turning the parts of a page that is longer than its glass: "2 of 3", and two keys.
///
/// On a wide glass they stand under the page with their words; on a small one beside the title, where they cost no height.
extension Sheet {
    /// Height that the keys take under the page.
    var pagerHeight: Double { pagerIsBesideTitle ? 0 : measures.target }

    /// Width that the keys take beside the title.
    var pagerWidth: Double { pagerIsBesideTitle ? 2 * measures.target + 2 * measures.gap : 0 }

    private var pagerIsBesideTitle: Bool { frame.isCompact && !layout.glass.isPortrait }

    /// - Parameter bottom: where the row of buttons begins.
    mutating func drawPager(_ pages: [BodyPage], _ index: Int, over bottom: Double) {
        let progress = wording.phrase(
            isPartial ? .count(index + 1) : .ui("nav.page_of", ["page": .count(index + 1), "pages": .count(pages.count)]))
        spoken.append(progress.string.withoutMarks)
        let before = pages.indices.contains(index - 1) ? pages[index - 1].start : nil
        let after = pages.indices.contains(index + 1) ? pages[index + 1].start : nil
        let back = before.map { Control("nav.previous-page", .button, .ui("nav.previous_page"), icon: "back", .turn($0)) }
        let on = after.map { Control("nav.next-page", .mainButton, .ui("nav.next_page"), icon: "next", .turn($0)) }
        if pagerIsBesideTitle {
            drawSmallPager(back, on, progress)
        } else {
            drawWidePager(back, on, progress, over: bottom)
        }
    }

    private mutating func drawWidePager(_ back: Control?, _ on: Control?, _ progress: Phrase, over bottom: Double) {
        let column = frame.column
        let y = bottom - measures.target
        let side = (column.width - 2 * measures.gap) * 0.36
        let middle = column.width - 2 * side - 2 * measures.gap
        if let back { turningKey(back, Area(x: column.x, y: y, width: side, height: measures.target)) }
        let words = Area(x: column.x + side + measures.gap, y: y, width: middle, height: measures.target)
        var style = frame.crumb
        style.alignment = .centre
        putFitting(progress, style, in: words, .ink, lines: 1)
        if let on { turningKey(on, Area(x: column.right - side, y: y, width: side, height: measures.target)) }
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
