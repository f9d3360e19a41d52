/// What an input device says of itself: enough to tell a panel from a keypad, and both from everything else.
///
/// The corresponding kernel calls are `EVIOCGNAME`, `EVIOCGPHYS`, `EVIOCGID`, `EVIOCGPROP`, `EVIOCGBIT` and `EVIOCGABS`.
public struct InputDevice: Hashable, Sendable {
    /// The maker's name, for example `Goodix Capacitive TouchScreen`; anybody can build a device that says the same.
    public var name: String
    /// The kernel's number of the bus.
    public var busNumber: UInt16
    /// The maker's number on its bus.
    public var vendor: UInt16
    /// The maker's number of the product.
    public var product: UInt16
    /// Where it is plugged in, for example `usb-0000:01:00.0-1.2/input0`; empty when the driver does not say.
    public var place: String
    /// `INPUT_PROP_DIRECT`: what it senses lies on a glass under the finger.
    public var isDirect: Bool
    /// `INPUT_PROP_POINTER`: it moves a pointer, as a touchpad does.
    public var isPointer: Bool
    /// The numbers of its keys and switches.
    public var keys: Set<UInt16>
    /// The numbers of its relative axes.
    public var relativeAxes: Set<UInt16>
    /// Its absolute axes with their lowest and highest number.
    public var axes: [UInt16: ClosedRange<Int32>]
    /// The numbers of its switches that stay as they are put, such as that of a headset's socket.
    public var switches: Set<UInt16>

    /// A name as it can stand in a log: at most 60 characters, none of which moves or hides others.
    public static func plain(_ name: String) -> String {
        let scalars = name.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
            default: true
            }
        }
        return String(String(String.UnicodeScalarView(scalars)).prefix(60))
    }

    /// The bus; nil for one that no kiosk has.
    public var bus: InputBus? { InputBus(number: busNumber) }

    /// Describes a device.
    public init(
        name: String, busNumber: UInt16, vendor: UInt16 = 0, product: UInt16 = 0, place: String = "",
        isDirect: Bool = false, isPointer: Bool = false, keys: Set<UInt16> = [], relativeAxes: Set<UInt16> = [],
        axes: [UInt16: ClosedRange<Int32>] = [:], switches: Set<UInt16> = []
    ) {
        self.name = name
        self.busNumber = busNumber
        self.vendor = vendor
        self.product = product
        self.place = place
        self.isDirect = isDirect
        self.isPointer = isPointer
        self.keys = keys
        self.relativeAxes = relativeAxes
        self.axes = axes
        self.switches = switches
    }
}
