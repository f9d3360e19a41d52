import Devices
import Synchronization

/// A panel in memory: it shows what it was told to show, and only where it was told that something changed.
///
/// A picture whose damage was reported wrongly therefore looks as wrong here as on real glass.
public final class SimulatedDisplay: Display {
    public let panel: Panel

    private struct State {
        var glass: Frame
        var isPlugged = true
        var light = PanelLight.full
        var shows = 0
        var history: [Frame] = []
    }

    private let state: Mutex<State>
    private let historyLimit: Int
    private let changes = Outlet<Int>()
    private let plugs = Outlet<Bool>()

    /// Makes a dark panel that remembers this many earlier pictures.
    ///
    /// The default is none, because each costs the memory of a whole frame.
    public init(panel: Panel, history: Int = 0) {
        self.panel = panel
        historyLimit = history
        state = Mutex(State(glass: Frame(width: panel.widthPixels, height: panel.heightPixels)))
    }

    public func show(_ frame: Frame, damage: [PixelRect]) async throws(DisplayError) {
        try check(frame)
        let shows: Int? = state.withLock { state in
            guard state.isPlugged else { return nil }
            for rect in damage { state.glass.copy(rect, from: frame) }
            state.shows += 1
            if historyLimit > 0 {
                state.history.append(state.glass)
                state.history.removeFirst(max(0, state.history.count - historyLimit))
            }
            return state.shows
        }
        guard let shows else { throw .unplugged }
        changes.send(shows)
    }

    public func light(_ light: PanelLight) async {
        state.withLock { $0.light = light }
    }

    public var connection: AsyncStream<Bool> { plugs.open { isPlugged } }

    /// What is on the glass, lit or not.
    public var glass: Frame { state.withLock { $0.glass } }

    /// How often something was shown.
    public var shows: Int { state.withLock { $0.shows } }

    /// How bright the panel is.
    public var light: PanelLight { state.withLock { $0.light } }

    /// The last pictures, the newest at the end.
    public var history: [Frame] { state.withLock { $0.history } }

    /// The number of each picture when it is on the glass; for one listener.
    public var pictures: AsyncStream<Int> { changes.open() }

    /// Whether the panel is connected. Unplugged it goes dark, and it comes back black.
    public var isPlugged: Bool {
        get { state.withLock { $0.isPlugged } }
        set {
            let isChange = state.withLock { state in
                if state.isPlugged, !newValue { state.glass = black }
                defer { state.isPlugged = newValue }
                return state.isPlugged != newValue
            }
            if isChange { plugs.send(newValue) }
        }
    }

    /// Makes the glass black and counts from zero, as after a power cut.
    func losePower() {
        state.withLock { state in
            state.glass = black
            state.history = []
            state.light = .full
        }
    }

    private var black: Frame { Frame(width: panel.widthPixels, height: panel.heightPixels) }

    private func check(_ frame: Frame) throws(DisplayError) {
        guard frame.width == panel.widthPixels, frame.height == panel.heightPixels else {
            throw .wrongSize(width: frame.width, height: frame.height, panel: panel)
        }
    }
}
