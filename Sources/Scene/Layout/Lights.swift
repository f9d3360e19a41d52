import Visit

/// Names in a grid that light up when something happens elsewhere: nothing to touch, so they may be low.
extension Sheet {
    /// Height of a light, in millimetres.
    private static let lightHeight = 8.0
    /// Most columns. Chosen: one looks along three as easily as down.
    private static let mostColumns = 3

    mutating func lightRows(_ items: ArraySlice<Item>, from first: Int, _ width: Double) -> [Row] {
        let lights = items.compactMap { item -> Row.Light? in
            guard case .light(let words, let isLit) = item else { return nil }
            return Row.Light(phrase: wording.phrase(words), isLit: isLit)
        }
        let columns = (1...Sheet.mostColumns).last { columns in
            lights.allSatisfy { shape($0.phrase, lightStyle, 400).width <= lightWidth(columns, width) - lightIndent }
        }
        return stride(from: 0, to: lights.count, by: columns ?? 1).map { start in
            let row = Array(lights[start..<min(lights.count, start + (columns ?? 1))])
            return Row(what: .lights(row, columns: columns ?? 1), item: first + start, height: Sheet.lightHeight, gap: 1)
        }
    }

    private func lightWidth(_ columns: Int, _ width: Double) -> Double {
        (width - Double(columns - 1) * measures.gap) / Double(columns)
    }

    /// The names are those of wires: they need not grow with the words.
    private var lightStyle: TextStyle { TextStyle(min(frame.note.capHeight, 4)) }

    /// Room for the tick.
    private var lightIndent: Double { 7.5 }

    mutating func draw(_ lights: [Row.Light], _ columns: Int, in area: Area) {
        let width = lightWidth(columns, area.width)
        for (index, light) in lights.enumerated() {
            let spot = Area(x: area.x + Double(index) * (width + measures.gap), y: area.y, width: width, height: area.height)
            panel(spot, fill: light.isLit ? .positive : .surface, border: .line)
            let ink: ColourRole = light.isLit ? .onPositive : .ink
            let picture = Area(x: spot.x + 1.5, y: spot.y + 1.5, width: spot.height - 3, height: spot.height - 3)
            if light.isLit { icon("check", picture, ink) }
            let words = Area(x: spot.x + lightIndent, y: spot.y, width: width - lightIndent, height: spot.height)
            putFitting(light.phrase, lightStyle, in: words, ink, lines: 1)
            spoken.append(light.phrase.string.withoutMarks)
        }
    }
}
