import Guide
import QR
import Visit

/// What shows a print head's and a motor's faults: the same picture on the glass and on paper, to be held side by side.
///
/// Solid black (heat), fine checks (single dots), bars that get thinner (alignment), a scale (feed), a QR symbol (reading).
enum TestPattern {
    /// The size that everything is measured for, in millimetres; elsewhere it is stretched.
    static let width = 66.0
    static let height = 44.0

    /// Source: short, so that the symbol is coarse.
    private static let text = "MRC-KIOSK TEST 0123456789"

    static func elements(in area: Area) -> [Element] {
        let scale = area.width / width
        func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Area {
            Area(x: area.x + x * scale, y: area.y + y * scale, width: width * scale, height: height * scale)
        }
        func black(_ box: Area) -> Element {
            .panel(Element.Panel(area: box, fill: .ink, border: nil, borderWidth: 0, radius: 0))
        }
        var elements: [Element] = [
            .panel(Element.Panel(area: box(0, 0, width, height), fill: .surface, border: .ink, borderWidth: 0.4, radius: 0)),
            black(box(3, 3, 26, 10)),
        ]
        for row in 0..<5 {
            for column in 0..<13 where (row + column).isMultiple(of: 2) {
                elements.append(black(box(3 + Double(column) * 2, 15 + Double(row) * 2, 2, 2)))
            }
        }
        for (index, thickness) in [2.0, 1.5, 1.0, 0.75, 0.5, 0.375, 0.25].enumerated() {
            elements.append(black(box(3 + Double(index) * 3.8, 27, thickness, 8)))
        }
        for tick in 0...60 {
            elements.append(black(box(3 + Double(tick), 37, 0.25, tick.isMultiple(of: 10) ? 4 : tick.isMultiple(of: 5) ? 3 : 1.5)))
        }
        if let symbol = QRSymbol(text) { elements.append(.symbol(symbol, box(34, 4, 28, 28))) }
        return elements
    }
}
