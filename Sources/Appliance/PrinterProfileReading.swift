import Devices
import Foundation
import Settings

/// A file of `Kiosk/Printers`: what one model of printer can do; `Kiosk/Printers/README.md` lists every key.
extension PrinterProfile {
    /// Reads a profile; a key that it does not have keeps the default of ``PrinterProfile/standard``, but for the name, the
    /// paper, the dots and the source of the figures, which every profile tells.
    ///
    /// - Throws: ``ConfigurationError`` that names the key, its value and what is allowed.
    static func read(_ file: URL) throws(ConfigurationError) -> PrinterProfile {
        let keys = try ConfigurationKeys(contentsOf: file)
        try keys.allow(
            "name", "source", "paper_width_mm", "dots", "dots_per_inch", "band_rows", "feed_mm", "cut", "status", "clear",
            "answer_ms", "speed_mm_s", "buffer_bytes", "quirks")

        var profile = PrinterProfile()
        profile.id = file.deletingPathExtension().lastPathComponent
        profile.name = try keys.needed("name", "the name on the case", try keys.text("name"))
        profile.source = try keys.needed("source", "where the figures come from", try keys.text("source"))
        profile.paperWidth = try keys.needed(
            "paper_width_mm", "the paper's width in millimetres", try keys.millimetres("paper_width_mm", in: paperWidthRange))
        profile.head = try keys.needed("dots", "the dots that the head prints", try keys.dots("dots"))
        profile.buffer = try keys.whole("buffer_bytes", in: bufferRange, unit: "bytes") ?? profile.buffer
        profile.encoder = try EscPos.read(keys, rows: bandRows(head: profile.head, buffer: profile.buffer))
        profile.questions = try keys.questions("status") ?? profile.questions
        profile.clearing = try keys.choice("clear", of: Clearing.allCases.map { ($0.rawValue, $0) }) ?? profile.clearing
        profile.patience = try keys.milliseconds("answer_ms", in: patienceRange) ?? profile.patience
        profile.speed = try keys.millimetres("speed_mm_s", in: speedRange) ?? profile.speed
        if let quirks = try keys.table("quirks") { try profile.quirks.read(quirks) }
        return profile
    }
}

extension EscPos {
    /// Bands are as high as the buffer allows, unless the profile says otherwise.
    fileprivate static func read(_ keys: ConfigurationKeys, rows: Int) throws(ConfigurationError) -> EscPos {
        let rows = try keys.whole("band_rows", in: bandRowsRange, unit: "rows") ?? rows
        let feed = try keys.millimetres("feed_mm", in: feedToCutterRange) ?? standard.feedToCutter
        let cut = try keys.choice("cut", of: Cut.allCases.map { ($0.rawValue, $0) }) ?? standard.cut
        let dots = try keys.whole("dots_per_inch", in: dotsPerInchRange, unit: "dots per inch") ?? standard.dotsPerInch
        return try keys.checked { () throws(OutOfRange) in
            try EscPos(bandRows: rows, feedToCutter: feed, cut: cut, dotsPerInch: dots)
        }
    }
}

extension PrinterProfile.Quirks {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("silent_offline", "pause_ms", "usb_reset")
        isSilentOffline = try keys.flag("silent_offline") ?? isSilentOffline
        pauseAfterBand = try keys.milliseconds("pause_ms", in: PrinterProfile.pauseRange) ?? pauseAfterBand
        heedsUsbReset = try keys.flag("usb_reset") ?? heedsUsbReset
    }
}

extension ConfigurationKeys {
    fileprivate func needed<Value>(_ key: String, _ what: String, _ value: Value?) throws(ConfigurationError) -> Value {
        guard let value else { throw wrong(key, "is missing; needed is \(what)") }
        return value
    }

    fileprivate func dots(_ key: String) throws(ConfigurationError) -> Dots? {
        let range = SlipBitmap.widths.lowerBound.value...SlipBitmap.widths.upperBound.value
        return try whole(key, in: range, unit: "dots").map { Dots($0) }
    }

    /// `["none"]` is a printer that cannot be asked; it is always unknown, and so it prints nothing.
    fileprivate func questions(_ key: String) throws(ConfigurationError) -> PrinterProfile.Questions? {
        try choices(key, of: PrinterProfile.Questions.names + [("none", [])]).map { $0.reduce([]) { $0.union($1) } }
    }
}
