import Devices

/// A warning sign and a code, put together from rectangles: for a machine whose fonts cannot be read.
enum DrawnSign {
    private static let ground: UInt32 = 0xF4F1EA
    private static let ink: UInt32 = 0x1B2A41
    private static let amber: UInt32 = 0xF2B035

    /// A picture for the whole glass. Letters that are not in ``DotLetters`` are left out.
    static func frame(of code: String, width: Int, height: Int) -> Frame {
        var sheet = DotSheet(Frame(width: width, height: height, colour: ground))
        let side = min(width, height)
        triangle(side: side / 2, centre: width / 2, top: height / 8, on: &sheet)
        let dot = max(1, side / 64)
        let letters = code.compactMap { DotLetters.rows[$0] }
        let advance = (DotLetters.columns + 1) * dot
        var x = (width - letters.count * advance + dot) / 2
        for rows in letters {
            letter(rows, x: x, y: height / 8 + side / 2 + 4 * dot, dot: dot, on: &sheet)
            x += advance
        }
        return sheet.frame
    }

    /// A triangle with a thick edge and an exclamation mark, row by row.
    private static func triangle(side: Int, centre: Int, top: Int, on sheet: inout DotSheet) {
        let edge = max(2, side / 12)
        for row in 0..<side {
            let half = row / 2
            sheet.fill(x: centre - half, y: top + row, width: 2 * half, height: 1, ink)
            // The slanting edge is as thick as the lower one, measured across.
            let inner = half - edge * 9 / 8
            guard inner > 0, row < side - edge else { continue }
            sheet.fill(x: centre - inner, y: top + row, width: 2 * inner, height: 1, amber)
        }
        let bar = max(2, side / 14)
        sheet.fill(x: centre - bar / 2, y: top + side * 4 / 10, width: bar, height: side / 4, ink)
        sheet.fill(x: centre - bar / 2, y: top + side * 4 / 10 + side / 4 + bar, width: bar, height: bar, ink)
    }

    private static func letter(_ rows: [UInt8], x: Int, y: Int, dot: Int, on sheet: inout DotSheet) {
        for (row, bits) in rows.enumerated() {
            for column in 0..<DotLetters.columns where bits >> UInt8(DotLetters.columns - 1 - column) & 1 == 1 {
                sheet.fill(x: x + column * dot, y: y + row * dot, width: dot, height: dot, ink)
            }
        }
    }
}

/// A picture in which rectangles are filled.
private struct DotSheet {
    private(set) var frame: Frame

    init(_ frame: Frame) {
        self.frame = frame
    }

    /// What lies off the picture is left out.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: UInt32) {
        let part = PixelRect(x: x, y: y, width: width, height: height).intersection(frame.bounds)
        let stride = frame.stride
        frame.draw { pixels in
            for row in part.y..<part.bottom {
                pixels[row * stride + part.x..<row * stride + part.right].update(repeating: colour)
            }
        }
    }
}
