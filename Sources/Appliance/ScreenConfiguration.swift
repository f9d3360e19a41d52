import Devices
import Settings
import Visit

/// What `[screen]` and `[staff]` of kiosk.toml say.
extension DisplayOptions {
    static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> DisplayOptions {
        try keys.allow("card", "connector", "turn", "full_percent", "dim_percent", "drawing", "on_from", "on_until")
        let turn = try keys.choice("turn", of: TouchAxes.Turn.allCases.map { ("\($0.rawValue)", $0) })
        let full = try keys.whole("full_percent", in: percents, unit: "percent")
        let dim = try keys.whole("dim_percent", in: percents, unit: "percent")
        let drawing = try keys.choice("drawing", of: Drawing.allCases.map { ($0.rawValue, $0) })
        let (card, connector) = (try keys.text("card"), try keys.text("connector"))
        return try keys.checked { () throws(OutOfRange) in
            try DisplayOptions(
                card: card, connector: connector, turn: turn ?? standard.turn, fullPercent: full ?? standard.fullPercent,
                dimPercent: dim ?? standard.dimPercent, drawing: drawing ?? standard.drawing)
        }
    }
}

extension OpeningHours {
    static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> OpeningHours {
        let from = try keys.timeOfDay("on_from")
        let until = try keys.timeOfDay("on_until")
        return OpeningHours(from: from ?? always.from, until: until ?? always.until)
    }
}

extension ConfigurationKeys {
    /// Minutes after midnight, written `"07:30"`.
    fileprivate func timeOfDay(_ key: String) throws(ConfigurationError) -> Int? {
        guard let text = try text(key) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { throw wrong(key, "is \"\(text)\"; allowed is a time of day from \"00:00\" to \"23:59\"") }
        return hour * 60 + minute
    }

    /// A number as it is dialled: digits, with a plus before them and spaces or hyphens between.
    func staffPhone() throws(ConfigurationError) -> String? {
        guard let text = try text("phone") else { return nil }
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let isPlain = text.drop { $0 == "+" }.allSatisfy { ($0.isASCII && $0.isNumber) || $0 == " " || $0 == "-" }
        guard isPlain, !text.dropFirst().contains("+"), (3...15).contains(digits.count) else {
            throw wrong("phone", "is \"\(text)\"; allowed are 3 to 15 digits, a plus before them, spaces and hyphens between")
        }
        return text
    }

    /// - Throws: ``ConfigurationError``, which never repeats what stands there.
    func staffPIN() throws(ConfigurationError) -> PIN? {
        guard let text = try text("pin") else { return nil }
        guard let pin = PIN(text) else {
            let (least, most) = (PIN.lengths.lowerBound, PIN.lengths.upperBound)
            throw wrong("pin", "is no PIN; allowed are \(least) to \(most) digits in double quotes")
        }
        return pin
    }
}
