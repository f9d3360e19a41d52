/// Turns a slip into the bytes that a thermal printer understands.
///
/// The slip is always a picture: printers' own letters cover none of our scripts. It goes in bands, because small
/// printers turn tall pictures into rubbish, and blank stretches are fed, because a slow cable should carry ink only.
///
/// Printers act on a real-time command (`DLE EOT`, `DLE ENQ`, `DLE DC4`) even when its bytes happen to stand within a
/// picture: they would answer what nobody asked, or forget the slip. So ``SlipBitmap/printable`` is sent.
///
/// Source: Epson ESC/POS reference, `ESC @`, `GS P`, `GS v 0`, `ESC J`, `GS V`.
public struct EscPos: Hashable, Sendable {
    /// The most rows in one band.
    ///
    /// The default is 128. Range: 1–128.
    public let bandRows: Int

    /// White paper below the last row, before the cutter.
    ///
    /// The default is 12 mm. Range: 0–40 mm.
    public let feedToCutter: Millimetres

    /// What the cutter does.
    ///
    /// The default is `partial`: the slip hangs on by one point and does not fall to the floor.
    public let cut: Cut

    /// Dots of the head in an inch, which is the step of every feed too.
    ///
    /// The default is 203. Range: 100–255, because `GS P` takes one byte.
    public let dotsPerInch: Int

    /// What the cutter can do.
    public enum Cut: String, CaseIterable, Hashable, Sendable {
        /// Leaves one point uncut.
        case partial
        /// Cuts through.
        case full
        /// The printer has no cutter: the visitor tears the paper off.
        case none
    }

    /// What ``bandRows`` may be.
    public static let bandRowsRange = 1...128
    /// What ``feedToCutter`` may be.
    public static let feedToCutterRange: ClosedRange<Millimetres> = 0...40

    /// What ``dotsPerInch`` may be.
    public static let dotsPerInchRange = 100...255

    /// The encoder for an ordinary printer.
    public static let standard = EscPos()

    /// Blank rows that are worth a feed of their own.
    ///
    /// 24 rows (3 mm): below that the motor would stop more often than the cable gains.
    static let rowsWorthFeeding = 24

    private init() {
        bandRows = 128
        feedToCutter = 12
        cut = .partial
        dotsPerInch = 203
    }

    /// Makes an encoder for one printer.
    ///
    /// - Throws: `OutOfRange`, which names the setting that is not allowed.
    public init(
        bandRows: Int = 128, feedToCutter: Millimetres = 12, cut: Cut = .partial, dotsPerInch: Int = 203
    ) throws(OutOfRange) {
        try OutOfRange.check(bandRows, in: EscPos.bandRowsRange, "rows in a band")
        try OutOfRange.check(feedToCutter, in: EscPos.feedToCutterRange, "feed to the cutter")
        try OutOfRange.check(dotsPerInch, in: EscPos.dotsPerInchRange, "dots per inch")
        self.bandRows = bandRows
        self.feedToCutter = feedToCutter
        self.cut = cut
        self.dotsPerInch = dotsPerInch
    }

    /// The whole job: reset, the picture, feed and cut.
    public func slip(_ bitmap: SlipBitmap) -> [UInt8] {
        let bitmap = bitmap.printable
        var job: [UInt8] = []
        job.reserveCapacity(bitmap.rows.count + 1_024)
        job += EscPos.initialise + dotSteps
        for stretch in stretches(of: bitmap) {
            switch stretch {
            case .blank(let rows): job += EscPos.feed(rows: rows)
            case .picture(let rows): appendBand(rows, of: bitmap, to: &job)
            }
        }
        return job + ending
    }

    /// Feeds the last row past the cutter and cuts.
    var ending: [UInt8] {
        EscPos.feed(rows: Int((feedToCutter.value * Double(dotsPerInch) / 25.4).rounded())) + cutCommand
    }

    /// `ESC @`: forgets what earlier jobs set.
    static let initialise: [UInt8] = [Control.esc, 0x40]

    /// `GS P x y`: sets the step of every feed to one dot; without it the step differs from model to model.
    var dotSteps: [UInt8] { [Control.gs, 0x50, UInt8(dotsPerInch), UInt8(dotsPerInch)] }

    /// `ESC J n`, as often as it takes: feeds this many rows.
    static func feed(rows: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var left = rows
        while left > 0 {
            let step = min(left, 255)
            bytes += [Control.esc, 0x4a, UInt8(step)]
            left -= step
        }
        return bytes
    }

    private var cutCommand: [UInt8] {
        switch cut {
        case .partial: [Control.gs, 0x56, 66, 0]
        case .full: [Control.gs, 0x56, 65, 0]
        case .none: []
        }
    }

    private enum Stretch {
        case blank(Int)
        case picture(Range<Int>)
    }

    /// Cuts the slip into blank stretches and bands; short blank ones stay within a band.
    private func stretches(of bitmap: SlipBitmap) -> [Stretch] {
        var result: [Stretch] = []
        var start = 0
        var y = 0
        while y < bitmap.height.value {
            let blank = blankRows(from: y, in: bitmap)
            let isAtEnd = y + blank == bitmap.height.value
            if blank >= EscPos.rowsWorthFeeding || (blank > 0 && isAtEnd) {
                result += bands(start..<y) + [.blank(blank)]
                start = y + blank
            }
            y += max(blank, 1)
        }
        return result + bands(start..<bitmap.height.value)
    }

    private func blankRows(from start: Int, in bitmap: SlipBitmap) -> Int {
        var y = start
        while y < bitmap.height.value, bitmap.isBlank(row: y) { y += 1 }
        return y - start
    }

    private func bands(_ rows: Range<Int>) -> [Stretch] {
        stride(from: rows.lowerBound, to: rows.upperBound, by: bandRows).map { first in
            .picture(first..<min(first + bandRows, rows.upperBound))
        }
    }

    /// `GS v 0 m xL xH yL yH d…`: one band of the picture.
    private func appendBand(_ rows: Range<Int>, of bitmap: SlipBitmap, to job: inout [UInt8]) {
        let bytes = bitmap.bytesPerRow
        job += [Control.gs, 0x76, 0x30, 0]
        job += [UInt8(bytes & 0xff), UInt8(bytes >> 8), UInt8(rows.count & 0xff), UInt8(rows.count >> 8)]
        job += bitmap.rows[rows.lowerBound * bytes..<rows.upperBound * bytes]
    }
}

/// The bytes that begin a command.
enum Control {
    static let cancel: UInt8 = 0x18
    static let dc4: UInt8 = 0x14
    static let dle: UInt8 = 0x10
    static let enq: UInt8 = 0x05
    static let eot: UInt8 = 0x04
    static let esc: UInt8 = 0x1b
    static let gs: UInt8 = 0x1d
}
