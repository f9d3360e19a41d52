import CEvdev
import Devices
import Glibc

/// An opened input device. It belongs to one actor; letting go of it closes it.
///
/// The corresponding C functions are those of `libevdev`.
final class EvdevDevice {
    /// What came when the device was asked for its next event.
    enum Reading {
        case event(InputEvent, at: MonotonicTime)
        /// The kernel's queue was full: call ``resynchronise()`` and take the state anew.
        case lost
        case nothing
        case gone(SystemFailure)
    }

    /// For example `/dev/input/event3`.
    let node: String
    /// What to wait on.
    let descriptor: Int32

    private let device: OpaquePointer

    /// The library writes a line for every event that it finds odd: a broken device would fill the journal. Done once.
    private static let silence: Void = kiosk_evdev_silence()

    /// Opens a device for reading; its times are on the clock of all limits.
    ///
    /// - Throws: `SystemFailure` when the system refuses.
    init(node: String) throws(SystemFailure) {
        let descriptor = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure(doing: "open \(node)") }
        _ = EvdevDevice.silence
        var device: OpaquePointer?
        let status = libevdev_new_from_fd(descriptor, &device)
        guard status == 0, let device else {
            close(descriptor)
            throw SystemFailure(doing: "ask what \(node) senses", number: -status)
        }
        libevdev_set_clock_id(device, CLOCK_MONOTONIC)
        self.node = node
        self.descriptor = descriptor
        self.device = device
    }

    deinit {
        libevdev_free(device)
        close(descriptor)
    }

    /// What the device says of itself.
    var identity: InputDevice {
        InputDevice(
            name: libevdev_get_name(device).map { InputDevice.plain(String(cString: $0)) } ?? "",
            busNumber: UInt16(truncatingIfNeeded: libevdev_get_id_bustype(device)),
            vendor: UInt16(truncatingIfNeeded: libevdev_get_id_vendor(device)),
            product: UInt16(truncatingIfNeeded: libevdev_get_id_product(device)),
            place: libevdev_get_phys(device).map { InputDevice.plain(String(cString: $0)) } ?? "",
            isDirect: libevdev_has_property(device, UInt32(INPUT_PROP_DIRECT)) == 1,
            isPointer: libevdev_has_property(device, UInt32(INPUT_PROP_POINTER)) == 1,
            keys: codes(of: UInt32(EV_KEY), upTo: UInt16(KEY_MAX)),
            relativeAxes: codes(of: UInt32(EV_REL), upTo: UInt16(REL_MAX)), axes: axes,
            switches: codes(of: UInt32(EV_SW), upTo: UInt16(SW_MAX)))
    }

    private func codes(of type: UInt32, upTo last: UInt16) -> Set<UInt16> {
        Set((0...last).filter { libevdev_has_event_code(device, type, UInt32($0)) == 1 })
    }

    private var axes: [UInt16: ClosedRange<Int32>] {
        var axes: [UInt16: ClosedRange<Int32>] = [:]
        for code in codes(of: UInt32(EV_ABS), upTo: UInt16(ABS_MAX)) {
            guard let info = libevdev_get_abs_info(device, UInt32(code))?.pointee else { continue }
            // Some drivers say that an axis ends before it begins.
            axes[code] = info.minimum...max(info.minimum, info.maximum)
        }
        return axes
    }

    /// Keeps everybody else from reading it, the console too.
    ///
    /// - Throws: `SystemFailure` when somebody else was first.
    func grab() throws(SystemFailure) {
        let status = libevdev_grab(device, LIBEVDEV_GRAB)
        guard status == 0 else { throw SystemFailure(doing: "keep \(node) to ourselves", number: -status) }
    }

    /// The next event that waits.
    func next() -> Reading {
        var event = input_event()
        let status = libevdev_next_event(device, LIBEVDEV_READ_FLAG_NORMAL.rawValue, &event)
        switch status {
        case Int32(LIBEVDEV_READ_STATUS_SUCCESS.rawValue):
            let when = timespec(tv_sec: event.time.tv_sec, tv_nsec: event.time.tv_usec * 1_000)
            return .event(InputEvent(type: event.type, code: event.code, value: event.value), at: MonotonicTime(when))
        case Int32(LIBEVDEV_READ_STATUS_SYNC.rawValue): return .lost
        case -EAGAIN, -EINTR: return .nothing
        default: return .gone(SystemFailure(doing: "read \(node)", number: -status))
        }
    }

    /// Drops what is left of the lost events and reads the device's state; ``slots(_:)`` and ``isDown(_:)`` tell it.
    func resynchronise() {
        var event = input_event()
        for _ in 0..<EvdevDevice.mostDifferences {
            let status = libevdev_next_event(device, LIBEVDEV_READ_FLAG_SYNC.rawValue, &event)
            guard status == Int32(LIBEVDEV_READ_STATUS_SYNC.rawValue) else { return }
        }
    }

    /// More than the keys, axes and slots of any device: an end to a loop that a broken library might not end.
    private static let mostDifferences = 4_096

    /// Whether a key or switch is down.
    func isDown(_ key: UInt16) -> Bool { value(UInt32(EV_KEY), key) != 0 }

    /// Whether a switch that stays is on.
    func isOn(_ code: UInt16) -> Bool { value(UInt32(EV_SW), code) != 0 }

    /// The state of the contacts as the kernel has it.
    func slots(_ candidate: PanelCandidate) -> (states: [SlotState], selected: Int) {
        switch candidate.reporting {
        case .anonymous: return ([], 0)
        case .single:
            let state = SlotState(
                slot: 0, trackingID: isDown(candidate.contactSwitch) ? 0 : -1,
                x: value(UInt32(EV_ABS), InputCode.x), y: value(UInt32(EV_ABS), InputCode.y))
            return ([state], 0)
        case .slots:
            let count = min(Int(libevdev_get_num_slots(device)), ContactDecoder.mostContacts)
            return ((0..<max(count, 0)).map(slot), Int(libevdev_get_current_slot(device)))
        }
    }

    private func slot(_ number: Int) -> SlotState {
        func value(_ code: UInt16) -> Int32 { libevdev_get_slot_value(device, UInt32(number), UInt32(code)) }
        func has(_ code: UInt16) -> Bool { libevdev_has_event_code(device, UInt32(EV_ABS), UInt32(code)) == 1 }
        return SlotState(
            slot: number, trackingID: value(InputCode.trackingID), x: value(InputCode.contactX),
            y: value(InputCode.contactY), touchMajor: has(InputCode.touchMajor) ? value(InputCode.touchMajor) : nil,
            toolType: has(InputCode.toolType) ? value(InputCode.toolType) : nil)
    }

    private func value(_ type: UInt32, _ code: UInt16) -> Int32 { libevdev_get_event_value(device, type, UInt32(code)) }

    /// The kernel's number of a key by its name, for example `KEY_F1`; nil when there is no such key.
    static func key(named name: String) -> UInt16? {
        let code = libevdev_event_code_from_name(UInt32(EV_KEY), name)
        return code >= 0 ? UInt16(exactly: code) : nil
    }
}
