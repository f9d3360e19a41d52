import Devices
import LinuxDevices
import Synchronization

/// The screen, with a note of how long each touch took to become a picture.
final class TimedDisplay: Display {
    private let screen: LinuxDisplay
    private let touch: LinuxTouchPanel
    private let state = Mutex(State())

    /// How many times are kept: the latest of an hour of busy visitors.
    private static let most = 4_096

    private struct State {
        var lastRead: MonotonicTime?
        var times: [Duration] = []
        var next = 0
        var firstPicture: MonotonicTime?

        mutating func note(_ time: Duration) {
            if times.count < TimedDisplay.most {
                times.append(time)
            } else {
                times[next] = time
            }
            next = (next + 1) % TimedDisplay.most
        }
    }

    init(_ screen: LinuxDisplay, touch: LinuxTouchPanel) {
        self.screen = screen
        self.touch = touch
    }

    var panel: Panel { screen.panel }
    var connection: AsyncStream<Bool> { screen.connection }
    func light(_ light: PanelLight) async { await screen.light(light) }

    func show(_ frame: Frame, damage: [PixelRect]) async throws(DisplayError) {
        let read = touch.lastEventRead
        try await screen.show(frame, damage: damage)
        let submitted = screen.counts.lastSubmission
        state.withLock { state in
            if state.firstPicture == nil { state.firstPicture = .present }
            guard let read, let submitted, read != state.lastRead, submitted > read else { return }
            state.lastRead = read
            state.note(submitted - read)
        }
    }

    /// From reading a touch to handing over its picture, for the latest touches, in no order.
    var touchTimes: [Duration] { state.withLock { $0.times } }

    /// When the first picture was on the glass.
    var firstPicture: MonotonicTime? { state.withLock { $0.firstPicture } }
}
