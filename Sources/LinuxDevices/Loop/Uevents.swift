import CSystemd
import Glibc

/// One device that came, went or changed.
public struct Uevent: Hashable, Sendable {
    /// What happened: `add`, `remove`, `change`, …
    public let action: String
    /// For example `drm` or `input`.
    public let subsystem: String
    /// For example `/dev/input/event3`; nil for one without a node.
    public let node: String?
    /// Its folder under `/sys`.
    public let place: String
}

/// News of devices that come and go, after udev has given them their rights.
///
/// News can be lost: a follower also looks for itself once in a while.
///
/// The corresponding C functions are those of `udev_monitor`.
public actor UeventFeed {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private var followers: [(subsystem: String, tell: @Sendable (Uevent) -> Void)] = []
    private var monitor: OpaquePointer?
    private var watch: Watch?

    /// Makes a feed that tells on this loop.
    public init(loop: EventLoop) {
        self.loop = loop
    }

    /// Calls `tell` on the loop for every device of the subsystem from now on; a follower stays as long as the feed.
    ///
    /// - Throws: ``SystemFailure`` when there is no news to be had; who asked has to look for itself.
    public func follow(_ subsystem: String, _ tell: @escaping @Sendable (Uevent) -> Void) throws(SystemFailure) {
        followers.append((subsystem, tell))
        try listen()
    }

    private func listen() throws(SystemFailure) {
        guard watch == nil else { return }
        guard let udev = udev_new() else { throw SystemFailure(doing: "reach udev") }
        defer { udev_unref(udev) }
        guard let monitor = udev_monitor_new_from_netlink(udev, "udev") else {
            throw SystemFailure(doing: "listen to udev")
        }
        let status = udev_monitor_enable_receiving(monitor)
        guard status >= 0 else {
            udev_monitor_unref(monitor)
            throw SystemFailure(doing: "listen to udev", number: -status)
        }
        self.monitor = monitor
        watch = try loop.watch(udev_monitor_get_fd(monitor), for: .readable) { [weak self] _ in
            self?.assumeIsolated { $0.read() }
        }
    }

    /// Takes what came, at most so much that the loop's other work is not kept waiting.
    private func read() {
        for _ in 0..<UeventFeed.eventsPerTurn {
            guard let monitor, let device = udev_monitor_receive_device(monitor) else { return }
            defer { udev_device_unref(device) }
            guard let event = Uevent(device) else { continue }
            for follower in followers where follower.subsystem == event.subsystem { follower.tell(event) }
        }
    }

    private static let eventsPerTurn = 64
}

extension Uevent {
    fileprivate init?(_ device: OpaquePointer) {
        guard
            let action = udev_device_get_action(device), let subsystem = udev_device_get_subsystem(device),
            let place = udev_device_get_syspath(device)
        else { return nil }
        self.action = String(cString: action)
        self.subsystem = String(cString: subsystem)
        node = udev_device_get_devnode(device).map { String(cString: $0) }
        self.place = String(cString: place)
    }
}
