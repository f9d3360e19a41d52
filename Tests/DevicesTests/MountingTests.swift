import Devices
import SimulatedDevices
import Testing

@Suite struct MountingTests {
    private static let panel = Panel(name: "small", widthPixels: 53, heightPixels: 37, width: 53, height: 37)
    private static let unseen: UInt32 = 0xdead_beef

    /// The panel's own pixels after copying, row by row; `extra` pixels more than needed lie between two rows.
    private func copied(
        _ parts: [PixelRect], of frame: Frame, turn: TouchAxes.Turn, mode: DisplayMode, extra: Int = 3
    ) -> [[UInt32]] {
        let stride = mode.width + extra
        var buffer = [UInt32](repeating: MountingTests.unseen, count: stride * mode.height)
        let mounting = Mounting(panel: MountingTests.panel, turn: turn, mode: mode)
        buffer.withUnsafeMutableBufferPointer { buffer in
            for part in parts { mounting.copy(part, of: frame, to: buffer, stride: stride) }
        }
        for row in 0..<mode.height {
            #expect(buffer[row * stride + mode.width..<(row + 1) * stride].allSatisfy { $0 == MountingTests.unseen })
        }
        return (0..<mode.height).map { Array(buffer[$0 * stride..<$0 * stride + mode.width]) }
    }

    private func noise(seed: UInt64, stride: Int = 60) -> Frame {
        var random = SeededRandom(seed: seed)
        var frame = Frame(width: MountingTests.panel.widthPixels, height: MountingTests.panel.heightPixels, stride: stride)
        frame.draw { pixels in
            for index in pixels.indices { pixels[index] = .random(in: 0...0xff_ffff, using: &random) }
        }
        return frame
    }

    private func ownMode(_ turn: TouchAxes.Turn) -> DisplayMode {
        let (width, height) = MountingTests.panel.ownPixels(turn: turn)
        return DisplayMode(width: width, height: height)
    }

    @Test(arguments: TouchAxes.Turn.allCases)
    func `a finger on a pixel of the panel touches what that pixel shows`(turn: TouchAxes.Turn) throws {
        let frame = noise(seed: 1)
        let mode = ownMode(turn)
        let rows = copied([frame.bounds], of: frame, turn: turn, mode: mode)
        // Twice as fine as the pixels, so that the middle of each is a number of the axis.
        let axes = try TouchAxes(
            x: 0...Int32(mode.width * 2), y: 0...Int32(mode.height * 2), panel: MountingTests.panel, turn: turn)
        for y in 0..<mode.height {
            for x in 0..<mode.width {
                let place = MountingTests.panel.pixel(at: axes.point(rawX: Int32(x * 2 + 1), rawY: Int32(y * 2 + 1)))
                #expect(rows[y][x] == frame.pixel(x: Int(place.x), y: Int(place.y)))
            }
        }
    }

    @Test(arguments: TouchAxes.Turn.allCases)
    func `only the part that was named is copied, and to its place`(turn: TouchAxes.Turn) {
        let frame = noise(seed: 2)
        let mode = ownMode(turn)
        let whole = copied([frame.bounds], of: frame, turn: turn, mode: mode)
        var random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            let part = PixelRect(
                x: .random(in: -9...60, using: &random), y: .random(in: -9...45, using: &random),
                width: .random(in: 0...60, using: &random), height: .random(in: 0...45, using: &random))
            let place = Mounting(panel: MountingTests.panel, turn: turn, mode: mode).place(of: part)
            #expect(place.area == part.intersection(frame.bounds).area)
            let rows = copied([part], of: frame, turn: turn, mode: mode)
            for y in 0..<mode.height {
                for x in 0..<mode.width {
                    #expect(rows[y][x] == (place.contains(x: x, y: y) ? whole[y][x] : MountingTests.unseen))
                }
            }
        }
    }

    @Test(arguments: TouchAxes.Turn.allCases)
    func `on a larger panel the picture stands in the middle`(turn: TouchAxes.Turn) {
        let frame = noise(seed: 4)
        let own = ownMode(turn)
        let mode = DisplayMode(width: own.width + 20, height: own.height + 9)
        let exact = copied([frame.bounds], of: frame, turn: turn, mode: own)
        let rows = copied([frame.bounds], of: frame, turn: turn, mode: mode)
        for y in 0..<mode.height {
            for x in 0..<mode.width {
                let isPicture = (10..<10 + own.width).contains(x) && (4..<4 + own.height).contains(y)
                #expect(rows[y][x] == (isPicture ? exact[y - 4][x - 10] : MountingTests.unseen))
            }
        }
    }

    @Test(arguments: TouchAxes.Turn.allCases)
    func `on a smaller panel the middle of the picture is shown`(turn: TouchAxes.Turn) {
        let frame = noise(seed: 5)
        let own = ownMode(turn)
        let mode = DisplayMode(width: own.width - 10, height: own.height - 6)
        let exact = copied([frame.bounds], of: frame, turn: turn, mode: own)
        let rows = copied([frame.bounds], of: frame, turn: turn, mode: mode)
        for y in 0..<mode.height { #expect(rows[y] == Array(exact[y + 3][5..<5 + mode.width])) }
    }
}
