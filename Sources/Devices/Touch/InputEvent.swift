/// One event as the kernel reports it, without its time.
///
/// The corresponding C structure is `struct input_event` of `linux/input.h`.
public struct InputEvent: Hashable, Sendable {
    /// The kind: 0 `EV_SYN`, 1 `EV_KEY`, 3 `EV_ABS`, 5 `EV_SW`.
    public var type: UInt16
    /// Which key, axis or mark.
    public var code: UInt16
    /// The new value.
    public var value: Int32

    /// Makes an event.
    public init(type: UInt16, code: UInt16, value: Int32) {
        self.type = type
        self.code = code
        self.value = value
    }
}

/// The kernel's numbers that a touch panel and a headset's socket use.
///
/// Source: Linux `include/uapi/linux/input-event-codes.h`.
public enum InputCode {
    /// `EV_SYN`: marks between events.
    public static let synchronisation: UInt16 = 0x00
    /// `EV_KEY`: keys and the contact switch.
    public static let key: UInt16 = 0x01
    /// `EV_ABS`: absolute axes.
    public static let axis: UInt16 = 0x03

    /// `EV_SW`: switches that stay, such as a plug in its socket.
    public static let switching: UInt16 = 0x05

    /// `SW_HEADPHONE_INSERT`: a headset is plugged in.
    public static let headset: UInt16 = 0x02

    /// `SYN_REPORT`: the events before belong together.
    public static let report: UInt16 = 0
    /// `SYN_MT_REPORT`: the end of one contact, protocol A.
    public static let contactReport: UInt16 = 2
    /// `SYN_DROPPED`: the kernel's queue was full and events were lost.
    public static let dropped: UInt16 = 3

    /// `BTN_TOUCH`: whether anything touches.
    public static let touch: UInt16 = 0x14a
    /// `BTN_LEFT`: the left button of a mouse.
    public static let leftButton: UInt16 = 0x110
    /// `BTN_TOOL_PEN`: a pen is near.
    public static let pen: UInt16 = 0x140
    /// `BTN_TOOL_FINGER`: a finger is on a touchpad.
    public static let toolFinger: UInt16 = 0x145

    /// `ABS_X`.
    public static let x: UInt16 = 0x00
    /// `ABS_Y`.
    public static let y: UInt16 = 0x01
    /// `ABS_MT_SLOT`: which contact the next events speak of, protocol B.
    public static let slot: UInt16 = 0x2f
    /// `ABS_MT_TOUCH_MAJOR`: the longer axis of the touching area.
    public static let touchMajor: UInt16 = 0x30
    /// `ABS_MT_POSITION_X`.
    public static let contactX: UInt16 = 0x35
    /// `ABS_MT_POSITION_Y`.
    public static let contactY: UInt16 = 0x36
    /// `ABS_MT_TOOL_TYPE`.
    public static let toolType: UInt16 = 0x37
    /// `ABS_MT_TRACKING_ID`: the contact's number, or -1 when it was lifted.
    public static let trackingID: UInt16 = 0x39

    /// `MT_TOOL_PALM`, a value of `ABS_MT_TOOL_TYPE`.
    public static let palm: Int32 = 2
}
