import Devices
import SimulatedDevices
import Testing

@Suite struct EscPosReaderTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `any slip comes back from its bytes as it was drawn`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            let drawn = try slip(&random)
            let encoder = try EscPos(
                bandRows: Int.random(in: 1...128, using: &random),
                feedToCutter: Millimetres(Double.random(in: 0...40, using: &random)),
                cut: Bool.random(using: &random) ? .partial : .full)
            var reader = EscPosReader(headWidth: drawn.width)
            let happenings = reader.receive(contentsOf: encoder.slip(drawn))
            guard case .cut(let paper) = happenings.first, happenings.count == 1 else {
                Issue.record("no cut, seed \(seed)")
                continue
            }
            let piece = drawn.printable.rows
            #expect(Array(paper.rows.prefix(piece.count)) == piece, "seed \(seed)")
            #expect(paper.rows.dropFirst(piece.count).allSatisfy { $0 == 0 }, "seed \(seed)")
            #expect(paper.height == drawn.height + Dots(nearest: encoder.feedToCutter), "seed \(seed)")
            #expect(reader.strayBytes == 0, "seed \(seed)")
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `a job cut off anywhere and cancelled leaves a reader that prints the next slip cleanly`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed: seed)
        for round in 0..<200 {
            let encoder = EscPos.standard
            let void = encoder.slip(try slip(&random))
            // Half of the cuts fall into the first commands, where most of a job's heads are.
            let sent = Int.random(in: 0...(round % 2 == 0 ? void.count : min(60, void.count)), using: &random)
            let next = try slip(&random, width: 48)
            var reader = EscPosReader(headWidth: 48)
            _ = reader.receive(contentsOf: void.prefix(sent))
            _ = reader.receive(contentsOf: encoder.cancelling(void, sent: sent))
            let isBetweenCommands = reader.isBetweenCommands
            #expect(isBetweenCommands, "seed \(seed), sent \(sent)")
            #expect(reader.paper?.height == 0, "seed \(seed), sent \(sent)")
            #expect(reader.strayBytes == 0, "seed \(seed), sent \(sent)")
            let happenings = reader.receive(contentsOf: encoder.slip(next))
            guard case .cut(let paper) = happenings.last else {
                Issue.record("no cut, seed \(seed)")
                continue
            }
            #expect(Array(paper.rows.prefix(next.rows.count)) == next.printable.rows, "seed \(seed), sent \(sent)")
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `no bytes trap, and the paper stays within its bound`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var reader = EscPosReader(headWidth: 32)
        let starts: [[UInt8]] = [
            [0x1b, 0x4a], [0x1d, 0x76, 0x30, 0], [0x1d, 0x56], [0x10, 0x04], [0x10, 0x14], [0x1d, 0x50], [0x1b, 0x40],
            [0x1d, 0x76, 0x30, 0, 2, 0, 9, 0],
        ]
        for _ in 0..<20_000 {
            let start = random.once(in: 3) ? starts.randomElement(using: &random) ?? [] : []
            _ = reader.receive(contentsOf: start + [UInt8.random(in: 0...255, using: &random)])
        }
        #expect((reader.paper?.height ?? 0) <= SlipBitmap.longest, "seed \(seed)")
    }

    @Test func `the questions of a driver are heard`() {
        var reader = EscPosReader()
        let bytes = StatusRequest.allCases.flatMap(\.bytes) + StatusRequest.automaticStatus + [0x10, 0x05, 2]
        #expect(
            reader.receive(contentsOf: bytes) == [
                .asked(.printer), .asked(.offline), .asked(.error), .asked(.paper), .automaticStatus(14),
                .clearedBuffers,
            ])
    }

    @Test func `a feed before its step was set is too short, as on real printers`() {
        var reader = EscPosReader()
        _ = reader.receive(contentsOf: [0x1b, 0x4a, 200])
        #expect(reader.rowsMoved == 100)
        _ = reader.receive(contentsOf: [0x1d, 0x50, 203, 203, 0x1b, 0x4a, 200])
        #expect(reader.rowsMoved == 300)
    }

    @Test func `what is wider than the head is lost`() {
        var reader = EscPosReader(headWidth: 8)
        _ = reader.receive(contentsOf: [0x1d, 0x76, 0x30, 0, 3, 0, 1, 0, 0xaa, 0xff, 0xff])
        #expect(reader.paper?.rows == [0xaa])
        #expect(reader.isBetweenCommands)
    }

    @Test func `words sent as text are counted as stray`() {
        var reader = EscPosReader()
        _ = reader.receive(contentsOf: "hello".utf8)
        #expect(reader.strayBytes == 5)
    }

    /// A slip with text-like stretches and blank ones.
    private func slip(_ random: inout SeededRandom, width: Dots? = nil) throws -> SlipBitmap {
        let width = width ?? Dots(Int.random(in: 1...80, using: &random))
        var slip = try SlipBitmap(width: width, height: Dots(Int.random(in: 0...300, using: &random)))
        var y = 0
        while y < slip.height.value {
            let isBlank = Bool.random(using: &random)
            let rows = Int.random(in: 1...60, using: &random)
            if !isBlank {
                for row in y..<y + rows {
                    for x in 0..<width.value where Bool.random(using: &random) { slip[x, row] = true }
                }
            }
            y += rows
        }
        return slip
    }
}
