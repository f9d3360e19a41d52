/// How an input device is connected to the board.
///
/// Source: Linux `include/uapi/linux/input.h`, `BUS_*`.
public enum InputBus: String, CaseIterable, Hashable, Sendable {
    /// Two wires inside the case; most panels of small boards.
    case i2c
    /// A serial bus inside the case; resistive panels.
    case spi
    /// Synaptics' bus, inside the case.
    case rmi
    /// Part of the board itself, as the panel that a Raspberry Pi's firmware reads.
    case host
    /// The driver does not say; some drivers of panels inside the case do not.
    case untold
    /// A plug that anybody can reach, unless the case covers it.
    case usb
    /// A serial line.
    case serial
    /// By radio: anybody can reach it.
    case bluetooth
    /// Made by a program of this machine, or by the machine that pretends to be a board.
    case virtual
    /// The remote control of a television, through the picture's cable.
    case cec

    /// The kernel's number for it.
    public var number: UInt16 {
        switch self {
        case .untold: 0x00
        case .usb: 0x03
        case .bluetooth: 0x05
        case .virtual: 0x06
        case .serial: 0x13
        case .i2c: 0x18
        case .host: 0x19
        case .spi: 0x1c
        case .rmi: 0x1d
        case .cec: 0x1e
        }
    }

    /// The bus with the kernel's number; nil for one that no kiosk has.
    public init?(number: UInt16) {
        guard let bus = InputBus.allCases.first(where: { $0.number == number }) else { return nil }
        self = bus
    }
}
