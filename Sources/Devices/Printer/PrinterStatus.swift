/// How the printer is.
///
/// The empty set and ``unknown`` never count as fine: only a printer that said so is ``ready``.
public struct PrinterStatus: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// It answered, and it can print.
    public static let ready = PrinterStatus(rawValue: 1 << 0)
    /// There is no paper.
    public static let paperOut = PrinterStatus(rawValue: 1 << 1)
    /// The roll will soon be empty; it still prints.
    public static let paperNearEnd = PrinterStatus(rawValue: 1 << 2)
    /// The cover is open.
    public static let coverOpen = PrinterStatus(rawValue: 1 << 3)
    /// The cutter is jammed.
    public static let cutterFault = PrinterStatus(rawValue: 1 << 4)
    /// The print head or the motor is too hot; it goes on by itself when it has cooled down.
    public static let overheated = PrinterStatus(rawValue: 1 << 5)
    /// It says that it takes no data.
    public static let offline = PrinterStatus(rawValue: 1 << 6)
    /// Something else is broken and needs a technician.
    public static let fault = PrinterStatus(rawValue: 1 << 7)
    /// It did not answer, or answered rubbish.
    public static let unknown = PrinterStatus(rawValue: 1 << 8)

    /// Everything that keeps a slip from coming out.
    public static let blocking: PrinterStatus = [
        .paperOut, .coverOpen, .cutterFault, .overheated, .offline, .fault, .unknown,
    ]

    /// Whether a slip may be sent: the printer said that it is ready, and nothing speaks against it.
    public var canPrint: Bool { contains(.ready) && isDisjoint(with: .blocking) }

    /// The names of what is set, for logs and for the simulator, for example `paper-out`.
    public var names: [String] {
        PrinterStatus.named.compactMap { contains($0.status) ? $0.name : nil }
    }

    private static let named: [(name: String, status: PrinterStatus)] = [
        ("ready", .ready), ("paper-out", .paperOut), ("paper-near-end", .paperNearEnd), ("cover-open", .coverOpen),
        ("cutter-fault", .cutterFault), ("overheated", .overheated), ("offline", .offline), ("fault", .fault),
        ("unknown", .unknown),
    ]
}

extension PrinterStatus: CustomStringConvertible {
    public var description: String { isEmpty ? "nothing known" : names.joined(separator: ", ") }
}
