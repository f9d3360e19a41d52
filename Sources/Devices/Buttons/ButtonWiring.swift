/// How the keys of the case are wired: each to a line of the board or to a key of a keypad.
public struct ButtonWiring: Hashable, Sendable {
    /// The keys that this kiosk has.
    public var wires: [HardwareButton: ButtonWire]

    /// The keypads whose keys count; every other keyboard is left alone. The default is none.
    public var keypads: [KeypadPattern]

    /// For how long the kernel ignores a change of a line, where it can.
    ///
    /// The default is 2 ms: a spark is over by then, and nobody feels it. Range: 0–20 ms.
    public let debounce: Duration

    /// How long after a release another press of the same key is taken for its echo.
    ///
    /// The default is 0.1 s. Range: 0–0.5 s. Source: EN 301 549 V3.2.1, 5.8.
    public let repeatGuard: Duration

    /// What ``debounce`` may be.
    public static let debounceRange: ClosedRange<Duration> = .zero ... .milliseconds(20)

    /// Describes the wiring.
    ///
    /// - Throws: `OutOfRange` when the debouncing is out of range, and when two keys have one wire.
    public init(
        wires: [HardwareButton: ButtonWire] = [:], keypads: [KeypadPattern] = [], debounce: Duration = .milliseconds(2),
        repeatGuard: Duration = .milliseconds(100)
    ) throws(OutOfRange) {
        try OutOfRange.check(debounce, in: ButtonWiring.debounceRange, "button debounce")
        try OutOfRange.check(repeatGuard, in: Debouncer.repeatGuardRange, "button guard")
        var taken: [ButtonWire.Contact: HardwareButton] = [:]
        for (button, wire) in wires.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            if let other = taken.updateValue(button, forKey: wire.contact) {
                throw OutOfRange(
                    setting: "the wire of the button \(button.rawValue)", given: "\(wire.contact), as \(other.rawValue)",
                    allowed: "a wire that no other button has")
            }
        }
        self.wires = wires
        self.keypads = keypads
        self.debounce = debounce
        self.repeatGuard = repeatGuard
    }
}

/// What one key of the case is wired to.
public enum ButtonWire: Hashable, Sendable {
    /// A line of the board. Buttons mostly connect it to ground: active low, with a pull-up.
    case line(LinePlace, isActiveLow: Bool = true, bias: LineBias = .pullUp)
    /// A key of a keypad by the kernel's name, for example `KEY_F1`.
    ///
    /// Source: Linux `include/uapi/linux/input-event-codes.h`.
    case key(String)

    /// The line or key without how it is pulled.
    enum Contact: Hashable, CustomStringConvertible {
        case line(LinePlace)
        case key(String)

        var description: String {
            switch self {
            case .line(let place): "\(place)"
            case .key(let name): name
            }
        }
    }

    var contact: Contact {
        switch self {
        case .line(let place, _, _): .line(place)
        case .key(let name): .key(name)
        }
    }
}

/// How the lamps of the case are wired.
public struct LampWiring: Hashable, Sendable {
    /// The lamps that this kiosk has.
    public var lamps: [Lamp: LampWire]

    /// Describes the wiring. The default is no lamps.
    public init(lamps: [Lamp: LampWire] = [:]) {
        self.lamps = lamps
    }
}

/// What one lamp is wired to.
public struct LampWire: Hashable, Sendable {
    /// The line that drives it.
    public var line: LinePlace
    /// Whether it is lit by a low level. The default is no.
    public var isActiveLow: Bool

    /// Describes the wire of a lamp.
    public init(line: LinePlace, isActiveLow: Bool = false) {
        self.line = line
        self.isActiveLow = isActiveLow
    }
}
