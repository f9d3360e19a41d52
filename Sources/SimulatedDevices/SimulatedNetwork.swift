import Devices
import Synchronization

/// A way out that is there or not, as one likes.
public final class SimulatedNetwork: Network {
    private let state: Mutex<Bool>
    private let outlet = Outlet<Bool>()

    /// Makes a network; it is up unless told otherwise.
    public init(isConnected: Bool = true) {
        state = Mutex(isConnected)
    }

    public var isUp: AsyncStream<Bool> { outlet.open { isConnected } }

    /// Whether there is a way out.
    public var isConnected: Bool {
        get { state.withLock { $0 } }
        set {
            let isChange = state.withLock { state in
                defer { state = newValue }
                return state != newValue
            }
            if isChange { outlet.send(newValue) }
        }
    }
}
