import Devices
import Foundation
import Settings

/// What `[printer]` of kiosk.toml says: the model, its cable, and what goes before the model's own figures.
extension PrinterProfile {
    static func read(_ keys: ConfigurationKeys?, profiles: URL) throws(ConfigurationError) -> PrinterProfile {
        guard let keys else { return .standard }
        try keys.allow(
            "profile", "cable", "device", "model", "baud", "flow", "parity", "address", "band_rows", "feed_mm", "cut")
        var profile = PrinterProfile.standard
        if let name = try keys.text("profile") {
            guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
                throw keys.wrong("profile", "is \"\(name)\"; allowed is the name of a file in \(profiles.path), without .toml")
            }
            profile = try PrinterProfile.read(profiles.appending(path: "\(name).toml"))
        }
        let rows = try keys.whole("band_rows", in: EscPos.bandRowsRange, unit: "rows") ?? profile.encoder.bandRows
        let feed = try keys.millimetres("feed_mm", in: EscPos.feedToCutterRange) ?? profile.encoder.feedToCutter
        let cut = try keys.choice("cut", of: EscPos.Cut.allCases.map { ($0.rawValue, $0) }) ?? profile.encoder.cut
        profile.encoder = try keys.checked { () throws(OutOfRange) in
            try EscPos(bandRows: rows, feedToCutter: feed, cut: cut, dotsPerInch: profile.encoder.dotsPerInch)
        }
        return profile
    }
}

extension PrinterConnection {
    static func read(_ keys: ConfigurationKeys?) throws(ConfigurationError) -> PrinterConnection {
        guard let keys else { return .standard }
        switch try keys.choice("cable", of: ["usb", "serial", "network"].map { ($0, $0) }) ?? "usb" {
        case "serial": return .serial(try SerialLine.read(keys))
        case "network": return try network(keys)
        default: return .usb(try UsbPlace.read(keys))
        }
    }

    /// `192.168.1.20` or `192.168.1.20:9100`: a number and no name, because a kiosk asks nobody for names.
    private static func network(_ keys: ConfigurationKeys) throws(ConfigurationError) -> PrinterConnection {
        let allowed = "an address in numbers, with a colon and a port after it if it is not 9100"
        guard let text = try keys.text("address") else { throw keys.wrong("address", "is missing; allowed is \(allowed)") }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let port = parts.count == 2 ? UInt16(parts[1]) : usualPort
        let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count <= 2, let port, port > 0, numbers.count == 4, !numbers.contains(nil) else {
            throw keys.wrong("address", "is \"\(text)\"; allowed is \(allowed)")
        }
        return .network(address: String(parts[0]), port: port)
    }
}

extension PrinterConnection.UsbPlace {
    fileprivate static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> PrinterConnection.UsbPlace {
        if let node = try keys.text("device") { return .node(node) }
        guard let model = try keys.text("model") else { return .first }
        let numbers = model.split(separator: ":").map { $0.count == 4 ? UInt16($0, radix: 16) : nil }
        guard numbers.count == 2, let vendor = numbers[0], let product = numbers[1] else {
            throw keys.wrong("model", "is \"\(model)\"; allowed are vendor and product as lsusb shows them: \"04b8:0202\"")
        }
        return .model(vendor: vendor, product: product)
    }
}

extension SerialLine {
    fileprivate static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> SerialLine {
        guard let device = try keys.text("device") else {
            throw keys.wrong("device", "is missing; allowed is the line's node: \"/dev/ttyUSB0\"")
        }
        let baud = try keys.whole("baud", in: 9_600...115_200, unit: "baud") ?? 115_200
        let flow = try keys.choice("flow", of: Flow.allCases.map { ($0.rawValue, $0) }) ?? .rtscts
        let parity = try keys.choice("parity", of: Parity.allCases.map { ($0.rawValue, $0) }) ?? .none
        return try keys.checked { () throws(OutOfRange) in
            try SerialLine(device: device, baud: baud, flow: flow, parity: parity)
        }
    }
}
