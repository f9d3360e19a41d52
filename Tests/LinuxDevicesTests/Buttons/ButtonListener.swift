import Devices
import LinuxDevices

/// Listens to keys as the kiosk does: debounced, and with the level read again when it is due.
struct ButtonListener {
    private var stream: AsyncStream<ButtonSignal>.AsyncIterator
    private var debouncers: [HardwareButton: Debouncer] = [:]
    private(set) var signals: [ButtonSignal] = []
    private(set) var actions: [HardwareButton: [ButtonAction]] = [:]
    let buttons: any Buttons

    init(_ buttons: any Buttons) {
        self.buttons = buttons
        stream = buttons.events.makeAsyncIterator()
    }

    /// Takes signals until one says this.
    mutating func listen(until button: HardwareButton, isDown: Bool) async {
        while let signal = await stream.next() {
            signals.append(signal)
            take(signal.button, signal.isDown, at: signal.at)
            if signal.button == button, signal.isDown == isDown { return }
        }
    }

    /// Reads every key once more that may still chatter, as if the time had come.
    mutating func settle() {
        for (button, debouncer) in debouncers {
            guard let reading = debouncer.nextReading else { continue }
            take(button, buttons.isDown(button), at: reading)
        }
    }

    private mutating func take(_ button: HardwareButton, _ isDown: Bool, at time: MonotonicTime) {
        actions[button, default: []] += debouncers[button, default: Debouncer()].receive(isDown: isDown, at: time)
    }
}
