import Devices
import Synchronization

/// The keys of a case without a case.
public final class SimulatedButtons: Buttons {
    private struct State {
        var down: Set<HardwareButton> = []
        var isStuck = false
        var chatters = false
    }

    private let clock: any KioskClock
    private let state = Mutex(State())
    private let outlet = Outlet<ButtonSignal>()

    /// Makes keys that nobody holds; the clock stamps their signals.
    public init(clock: any KioskClock) {
        self.clock = clock
    }

    public var events: AsyncStream<ButtonSignal> { outlet.open() }

    public func isDown(_ button: HardwareButton) -> Bool {
        state.withLock { $0.down.contains(button) }
    }

    /// Holds a key down.
    public func hold(_ button: HardwareButton) {
        change(button, to: true)
    }

    /// Lets a key go.
    public func release(_ button: HardwareButton) {
        guard !isStuck else { return }
        change(button, to: false)
    }

    /// Holds a key and lets it go.
    public func press(_ button: HardwareButton) {
        hold(button)
        release(button)
    }

    /// Whether keys that are pressed stay down; when they get loose all come up.
    public var isStuck: Bool {
        get { state.withLock { $0.isStuck } }
        set {
            let freed = state.withLock { state in
                state.isStuck = newValue
                return newValue ? [] : state.down
            }
            for button in freed { change(button, to: false) }
        }
    }

    /// Whether the contacts chatter: each change comes several times.
    public var chatters: Bool {
        get { state.withLock { $0.chatters } }
        set { state.withLock { $0.chatters = newValue } }
    }

    private func change(_ button: HardwareButton, to isDown: Bool) {
        let levels = state.withLock { state in
            let isChange = isDown ? state.down.insert(button).inserted : state.down.remove(button) != nil
            guard isChange else { return [Bool]() }
            return state.chatters ? [isDown, !isDown, isDown, !isDown, isDown] : [isDown]
        }
        let now = clock.now
        for level in levels { outlet.send(ButtonSignal(button: button, isDown: level, at: now)) }
    }
}
