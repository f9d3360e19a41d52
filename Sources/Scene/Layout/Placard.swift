import Guide
import Visit

/// One sentence in all languages of the site at once, as large as they find room together.
extension Sheet {
    mutating func placard() {
        let glass = layout.glass
        let band = frame.isCompact ? 3.0 : 6.0
        elements.append(.weave(Area(x: 0, y: 0, width: glass.width, height: band)))
        elements.append(.weave(Area(x: 0, y: glass.height - band, width: glass.width, height: band)))
        var room = glass.area.inset(measures.margin * 2, band + measures.margin)
        let picture = min(room.height * (frame.isCompact ? 0.12 : 0.16), 26)
        for case .picture(let name) in content.items {
            icon(name, Area(x: glass.width / 2 - picture / 2, y: room.y, width: picture, height: picture), .accent)
        }
        room = Area(x: room.x, y: room.y + picture + measures.gap, width: room.width, height: room.height - picture - measures.gap)
        putNotes(&room)
        putSentences(in: room)
    }

    /// What staff need, at the foot; the room shrinks by it.
    private mutating func putNotes(_ room: inout Area) {
        let notes = content.items.compactMap { if case .note(let words) = $0 { wording.phrase(words) } else { nil } }
        let style = TextStyle(frame.isCompact ? 2.6 : 4.0, .centre)
        let heights = notes.map { shape($0, style, room.width).height }
        var y = room.bottom - heights.reduce(0, +)
        room.height = y - room.y - measures.gap
        for (note, height) in zip(notes, heights) {
            put(note, style, in: Area(x: room.x, y: y, width: room.width, height: height), .inkSoft)
            y += height
        }
        spoken += notes.map(\.string.withoutMarks)
    }

    /// Smallest letters of a sentence here; below it nobody reads from where one stands. Source: `TextSize.small`, less a
    /// fifth, because there is nothing else to read.
    private static let smallest = 2.6

    private mutating func putSentences(in room: Area) {
        let long = content.items.compactMap { if case .lead(let words) = $0 { wording.phrase(words) } else { nil } }
        let short = content.items.compactMap { if case .paragraph(let words) = $0 { wording.phrase(words) } else { nil } }
        guard !long.isEmpty else { return }
        let sentences = reduced(short.isEmpty || fits(long, in: room) ? long : short, to: room)
        spoken.insert(contentsOf: sentences.map(\.string.withoutMarks), at: 0)
        let fit = largest(sentences, room)
        let (columns, width) = (fit.columns, fit.width)
        if !fit.fits { faults.append(.doesNotFit(text: sentences[0].string, where: content.name)) }
        let used = fit.heights.reduce(0, +)
        let gap = max(0, (room.height - used) / Double(fit.heights.count + 1))
        for (index, sentence) in sentences.enumerated() {
            let row = index / columns
            let own = shape(sentence, fit.style, width).height
            let y = room.y + gap * Double(row + 1) + fit.heights[..<row].reduce(0, +) + (fit.heights[row] - own) / 2
            let x = room.x + Double(index % columns) * (width + 4 * measures.gap)
            put(sentence, fit.style, in: Area(x: x, y: y, width: width, height: own), .ink)
        }
    }

    /// On a glass that is too small for all, those in core languages are left out, from the last: the picture speaks too.
    private func reduced(_ sentences: [Phrase], to room: Area) -> [Phrase] {
        var kept = sentences
        let core = layout.guide.coreLanguages
        while !fits(kept, in: room), let last = kept.lastIndex(where: { core.contains($0.language) }) { kept.remove(at: last) }
        return kept
    }

    private struct Plan {
        var style: TextStyle
        var columns: Int
        /// Of a column.
        var width: Double
        /// Of each row.
        var heights: [Double]
        var fits: Bool
    }

    /// As many columns as may be tried: few sentences stand below each other.
    private func columns(_ sentences: [Phrase]) -> ClosedRange<Int> {
        sentences.count < 4 ? 1...1 : layout.glass.isPortrait ? 1...2 : 2...3
    }

    private func fits(_ sentences: [Phrase], in room: Area) -> Bool {
        columns(sentences).contains { plan(sentences, Sheet.smallest, $0, room).fits }
    }

    /// The largest letters in which all find room, in as many columns as that takes.
    private func largest(_ sentences: [Phrase], _ room: Area) -> Plan {
        for size in stride(from: min(9, room.height * 0.12), through: Sheet.smallest, by: -0.2) {
            for columns in columns(sentences) {
                let plan = plan(sentences, size, columns, room)
                if plan.fits { return plan }
            }
        }
        // The steps above may pass by the smallest letters, and these may fit in fewer columns only.
        let smallest = columns(sentences).map { plan(sentences, Sheet.smallest, $0, room) }
        return smallest.first(where: \.fits) ?? smallest[smallest.count - 1]
    }

    private func plan(_ sentences: [Phrase], _ size: Double, _ columns: Int, _ room: Area) -> Plan {
        let rows = (sentences.count + columns - 1) / columns
        let width = (room.width - Double(columns - 1) * 4 * measures.gap) / Double(columns)
        let style = TextStyle(size, .centre)
        let shaped = sentences.map { shape($0, style, width) }
        let heights = (0..<rows).map { row in
            shaped[(row * columns)..<min(shaped.count, (row + 1) * columns)].map(\.height).max() ?? 0
        }
        let total = heights.reduce(0, +) + Double(rows - 1) * 1.2
        return Plan(
            style: style, columns: columns, width: width, heights: heights, fits: total <= room.height && shaped.allSatisfy { $0.width <= width })
    }
}
