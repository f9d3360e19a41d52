import Devices
import Synchronization

/// Lamps that remember how they shine.
public final class SimulatedLamps: Lamps {
    private let patterns = Mutex<[Lamp: LampPattern]>([:])
    private let outlet = Outlet<Lamp>()

    /// Makes lamps that are dark.
    public init() {}

    public func show(_ pattern: LampPattern, on lamp: Lamp) async {
        patterns.withLock { $0[lamp] = pattern }
        outlet.send(lamp)
    }

    /// How a lamp shines.
    public func pattern(of lamp: Lamp) -> LampPattern {
        patterns.withLock { $0[lamp] ?? .off }
    }

    /// Each lamp when it was set; for one listener.
    public var changes: AsyncStream<Lamp> { outlet.open() }

    func losePower() {
        patterns.withLock { $0 = [:] }
    }
}
