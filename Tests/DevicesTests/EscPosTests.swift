import Devices
import Testing

@Suite struct EscPosTests {
    @Test func `a small slip, every field named`() throws {
        var slip = try SlipBitmap(width: 12, height: 2)
        slip[0, 0] = true
        slip[11, 1] = true
        var golden: [UInt8] = []
        golden += [0x1b, 0x40]  // ESC @: reset
        golden += [0x1d, 0x50, 203, 203]  // GS P x y: steps of 1/203 inch
        golden += [0x1d, 0x76, 0x30]  // GS v 0: raster picture
        golden += [0]  // m: normal size
        golden += [2, 0]  // xL xH: 2 bytes in a row
        golden += [2, 0]  // yL yH: 2 rows
        golden += [0b1000_0000, 0b0000_0000]  // first row
        golden += [0b0000_0000, 0b0001_0000]  // second row
        golden += [0x1b, 0x4a, 96]  // ESC J n: 12 mm
        golden += [0x1d, 0x56, 66, 0]  // GS V m n: feed to the cutter, partial cut
        #expect(EscPos.standard.slip(slip) == golden)
    }

    @Test func `a tall picture goes in bands of at most 128 rows`() throws {
        let slip = try SlipBitmap(
            width: 576, height: 300, rows: Array(repeating: 0xff, count: 72 * 300))
        let job = EscPos.standard.slip(slip)
        let headers = heights(of: job)
        #expect(headers == [128, 128, 44])
        #expect(job.count == 2 + 4 + 3 * 8 + 300 * 72 + 3 + 4)
    }

    @Test func `blank stretches are fed and short ones stay in their band`() throws {
        var slip = try SlipBitmap(width: 8, height: 400)
        slip[0, 0] = true
        slip[0, 20] = true  // 19 blank rows before it
        slip[0, 321] = true  // 300 blank rows before it
        let job = EscPos.standard.slip(slip)
        #expect(heights(of: job) == [21, 1])
        let feeds = [0x1b, 0x4a, 255, 0x1b, 0x4a, 45].map(UInt8.init)
        #expect(job.indices.contains { job[$0...].starts(with: feeds) })
    }

