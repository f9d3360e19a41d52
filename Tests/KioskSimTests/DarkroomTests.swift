import Devices
import SimulatedDevices
import Testing

@testable import kiosk_sim

@Suite struct DarkroomTests {
    /// Width and height from the header of a PNG file.
    ///
    /// Source: PNG specification, third edition, 5.2 and 11.2.1.
    private func size(_ png: [UInt8]) -> [UInt32] {
        guard png.count > 24, png.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) else { return [] }
        return [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    }

    @Test func `a frame becomes a picture of its size, without what lies beyond the row`() {
        let frame = Frame(width: 30, height: 20, stride: 32, colour: 0x123456)
        #expect(size(Darkroom.picture(of: frame)) == [30, 20])
    }

    @Test func `a slip becomes a picture with a pixel for each dot`() throws {
        let slip = try SlipBitmap(width: 384, height: 100)
        #expect(size(Darkroom.picture(of: slip)) == [384, 100])
    }

    @Test func `a slip without rows is still a picture`() throws {
        #expect(size(Darkroom.picture(of: try SlipBitmap(width: 8, height: 0))) == [8, 1])
    }

    @Test func `black dots are black and paper is white`() throws {
        var slip = try SlipBitmap(width: 16, height: 2)
        let white = Darkroom.picture(of: slip)
        slip[3, 1] = true
        #expect(Darkroom.picture(of: slip) != white)
    }

    @Test func `without power the glass is black whatever was on it`() async throws {
        let board = SimulatedBoard(panel: .sevenInch)
        let display = WatchedDisplay(board.display, feed: EventFeed())
        let white = Frame(width: 800, height: 480, colour: 0xffffff)
        try await display.show(white, damage: [white.bounds])
        #expect(display.visible == white)
        let before = display.frame
        display.isPowered = false
        #expect(display.visible == Frame(width: 800, height: 480))
        #expect(display.frame > before)
        await #expect(throws: DisplayError.unplugged) { try await display.show(white, damage: [white.bounds]) }
    }
}
