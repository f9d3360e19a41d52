import CEvdev
import Devices
import Foundation
import Glibc
import Testing

/// Whether this is the virtual board, where the kernel's own input devices and lines can be made by a test.
let isOnVirtualBoard = ProcessInfo.processInfo.environment["KIOSK_HIL"] == "1"

extension Trait where Self == ConditionTrait {
    /// Needs the virtual board.
    static var onVirtualBoard: Self { .enabled(if: isOnVirtualBoard, "needs the virtual board (KIOSK_HIL=1)") }
}

/// Tests that make input devices and lines: one after the other, because each would find those of the others.
@Suite(.serialized) struct KernelInputTests {}

/// An input device that the kernel takes for a real one, and that the test moves.
///
/// The corresponding C functions are those of `libevdev-uinput`.
final class InputHand {
    struct NotMade: Error {
        let number: Int32
    }

    /// For example `/dev/input/event3`.
    let node: String

    private let device: OpaquePointer

    init(_ description: InputDevice) throws {
        guard let model = libevdev_new() else { throw NotMade(number: ENOMEM) }
        defer { libevdev_free(model) }
        libevdev_set_name(model, description.name)
        libevdev_set_id_bustype(model, Int32(description.busNumber))
        libevdev_set_id_vendor(model, Int32(description.vendor))
        libevdev_set_id_product(model, Int32(description.product))
        if description.isDirect { libevdev_enable_property(model, UInt32(INPUT_PROP_DIRECT)) }
        if description.isPointer { libevdev_enable_property(model, UInt32(INPUT_PROP_POINTER)) }
        for key in description.keys { libevdev_enable_event_code(model, UInt32(EV_KEY), UInt32(key), nil) }
        for axis in description.relativeAxes { libevdev_enable_event_code(model, UInt32(EV_REL), UInt32(axis), nil) }
        for (axis, range) in description.axes {
            var info = input_absinfo()
            (info.minimum, info.maximum) = (range.lowerBound, range.upperBound)
            libevdev_enable_event_code(model, UInt32(EV_ABS), UInt32(axis), &info)
        }
        var device: OpaquePointer?
        let status = libevdev_uinput_create_from_device(model, LIBEVDEV_UINPUT_OPEN_MANAGED.rawValue, &device)
        guard status == 0, let device, let node = libevdev_uinput_get_devnode(device) else { throw NotMade(number: -status) }
        self.device = device
        self.node = String(cString: node)
    }

    deinit {
        libevdev_uinput_destroy(device)
    }

    func send(_ events: [InputEvent]) {
        for event in events {
            libevdev_uinput_write_event(device, UInt32(event.type), UInt32(event.code), event.value)
        }
    }
}

/// Short ways to write down events of the kernel.
extension InputEvent {
    static func axis(_ code: UInt16, _ value: Int32) -> InputEvent { InputEvent(type: InputCode.axis, code: code, value: value) }
    static func key(_ code: UInt16, _ isDown: Bool) -> InputEvent {
        InputEvent(type: InputCode.key, code: code, value: isDown ? 1 : 0)
    }
    static let report = InputEvent(type: InputCode.synchronisation, code: InputCode.report, value: 0)
    static let contactReport = InputEvent(type: InputCode.synchronisation, code: InputCode.contactReport, value: 0)

    /// A finger comes down or moves in a slot, 10 numbers to a millimetre.
    static func finger(_ slot: Int32, id: Int32? = nil, _ x: Double, _ y: Double) -> [InputEvent] {
        [axis(InputCode.slot, slot)] + (id.map { [axis(InputCode.trackingID, $0)] } ?? [])
            + [axis(InputCode.contactX, Int32(x * 10)), axis(InputCode.contactY, Int32(y * 10))]
    }
    /// A contact without a number, as protocol A has them.
    static func loose(_ x: Double, _ y: Double) -> [InputEvent] {
        [axis(InputCode.contactX, Int32(x * 10)), axis(InputCode.contactY, Int32(y * 10)), contactReport]
    }
    static func lift(_ slot: Int32) -> [InputEvent] { [axis(InputCode.slot, slot), axis(InputCode.trackingID, -1)] }
}

/// Panels as they are sold, 10 numbers to a millimetre of a glass of 200 × 100 mm.
enum SoldPanel {
    static let glass = Panel(name: "test", widthPixels: 1_000, heightPixels: 500, width: 200, height: 100)

    static func slots(_ name: String = "test slots", bus: InputBus = .usb) -> InputDevice {
        InputDevice(
            name: name, busNumber: bus.number, vendor: 0x0eef, product: 1, isDirect: true, keys: [InputCode.touch],
            axes: [
                InputCode.slot: 0...9, InputCode.trackingID: 0...65_535, InputCode.contactX: 0...2_000,
                InputCode.contactY: 0...1_000,
            ])
    }

    static let anonymous = InputDevice(
        name: "test anonymous", busNumber: InputBus.i2c.number, isDirect: true, keys: [InputCode.touch],
        axes: [InputCode.contactX: 0...2_000, InputCode.contactY: 0...1_000])

    static let single = InputDevice(
        name: "test single", busNumber: InputBus.usb.number, keys: [InputCode.touch],
        axes: [InputCode.x: 0...2_000, InputCode.y: 0...1_000])
}