    @Test func `a slip without a dot is fed and cut`() throws {
        let slip = try SlipBitmap(width: 8, height: 10)
        let encoder = try EscPos(feedToCutter: 0, cut: .full)
        #expect(
            encoder.slip(slip) == [0x1b, 0x40, 0x1d, 0x50, 203, 203, 0x1b, 0x4a, 10, 0x1d, 0x56, 65, 0])
    }

    @Test func `a printer without a cutter gets no cut`() throws {
        let encoder = try EscPos(feedToCutter: 40, cut: .none)
        let job = encoder.slip(try SlipBitmap(width: 8, height: 0))
        #expect(job == [0x1b, 0x40, 0x1d, 0x50, 203, 203, 0x1b, 0x4a, 255, 0x1b, 0x4a, 65])
    }

    @Test func `a job that was stopped within a band is filled up with white before the printer is reset`() throws {
        let slip = try SlipBitmap(width: 16, height: 10, rows: Array(repeating: 0xff, count: 20))
        let encoder = EscPos.standard
        let job = encoder.slip(slip)
        // 6 bytes before the band, 8 of its header, 20 of its rows: 5 rows are sent, 10 bytes are owed.
        var golden: [UInt8] = [0x10, 0x05, 2]  // DLE ENQ 2: clear the buffers
        golden += [UInt8](repeating: 0, count: 7)  // white: the rest of the 10 bytes
        golden += [0x18]  // CAN
        golden += [0x1b, 0x40, 0x1d, 0x50, 203, 203]
        golden += [0x1b, 0x4a, 96, 0x1d, 0x56, 66, 0]
        #expect(encoder.cancelling(job, sent: 24) == golden)
        // Within the header: its own last 3 bytes come first, then all 20 bytes of white.
        #expect(encoder.cancelling(job, sent: 11).starts(with: [0, 10, 0, 0x10, 0x05, 2, 0, 0]))
        // With 2 bytes owed the request does not fit in front of the white.
        #expect(encoder.cancelling(job, sent: 32).starts(with: [0, 0, 0x10, 0x05, 2, 0x18]))
        #expect(encoder.cancelling(job, sent: 0).count == golden.count - 7)
        #expect(encoder.cancelling(job, sent: job.count).count == golden.count - 7)
        #expect(encoder.cancelling([1, 2, 3], sent: 99).count == golden.count - 7)
    }

    @Test func `when it is not known how much arrived, white covers whatever may have been cut short`() throws {
        let slip = try SlipBitmap(width: 16, height: 10, rows: Array(repeating: 0xff, count: 20))
        let encoder = EscPos.standard
        let job = encoder.slip(slip)
        // 6 bytes, 8 of a header, 20 of rows: the band may want all its 28, or 10, or nothing.
        let end: [UInt8] = [0x18, 0x1b, 0x40, 0x1d, 0x50, 203, 203, 0x1b, 0x4a, 96, 0x1d, 0x56, 66, 0]
        let request: [UInt8] = [0, 0x10, 0x05, 2]
        func white(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
        #expect(encoder.cancelling(job, received: 6, sent: 24) == request + white(28) + end)
        #expect(encoder.cancelling(job, received: 24, sent: 24) == request + white(10) + end)
        #expect(encoder.cancelling(job, received: 34, sent: 34) == request + end)
        #expect(encoder.cancelling(job, received: 0, sent: 3, clearing: .none) == [0] + white(4) + end)
    }

    @Test func `a head of another fineness feeds in its own steps`() throws {
        let encoder = try EscPos(feedToCutter: 25.4, cut: .none, dotsPerInch: 180)
        let job = encoder.slip(try SlipBitmap(width: 8, height: 0))
        #expect(job == [0x1b, 0x40, 0x1d, 0x50, 180, 180, 0x1b, 0x4a, 180])
        #expect(throws: OutOfRange(setting: "dots per inch", given: "300", allowed: "100 to 255")) {
            try EscPos(dotsPerInch: 300)
        }
    }

    @Test(arguments: [UInt8(0x04), 0x05, 0x14])
    func `no picture holds what a printer takes for a command`(second: UInt8) throws {
        let slip = try SlipBitmap(width: 24, height: 2, rows: [0, 0x10, second, 1, 2, 0x10])
        #expect(slip.printable.rows == [0, 0x30, second, 1, 2, 0x10])
        let split = try SlipBitmap(width: 8, height: 2, rows: [0x10, second])
        #expect(split.printable.rows == [0x30, second])
        let job = EscPos.standard.slip(slip)
        #expect(!job.indices.dropLast().contains { job[$0] == 0x10 && [0x04, 0x05, 0x14].contains(job[$0 + 1]) })
    }

    @Test func `settings out of range are refused with what is allowed`() {
        #expect(throws: OutOfRange(setting: "rows in a band", given: "129", allowed: "1 to 128")) {
            try EscPos(bandRows: 129)
        }
        #expect(throws: OutOfRange.self) { try EscPos(feedToCutter: 41) }
        #expect(throws: OutOfRange.self) { try SlipBitmap(width: 0, height: 1) }
        #expect(throws: OutOfRange.self) { try SlipBitmap(width: 8, height: 20_001) }
        #expect(throws: OutOfRange(setting: "slip rows", given: "3 bytes", allowed: "exactly 4 bytes")) {
            try SlipBitmap(width: 9, height: 2, rows: [1, 2, 3])
        }
    }

    @Test func `dots beyond the width are cleared, and none can be set there`() throws {
        var slip = try SlipBitmap(width: 9, height: 1, rows: [0xff, 0xff])
        #expect(slip.rows == [0xff, 0x80])
        slip[9, 0] = true
        slip[-1, 0] = true
        slip[0, 1] = true
        #expect(slip.rows == [0xff, 0x80])
        #expect(slip[8, 0] && !slip[9, 0])
    }

    /// The heights in the headers of all bands of a job that holds no header-like data.
    private func heights(of job: [UInt8]) -> [Int] {
        let headers = job.indices.filter { job[$0...].starts(with: [0x1d, 0x76, 0x30, 0]) }
        return headers.map { Int(job[$0 + 6]) + Int(job[$0 + 7]) << 8 }
    }
}
