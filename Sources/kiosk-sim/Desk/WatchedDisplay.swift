import Devices
import SimulatedDevices
import Synchronization

/// The glass, whose every picture is counted; without power nothing can be shown on it.
final class WatchedDisplay: Display {
    private let glass: SimulatedDisplay
    private let feed: EventFeed
    private let state = Mutex((frame: 0, isPowered: true))

    init(_ glass: SimulatedDisplay, feed: EventFeed) {
        self.glass = glass
        self.feed = feed
    }

    var panel: Panel { glass.panel }

    func show(_ frame: Frame, damage: [PixelRect]) async throws(DisplayError) {
        guard state.withLock({ $0.isPowered }) else { throw .unplugged }
        try await glass.show(frame, damage: damage)
        changed()
    }

    func light(_ light: PanelLight) async {
        await glass.light(light)
        changed()
    }

    var connection: AsyncStream<Bool> { glass.connection }

    /// The number of what can be seen now: another picture, or light, or none.
    var frame: Int { state.withLock { $0.frame } }

    /// Whether there is mains power.
    var isPowered: Bool {
        get { state.withLock { $0.isPowered } }
        set {
            state.withLock { $0.isPowered = newValue }
            changed()
        }
    }

    /// What a person in front of the glass sees.
    var visible: Frame {
        isPowered && glass.light != .off && glass.isPlugged
            ? glass.glass : Frame(width: panel.widthPixels, height: panel.heightPixels)
    }

    /// Notes that something else can be seen.
    func changed() {
        let number = state.withLock { state in
            state.frame += 1
            return state.frame
        }
        feed.send(.frame(number))
    }
}
