/// An input device that may be the panel of this kiosk, and how it is read.
///
/// Everything that is not surely a panel is refused with the reason: a remote control, a mouse, a keyboard that claims to
/// have axes, a touchpad. Whoever builds a device that says all that a panel says is a panel; ``TouchOptions`` narrows it.
public struct PanelCandidate: Hashable, Sendable {
    /// What the device says of itself.
    public let device: InputDevice
    /// How it reports its contacts.
    public let reporting: ContactDecoder.Reporting
    /// The numbers of its horizontal axis.
    public let x: ClosedRange<Int32>
    /// The numbers of its vertical axis.
    public let y: ClosedRange<Int32>
    /// The switch that says that a finger is there, with ``ContactDecoder/Reporting/single``.
    public let contactSwitch: UInt16
    /// Of two panels the one with the lower rank counts.
    public let rank: Int

    /// Decides whether a device is a panel.
    ///
    /// - Throws: `PanelRefusal` with the reason if it is none.
    public init(_ device: InputDevice, options: TouchOptions) throws(PanelRefusal) {
        guard let bus = device.bus, let place = options.buses.firstIndex(of: bus) else {
            throw .bus(device.bus?.rawValue ?? "number \(device.busNumber)")
        }
        guard options.names.isEmpty || options.names.contains(where: { $0.fits(device.name) }) else { throw .name }
        if let wanted = options.place, !device.place.hasPrefix(wanted) { throw .place }
        if !device.keys.isDisjoint(with: PanelCandidate.keyboard) { throw .keyboard }
        if !device.relativeAxes.isDisjoint(with: PanelCandidate.pointer) { throw .pointer }

        let sense = try PanelCandidate.sense(device, takesTablets: options.takesTablets)
        let isNamed = !options.names.isEmpty
        guard device.isDirect || isNamed || sense.isTablet || PanelCandidate.looksDirect(device) else {
            throw .notDirect
        }
        self.device = device
        reporting = sense.reporting
        (x, y) = (sense.x, sense.y)
        contactSwitch = sense.isTablet ? InputCode.leftButton : InputCode.touch
        // A panel often brings a second device for its pen.
        rank = place * 2 + (device.keys.contains(InputCode.pen) ? 1 : 0)
    }

    /// Escape to the space bar. Panels have other keys at most: home, menu, wake up.
    private static let keyboard = Set<UInt16>(1...57)
    /// `REL_X` and `REL_Y`.
    private static let pointer: Set<UInt16> = [0, 1]

    private struct Sense {
        var reporting: ContactDecoder.Reporting
        var x: ClosedRange<Int32>
        var y: ClosedRange<Int32>
        var isTablet = false
    }

    private static func sense(_ device: InputDevice, takesTablets: Bool) throws(PanelRefusal) -> Sense {
        if let x = device.axes[InputCode.contactX], let y = device.axes[InputCode.contactY] {
            guard x.count > 1, y.count > 1 else { throw .brokenAxes }
            return Sense(reporting: device.axes[InputCode.slot] == nil ? .anonymous : .slots, x: x, y: y)
        }
        guard let x = device.axes[InputCode.x], let y = device.axes[InputCode.y] else { throw .noPlaces }
        guard x.count > 1, y.count > 1 else { throw .brokenAxes }
        if device.keys.contains(InputCode.touch) { return Sense(reporting: .single, x: x, y: y) }
        guard device.keys.contains(InputCode.leftButton) else { throw .noPlaces }
        guard takesTablets else { throw .pointer }
        return Sense(reporting: .single, x: x, y: y, isTablet: true)
    }

    /// Old drivers of panels do not say that they are direct; touchpads and drawing tablets say other things.
    ///
    /// Source: systemd `udev-builtin-input_id.c`, which takes the same for a touchscreen.
    private static func looksDirect(_ device: InputDevice) -> Bool {
        device.keys.contains(InputCode.touch) && !device.isPointer
            && device.keys.isDisjoint(with: [InputCode.pen, InputCode.toolFinger])
    }
}

/// Why a device is not the panel.
public enum PanelRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Panels of this kiosk are on other buses.
    case bus(String)
    /// Panels of this kiosk have other names.
    case name
    /// The panel of this kiosk is plugged in elsewhere.
    case place
    /// It has the keys of a keyboard.
    case keyboard
    /// It moves a pointer, as a mouse or a remote control.
    case pointer
    /// It does not sense places.
    case noPlaces
    /// Its axes have a single number.
    case brokenAxes
    /// It does not lie on the glass: a touchpad or a drawing tablet.
    case notDirect

    public var description: String {
        switch self {
        case .bus(let bus): "its bus, \(bus), is not among those of the panel"
        case .name: "its name is not among those of the panel"
        case .place: "it is plugged in where the panel is not"
        case .keyboard: "it has the keys of a keyboard"
        case .pointer: "it moves a pointer"
        case .noPlaces: "it does not sense places"
        case .brokenAxes: "its axes have a single number each"
        case .notDirect: "it does not lie on the glass"
        }
    }
}
