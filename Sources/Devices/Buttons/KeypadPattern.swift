/// Which keypad's keys count: by its maker's numbers, its name, where it is plugged in, or all of these.
///
/// Anybody can build a keyboard that says the same; it could press the keys of the case, as a hand can, and nothing else.
public struct KeypadPattern: Hashable, Sendable {
    /// The name that it has; nil: any.
    public let name: NamePattern?
    /// The maker's number and the product's; nil: any.
    public let maker: Maker?
    /// With what its place begins, for example `usb-0000:01:00.0-1.4`; nil: anything.
    public let place: String?

    /// The numbers of a USB device, as `lsusb` shows them.
    public struct Maker: Hashable, Sendable {
        /// The maker.
        public var vendor: UInt16
        /// The maker's product.
        public var product: UInt16

        /// Takes the two numbers.
        public init(vendor: UInt16, product: UInt16) {
            self.vendor = vendor
            self.product = product
        }

        /// Reads numbers such as `13ba:0001`.
        ///
        /// - Throws: `OutOfRange` for anything else.
        public init(_ text: String) throws(OutOfRange) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { $0.count == 4 && $0.allSatisfy(\.isHexDigit) ? UInt16($0, radix: 16) : nil }
            guard parts.count == 2, numbers.count == 2 else {
                throw OutOfRange(
                    setting: "a keypad's numbers", given: "\"\(text)\"",
                    allowed: "four hexadecimal digits, a colon and four more, as lsusb shows them")
            }
            self.init(vendor: numbers[0], product: numbers[1])
        }
    }

    /// Describes a keypad.
    ///
    /// - Throws: `OutOfRange` when nothing is given: that would be every keyboard.
    public init(name: NamePattern? = nil, maker: Maker? = nil, place: String? = nil) throws(OutOfRange) {
        guard name != nil || maker != nil else {
            throw OutOfRange(
                setting: "a keypad", given: place.map { "a place, \($0), alone" } ?? "nothing",
                allowed: "a name, or the numbers of its maker and product")
        }
        self.name = name
        self.maker = maker
        self.place = place
    }

    /// Whether a device is this keypad.
    public func fits(_ device: InputDevice) -> Bool {
        if let name, !name.fits(device.name) { return false }
        if let maker, maker != Maker(vendor: device.vendor, product: device.product) { return false }
        if let place, !device.place.hasPrefix(place) { return false }
        return true
    }
}

extension ButtonWiring {
    /// Whether the keys of a device count: it is one of the keypads and has at least one of these keys.
    public func takes(_ device: InputDevice, keys: Set<UInt16>) -> Bool {
        !device.keys.isDisjoint(with: keys) && keypads.contains { $0.fits(device) }
    }
}
