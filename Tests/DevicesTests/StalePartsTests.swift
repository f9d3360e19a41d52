import Devices
import SimulatedDevices
import Testing

@Suite struct StalePartsTests {
    private static let bounds = PixelRect(x: 0, y: 0, width: 64, height: 40)

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `two buffers that take turns both show the newest picture`(seed: UInt64) {
        let bounds = StalePartsTests.bounds
        var random = SeededRandom(seed: seed)
        var picture = Frame(width: bounds.width, height: bounds.height, colour: 7)
        var buffers = [Frame(width: bounds.width, height: bounds.height), Frame(width: bounds.width, height: bounds.height)]
        var stale = StaleParts(buffers: 2, bounds: bounds)
        for turn in 0..<300 {
            let damage = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                PixelRect(
                    x: .random(in: -5...60, using: &random), y: .random(in: -5...38, using: &random),
                    width: .random(in: 0...9, using: &random), height: .random(in: 0...9, using: &random))
            }
            for rect in damage { picture.paint(rect, .random(in: 1...0xff_ffff, using: &random)) }
            stale.note(damage)
            let parts = stale.take(buffer: turn % 2)
            #expect(parts.count <= StaleParts.mostParts)
            for part in parts { buffers[turn % 2].copy(part, from: picture) }
            #expect(buffers[turn % 2] == picture, "seed \(seed), turn \(turn)")
        }
    }

    @Test func `what did not change is not copied again`() {
        var stale = StaleParts(buffers: 2, bounds: StalePartsTests.bounds)
        _ = (stale.take(buffer: 0), stale.take(buffer: 1))
        let button = PixelRect(x: 3, y: 4, width: 10, height: 5)
        stale.note([button, PixelRect(x: 90, y: 90, width: 5, height: 5)])
        #expect(stale.take(buffer: 0) == [button])
        #expect(stale.take(buffer: 0).isEmpty)
        stale.note([PixelRect(x: 30, y: 30, width: 1, height: 1)])
        #expect(stale.take(buffer: 1) == [button, PixelRect(x: 30, y: 30, width: 1, height: 1)])
    }

    @Test func `a new buffer needs everything`() {
        var stale = StaleParts(buffers: 2, bounds: StalePartsTests.bounds)
        stale.note([PixelRect(x: 1, y: 1, width: 1, height: 1)])
        #expect(stale.take(buffer: 1) == [StalePartsTests.bounds])
    }
}

extension Frame {
    fileprivate mutating func paint(_ rect: PixelRect, _ colour: UInt32) {
        copy(rect, from: Frame(width: width, height: height, colour: colour))
    }
}
