/// Turns the kernel's events into contacts on the glass.
///
/// It knows the three ways in which a panel reports, bears any order of events, and after a loss of events says
/// `interrupted` and nothing else until the state was read again. It keeps at most ``mostContacts`` contacts.
///
/// Source: Linux `Documentation/input/multi-touch-protocol.rst` and `Documentation/input/event-codes.rst`
/// (`SYN_DROPPED`: ignore all events up to and including the next `SYN_REPORT`, then query the device).
public struct ContactDecoder: Sendable {
    /// How a panel reports its contacts.
    public enum Reporting: Sendable {
        /// Protocol B: the panel has `ABS_MT_SLOT`.
        case slots
        /// Protocol A: the panel has `ABS_MT_POSITION_X` but no slots.
        case anonymous
        /// A panel that senses one finger: `ABS_X`, `ABS_Y` and `BTN_TOUCH` only.
        case single
    }

    /// How many contacts are followed; panels know 10, and more than this many slots is rubbish.
    public static let mostContacts = 32

    /// Whether the kernel's state must be read again and handed to ``reread(_:selected:)``.
    ///
    /// It is so once at the start, because events speak only of what changes.
    public private(set) var wantsReread: Bool

    private let axes: TouchAxes
    private let reporting: Reporting
    private var isSkippingToReport = false
    private var slots: ContactSlots
    private var anonymous: AnonymousContacts

    /// Makes a decoder for one panel.
    public init(axes: TouchAxes, reporting: Reporting) {
        self.axes = axes
        self.reporting = reporting
        slots = ContactSlots(axes: axes)
        anonymous = AnonymousContacts(axes: axes)
        wantsReread = reporting != .anonymous
    }

    /// Takes the next event; answers when a report is complete or events were lost.
    public mutating func receive(_ event: InputEvent) -> TouchSignal? {
        if event.type == InputCode.synchronisation, event.code == InputCode.dropped {
            return lose()
        }
        let isReport = event.type == InputCode.synchronisation && event.code == InputCode.report
        if isSkippingToReport {
            if isReport { endSkipping() }
            return nil
        }
        if wantsReread { return nil }
        if isReport { return report() }
        switch reporting {
        case .slots: slots.receive(event)
        case .anonymous: anonymous.receive(event)
        case .single: slots.receiveSingle(event)
        }
        return nil
    }

    /// Takes the state as the kernel gives it now (`EVIOCGMTSLOTS`, or `EVIOCGABS` and `EVIOCGKEY` with one finger).
    ///
    /// `selected` is the slot of which the next events speak (`EVIOCGABS` of `ABS_MT_SLOT`).
    public mutating func reread(_ states: [SlotState], selected: Int = 0) -> TouchSignal {
        isSkippingToReport = false
        wantsReread = false
        slots.replace(with: states, selected: selected)
        return .contacts(slots.contacts)
    }

    /// The contacts of the last report once more, for a listener that missed some.
    public var present: TouchSignal {
        switch reporting {
        case .slots, .single: .contacts(slots.contacts)
        case .anonymous: .contacts(anonymous.before)
        }
    }

    private mutating func lose() -> TouchSignal {
        isSkippingToReport = true
        wantsReread = false
        slots.forget()
        anonymous.forget()
        return .interrupted
    }

    private mutating func endSkipping() {
        isSkippingToReport = false
        wantsReread = reporting != .anonymous
    }

    private mutating func report() -> TouchSignal {
        switch reporting {
        case .slots, .single: .contacts(slots.contacts)
        case .anonymous: .contacts(anonymous.report())
        }
    }
}

/// One slot as the kernel holds it.
public struct SlotState: Hashable, Sendable {
    /// The slot's number, from 0.
    public var slot: Int
    /// The contact's number; negative when the slot is free.
    public var trackingID: Int32
    /// The number of the horizontal axis.
    public var x: Int32
    /// The number of the vertical axis.
    public var y: Int32
    /// `ABS_MT_TOUCH_MAJOR`; nil when the panel has no such axis.
    public var touchMajor: Int32?
    /// `ABS_MT_TOOL_TYPE`; nil when the panel has no such axis.
    public var toolType: Int32?

    /// Describes a slot.
    public init(
        slot: Int, trackingID: Int32, x: Int32, y: Int32, touchMajor: Int32? = nil, toolType: Int32? = nil
    ) {
        self.slot = slot
        self.trackingID = trackingID
        self.x = x
        self.y = y
        self.touchMajor = touchMajor
        self.toolType = toolType
    }
}
