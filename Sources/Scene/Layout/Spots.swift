import Guide
import Visit

/// Pages whose marks stand at spots of the glass itself: touch and screen tests.
extension Sheet {
    /// Side of a target, in millimetres.
    private static let targetSide = 14.0
    /// Length of a cross's arms, in millimetres.
    private static let crossSide = 14.0

    mutating func spots() {
        putWords(in: wordsRoom)
        for case .spot(let mark) in content.items {
            switch mark {
            case .cross(let spot): putCross(at: spot)
            case .felt(let spot): putFelt(at: spot)
            case .target(let control, let spot): putTarget(control, at: spot)
            }
        }
    }

    /// The middle of the glass, clear of every mark.
    private var wordsRoom: Area {
        let edge = Sheet.targetSide + 2 * measures.margin
        var room = layout.glass.area.inset(edge, edge)
        for case .spot(.target(_, let spot)) in content.items {
            let top = middle(of: spot).y - Sheet.targetSide
            if room.contains(x: middle(of: spot).x, y: middle(of: spot).y) { room.height = min(room.height, top - room.y) }
        }
        return room
    }

    private mutating func putWords(in room: Area) {
        let foot = buttonRow(content.buttons, in: room)
        var texts: [(Phrase, TextStyle)] = [(wording.phrase(content.title), frame.crumb)]
        for item in content.items {
            switch item {
            case .lead(let words): texts.append((wording.phrase(words), frame.heading))
            case .note(let words): texts.append((wording.phrase(words), frame.note))
            default: break
            }
        }
        let height = room.height - foot.height - measures.gap
        var y = room.y
        for (phrase, style) in texts {
            var style = style
            style.alignment = .centre
            let share = height / Double(texts.count)
            let fit = fitting(phrase, style, width: room.width, height: share, lines: 6, floor: 0.36) ?? style
            putFitting(phrase, fit, in: Area(x: room.x, y: y, width: room.width, height: share), .ink, lines: 6)
            spoken.append(phrase.string.withoutMarks)
            y += share
        }
        draw(foot, isMoreToCome: false)
    }

    private func middle(of spot: Spot) -> (x: Double, y: Double) {
        (spot.x * layout.glass.width, spot.y * layout.glass.height)
    }

    private mutating func putCross(at spot: Spot) {
        let (x, y) = middle(of: spot)
        let arm = Sheet.crossSide
        panel(Area(x: x - arm / 2, y: y - 0.3, width: arm, height: 0.6), fill: .ink, radius: 0)
        panel(Area(x: x - 0.3, y: y - arm / 2, width: 0.6, height: arm), fill: .ink, radius: 0)
        panel(Area(x: x - 3, y: y - 3, width: 6, height: 6), fill: nil, border: .accent, width: 0.6, radius: 3)
    }

    /// A dot where a finger was felt, as much of it as lies on the glass.
    private mutating func putFelt(at spot: Spot) {
        let (x, y) = middle(of: spot)
        let glass = layout.glass
        let left = min(max(x - 1.5, 0), glass.width - 3), top = min(max(y - 1.5, 0), glass.height - 3)
        panel(Area(x: left, y: top, width: 3, height: 3), fill: .accent, radius: 1.5)
    }

    private mutating func putTarget(_ control: Control, at spot: Spot) {
        let (x, y) = middle(of: spot)
        let side = Sheet.targetSide
        let area = Area(
            x: min(max(x - side / 2, 0), layout.glass.width - side), y: min(max(y - side / 2, 0), layout.glass.height - side),
            width: side, height: side)
        let phrase = wording.phrase(control.words)
        place(control, at: area, phrase)
        panel(
            area, fill: control.isSelected ? .positive : .surface, border: border(of: control, otherwise: .line),
            width: borderWidth(of: control), radius: 0)
        if let name = control.icon {
            icon(name, area.inset(side * 0.2, side * 0.2), .ink)
        } else {
            putFitting(phrase, TextStyle(4.5, bold: true, .centre), in: area, control.isSelected ? .onPositive : .ink, lines: 1)
        }
    }

    // MARK: Patterns

    /// A plain colour, or lines every ten millimetres and along the very edge.
    mutating func pattern(_ pattern: ScreenPattern) {
        let glass = layout.glass.area
        elements.append(.swatch(pattern.colour, glass))
        if pattern == .grid {
            for x in stride(from: 10, to: glass.width, by: 10) { line(Area(x: x, y: 0, width: 0.2, height: glass.height)) }
            for y in stride(from: 10, to: glass.height, by: 10) { line(Area(x: 0, y: y, width: glass.width, height: 0.2)) }
            line(Area(x: 0, y: 0, width: glass.width, height: 0.4))
            line(Area(x: 0, y: glass.height - 0.4, width: glass.width, height: 0.4))
            line(Area(x: 0, y: 0, width: 0.4, height: glass.height))
            line(Area(x: glass.width - 0.4, y: 0, width: 0.4, height: glass.height))
        }
        spoken.append(wording.phrase(content.title).string.withoutMarks)
        for control in content.controls { place(control, at: glass, wording.phrase(control.words)) }
    }

    private mutating func line(_ area: Area) { elements.append(.swatch(.black, area)) }
}

extension ScreenPattern {
    fileprivate var colour: Colour {
        switch self {
        case .red: Colour(red: 1, green: 0, blue: 0)
        case .green: Colour(red: 0, green: 1, blue: 0)
        case .blue: Colour(red: 0, green: 0, blue: 1)
        case .white, .grid: .white
        case .black: .black
        }
    }
}
