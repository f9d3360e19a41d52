import Devices

/// The socket of the headset: a switch among the kernel's input devices.
struct HeadsetSocket {
    let device: EvdevDevice
    let watch: Watch

    /// Whether a device is one.
    static func fits(_ device: InputDevice) -> Bool { device.switches.contains(InputCode.headset) }
}
