import Devices

/// Reads what `/proc/bus/input/devices` says of a device, so that real ones can stand in a test as people report them.
enum InputListing {
    /// The device of one block; its axes get the numbers that are given, since the listing has none.
    static func device(_ listing: String, axes range: ClosedRange<Int32> = 0...4_095, word: Int = 64) -> InputDevice {
        var device = InputDevice(name: "", busNumber: 0)
        for line in listing.split(separator: "\n").map({ $0.drop { $0 == " " } }) {
            let rest = line.dropFirst(3)
            switch line.prefix(2) {
            case "I:":
                device.busNumber = hex(rest, "Bus=")
                (device.vendor, device.product) = (hex(rest, "Vendor="), hex(rest, "Product="))
            case "N:": device.name = String(rest.dropFirst("Name=\"".count).dropLast())
            case "P:": device.place = String(rest.dropFirst("Phys=".count))
            case "B:" where rest.hasPrefix("PROP="):
                let properties = bits(rest.dropFirst(5), word)
                (device.isDirect, device.isPointer) = (properties.contains(1), properties.contains(0))
            case "B:" where rest.hasPrefix("KEY="): device.keys = bits(rest.dropFirst(4), word)
            case "B:" where rest.hasPrefix("REL="): device.relativeAxes = bits(rest.dropFirst(4), word)
            case "B:" where rest.hasPrefix("ABS="):
                for axis in bits(rest.dropFirst(4), word) { device.axes[axis] = range }
            default: break
            }
        }
        return device
    }

    private static func hex(_ text: Substring, _ key: String) -> UInt16 {
        text.split(separator: " ").first { $0.hasPrefix(key) }.flatMap { UInt16($0.dropFirst(key.count), radix: 16) } ?? 0
    }

    /// The words of a bit map, the highest first.
    private static func bits(_ text: Substring, _ word: Int) -> Set<UInt16> {
        var bits: Set<UInt16> = []
        for (place, digits) in text.split(separator: " ").reversed().enumerated() {
            guard let number = UInt64(digits, radix: 16) else { continue }
            for bit in 0..<word where number >> UInt64(bit) & 1 == 1 { bits.insert(UInt16(place * word + bit)) }
        }
        return bits
    }
}
