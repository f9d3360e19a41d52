import Guide
import Visit

/// A row of a page's body: something that is put down whole, or lines that may go on in the next part.
struct Row {
    enum What {
        case words(Words)
        case cells([Cell])
        case contacts([Contact])
        case code([Phrase], [TextStyle])
        case entry(Phrase, TextStyle)
        case picture(String)
        /// Of a grid with so many columns.
        case lights([Light], columns: Int)
        /// So many of the digits of a PIN.
        case secret(Int)
        case sample
    }

    /// A paragraph with its ornament.
    struct Words {
        enum Ornament: Hashable {
            case none
            case step(Int)
            case warning
            case badge
            case picture(String)
        }
        var phrase: Phrase
        var style: TextStyle
        var colour: ColourRole
        var ornament: Ornament
        var shaped: ShapedText
        /// Room at the start for the ornament.
        var indent: Double
    }

    struct Cell {
        var control: Control
        var phrase: Phrase
        var detail: Phrase?
        var style: TextStyle
        var detailStyle: TextStyle
        var area: Area
        /// Which of the tints; `nil`: none.
        var tint: ColourRole?
    }

    /// A name that lights up.
    struct Light {
        var phrase: Phrase
        var isLit: Bool
    }

    struct Contact {
        /// Above and below its lines, in millimetres.
        static let padding = 1.5
        /// The picture of a scene, in millimetres. Chosen: a picture that tells half of the step.
        static let scene = 15.0
        var icon: String
        /// The width and height of its picture.
        var side: Double
        var lines: [(phrase: Phrase, style: TextStyle, colour: ColourRole)]
    }

    var what: What
    /// Index of the item that it begins with.
    var item: Int
    /// Which line of the item is its first, where an item takes several rows.
    var line = 0
    var height: Double
    /// Distance to the row before.
    var gap: Double
    /// Whether it must not be the last of a part.
    var isHeading = false
}

/// A part of a page's body: what is in sight at once.
struct BodyPage {
    struct Piece {
        var row: Row
        /// Lines of a paragraph; ignored by other rows.
        var lines: Range<Int>
        var height: Double
        var y: Double
    }
    var start: Place
    var pieces: [Piece]
}

extension Sheet {
    /// Breaks rows into parts no higher than `height`.
    mutating func paginate(_ rows: [Row], height: Double) -> [BodyPage] {
        var pages: [BodyPage] = []
        var pieces: [BodyPage.Piece] = []
        var start = Place.top
        var y = 0.0
        func close(_ next: Place) {
            pages.append(BodyPage(start: start, pieces: pieces))
            (pieces, start, y) = ([], next, 0)
        }
        for (index, row) in rows.enumerated() {
            var from = 0
            let count = row.lineCount
            if reading.isOneByOne, let last = pieces.last?.row, last.isOneThing || (row.isOneThing && !last.leadsOn) {
                close(Place(item: row.item, line: row.line))
            }
            if pieces.isEmpty { start = Place(item: row.item, line: row.line) }
            if row.isHeading, !pieces.isEmpty, index + 1 < rows.count,
                y + row.gap + row.height + rows[index + 1].gap + rows[index + 1].leastHeight > height
            {
                close(Place(item: row.item, line: row.line))
            }
            while from < count {
                let gap = pieces.isEmpty ? 0 : row.gap
                let fit = row.lines(from: from, in: height - y - gap)
                if fit > from {
                    let piece = row.height(of: from..<fit)
                    pieces.append(BodyPage.Piece(row: row, lines: from..<fit, height: piece, y: y + gap))
                    y += gap + piece
                    from = fit
                    if from < count { close(Place(item: row.item, line: row.line + from)) }
                } else if pieces.isEmpty {
                    // Higher than the glass: shown all the same, and reported.
                    faults.append(.doesNotFit(text: "item \(row.item)", where: content.name))
                    pieces.append(BodyPage.Piece(row: row, lines: from..<count, height: row.height(of: from..<count), y: 0))
                    y = height
                    from = count
                } else {
                    close(Place(item: row.item, line: row.line + from))
                }
            }
        }
        if !pieces.isEmpty || pages.isEmpty { pages.append(BodyPage(start: start, pieces: pieces)) }
        return pages.map { stretched($0, to: height) }
    }

    /// Rows of tiles share the room that is left, so that a page of choices fills its glass.
    private func stretched(_ page: BodyPage, to height: Double) -> BodyPage {
        let used = page.pieces.last.map { $0.y + $0.height } ?? 0
        let growing = page.pieces.indices.filter { page.pieces[$0].row.grows }
        guard !growing.isEmpty, used < height else { return page }
        var page = page
        let most = growing.map { page.pieces[$0].height * 0.45 }.min() ?? 0
        let extra = min(most, (height - used) / Double(growing.count))
        var shift = 0.0
        for index in page.pieces.indices {
            page.pieces[index].y += shift
            if growing.contains(index) {
                page.pieces[index].height += extra
                shift += extra
            }
        }
        return page
    }
}

extension Row {
    var lineCount: Int {
        if case .words(let words) = what { words.shaped.lineHeights.count } else { 1 }
    }

    /// What it needs at least to begin on a part.
    var leastHeight: Double {
        if case .words(let words) = what { words.shaped.lineHeights.first ?? 0 } else { height }
    }

    /// Whether it is enough for who wants one thing at a time. Controls to choose from stay together.
    var isOneThing: Bool {
        switch what {
        case .words: !isHeading
        case .contacts: true
        default: false
        }
    }

    /// Whether it belongs to what comes after it.
    var leadsOn: Bool {
        if case .picture = what { true } else { isHeading }
    }

    var grows: Bool {
        guard case .cells(let cells) = what, let role = cells.first?.control.role else { return false }
        return role == .tile || role == .key
    }

    /// How far from line `from` on it fits into `room`.
    func lines(from: Int, in room: Double) -> Int {
        guard case .words = what else { return height <= room + 0.01 ? 1 : from }
        var end = from
        while end < lineCount, height(of: from..<(end + 1)) <= room + 0.01 { end += 1 }
        return end
    }

    func height(of lines: Range<Int>) -> Double {
        guard case .words(let words) = what else { return height }
        return words.shaped.height(of: lines) + words.ornament.padding * 2
    }
}

extension Row.Words.Ornament {
    /// Above and below the words, in millimetres.
    var padding: Double {
        switch self {
        case .warning, .badge: 1.6
        case .none, .step, .picture: 0
        }
    }
}
