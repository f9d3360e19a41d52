import Devices
import SimulatedDevices
import Testing

@testable import LinuxDevices

/// Everything about displays; one after the other, because the kernel's have one master at a time.
@Suite(.serialized) enum DisplayTests {}

extension DisplayTests {
    /// What every display does: the one in memory everywhere, and each of the kernel's on the virtual board.
    @Suite(.serialized) struct Contract {
        private static let seed: UInt64 = 11

        private func noise(_ panel: Panel, _ random: inout SeededRandom) -> Frame {
            var frame = Frame(width: panel.widthPixels, height: panel.heightPixels)
            // Large patches of a few colours, and single pixels near every corner.
            for _ in 0..<12 {
                let (x, y) = (Int.random(in: 0..<frame.width, using: &random), Int.random(in: 0..<frame.height, using: &random))
                frame.paint(PixelRect(x: x, y: y, width: frame.width / 2, height: frame.height / 3), random.colour())
            }
            for (x, y) in [(0, 0), (frame.width - 1, 1), (2, frame.height - 1), (frame.width - 2, frame.height - 3)] {
                frame.paint(PixelRect(x: x, y: y, width: 1, height: 1), random.colour())
            }
            return frame
        }

        @Test(arguments: DisplayRig.all) func `a picture comes on the glass as it is`(rig: DisplayRig) async throws {
            try await rig.use { bench in
                var random = SeededRandom(seed: Contract.seed)
                for _ in 0..<3 {
                    let frame = noise(bench.display.panel, &random)
                    try await bench.display.show(frame, damage: [frame.bounds])
                    #expect(try bench.glass() == frame)
                }
            }
        }

        @Test(arguments: DisplayRig.all)
        func `what changed comes on the glass, and the rest stays`(rig: DisplayRig) async throws {
            try await rig.use { bench in
                var random = SeededRandom(seed: Contract.seed)
                var frame = noise(bench.display.panel, &random)
                try await bench.display.show(frame, damage: [frame.bounds])
                for step in 0..<12 {
                    let damage = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        PixelRect(
                            x: .random(in: -3..<frame.width, using: &random), y: .random(in: -3..<frame.height, using: &random),
                            width: .random(in: 0...90, using: &random), height: .random(in: 0...70, using: &random))
                    }
                    for rect in damage { frame.paint(rect, random.colour()) }
                    try await bench.display.show(frame, damage: damage)
                    #expect(try bench.glass() == frame, "seed \(Contract.seed), step \(step)")
                }
            }
        }

        @Test(arguments: DisplayRig.all) func `a picture of another size is refused`(rig: DisplayRig) async throws {
            try await rig.use { bench in
                let panel = bench.display.panel
                let frame = Frame(width: panel.widthPixels + 1, height: panel.heightPixels)
                await #expect(throws: DisplayError.wrongSize(width: frame.width, height: frame.height, panel: panel)) {
                    try await bench.display.show(frame, damage: [frame.bounds])
                }
            }
        }

        @Test(arguments: DisplayRig.all)
        func `without a panel a picture is refused, and with one again the whole is shown`(rig: DisplayRig) async throws {
            try await rig.use { bench in
                var random = SeededRandom(seed: Contract.seed)
                let frame = noise(bench.display.panel, &random)
                try await bench.display.show(frame, damage: [frame.bounds])
                var plugs = bench.display.connection.makeAsyncIterator()
                #expect(await plugs.next() == true)
                try bench.unplug()
                #expect(await plugs.next() == false)
                await #expect(throws: DisplayError.unplugged) { try await bench.display.show(frame, damage: [frame.bounds]) }
                try bench.plug()
                #expect(await plugs.next() == true)
                try await bench.display.show(frame, damage: [frame.bounds])
                #expect(try bench.glass() == frame)
            }
        }

        @Test(arguments: DisplayRig.all)
        func `who asks again for the connection ends the earlier stream`(rig: DisplayRig) async throws {
            try await rig.use { bench in
                let earlier = bench.display.connection
                var later = bench.display.connection.makeAsyncIterator()
                #expect(await later.next() == true)
                #expect(await earlier.reduce(into: []) { $0.append($1) } == [true])
            }
        }

        @Test(arguments: DisplayRig.all) func `a dark panel lights up with the newest picture`(rig: DisplayRig) async throws {
            try await rig.use { bench in
                var random = SeededRandom(seed: Contract.seed)
                var frame = noise(bench.display.panel, &random)
                try await bench.display.show(frame, damage: [frame.bounds])
                await bench.display.light(.off)
                for _ in 0..<3 {
                    let change = PixelRect(x: .random(in: 0..<90, using: &random), y: 20, width: 40, height: 30)
                    frame.paint(change, random.colour())
                    try await bench.display.show(frame, damage: [change])
                }
                await bench.display.light(.dim)
                #expect(try bench.glass() == frame)
                await bench.display.light(.full)
                frame.paint(PixelRect(x: 0, y: 0, width: 9, height: 9), random.colour())
                try await bench.display.show(frame, damage: [PixelRect(x: 0, y: 0, width: 9, height: 9)])
                #expect(try bench.glass() == frame)
            }
        }
    }
}

extension Frame {
    /// Paints a rectangle; what lies off the picture is left out.
    mutating func paint(_ rect: PixelRect, _ colour: UInt32) {
        let part = rect.intersection(bounds)
        let stride = stride
        draw { pixels in
            for row in part.y..<part.bottom {
                pixels[row * stride + part.x..<row * stride + part.right].update(repeating: colour)
            }
        }
    }
}

extension SeededRandom {
    /// Any colour but black.
    mutating func colour() -> UInt32 { .random(in: 1...0xff_ffff, using: &self) }
}
