/// The cable between the kiosk and its printer.
public enum PrinterConnection: Hashable, Sendable {
    /// A USB printer, through the system's printer class driver.
    case usb(UsbPlace)
    /// A serial line, or a USB adapter for one.
    case serial(SerialLine)
    /// A printer of the house's network, at this numeric address; the port is 9100 on nearly all of them.
    case network(address: String, port: UInt16)

    /// The first USB printer that there is: right for nearly every kiosk.
    public static let standard = PrinterConnection.usb(.first)

    /// The port that printers listen at for raw data.
    public static let usualPort: UInt16 = 9_100

    /// Which USB printer.
    public enum UsbPlace: Hashable, Sendable {
        /// Whichever comes first.
        case first
        /// The first one of this vendor and product, as `lsusb` shows them.
        case model(vendor: UInt16, product: UInt16)
        /// The one at this node, for example `/dev/usb/lp0`.
        case node(String)
    }

    /// How many bytes the cable carries in a second; nil where that is no limit.
    var bytesPerSecond: Int? {
        guard case .serial(let line) = self else { return nil }
        // A start bit, eight bits, a stop bit, and one for parity.
        return line.baud / (line.parity == .none ? 10 : 11)
    }

    /// Whether the printer can make the kiosk wait; without that the kiosk has to wait by itself.
    var hasFlowControl: Bool {
        guard case .serial(let line) = self else { return true }
        return line.flow != .none
    }
}

/// How a serial line is set; both ends have to agree.
public struct SerialLine: Hashable, Sendable {
    /// Its node, for example `/dev/ttyUSB0` or `/dev/serial/by-id/…`.
    public let device: String
    /// Signals in a second.
    ///
    /// The default is 115,200. One of ``bauds``.
    public let baud: Int
    /// How the printer says that its buffer is full.
    ///
    /// The default is `rtscts`.
    public let flow: Flow
    /// The default is `none`.
    public let parity: Parity

    /// The speeds that printers know.
    public static let bauds = [9_600, 19_200, 38_400, 57_600, 115_200]

    /// How the printer says that its buffer is full.
    public enum Flow: String, CaseIterable, Hashable, Sendable {
        /// Not at all: the kiosk waits for an answer after each band.
        case none
        /// By the bytes XOFF and XON.
        case xonxoff
        /// By the wire CTS, to which the printer's RTS or DTR is connected.
        case rtscts
    }

    /// The bit that guards each byte.
    public enum Parity: String, CaseIterable, Hashable, Sendable {
        case none, even, odd
    }

    /// Makes the settings of a line.
    ///
    /// - Throws: `OutOfRange` for a speed that printers do not know.
    public init(
        device: String, baud: Int = 115_200, flow: Flow = .rtscts, parity: Parity = .none
    ) throws(OutOfRange) {
        guard SerialLine.bauds.contains(baud) else {
            throw OutOfRange(
                setting: "baud", given: "\(baud)", allowed: "one of \(SerialLine.bauds.map(String.init).joined(separator: ", "))")
        }
        self.device = device
        self.baud = baud
        self.flow = flow
        self.parity = parity
    }
}
