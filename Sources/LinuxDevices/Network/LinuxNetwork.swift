import CSystemd
import Devices
import Glibc

/// Whether the board has a way out: a default route over a link that is up.
///
/// The kernel tells of changes (rtnetlink); because news can be lost, the table is also read once in a while.
///
/// Source: rtnetlink(7), proc(5) `/proc/net/route` and `/proc/net/ipv6_route`.
public actor LinuxNetwork: Network {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let changes = Outlet<Bool>()
    private nonisolated let proc: String
    private var wasUp: Bool?
    private var socket: Int32 = -1
    private var watch: Watch?

    /// How often the table is read without a cause.
    static let interval = Duration.seconds(30)

    /// Makes a look at the network; `proc` is where the tables lie.
    public init(loop: EventLoop, proc: String = "/proc/self/net") {
        self.loop = loop
        self.proc = proc
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    public nonisolated var isUp: AsyncStream<Bool> { changes.open { RouteTable(proc: proc).hasWayOut } }

    /// Begins to listen; without news from the kernel the table alone has to do.
    public func start() {
        look()
        socket = Glibc.socket(AF_NETLINK, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), NETLINK_ROUTE)
        guard socket >= 0 else { return }
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups = UInt32(RTMGRP_LINK | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_nl>.size))
            }
        }
        guard status == 0 else { return }
        // Without the news the slow look has to do.
        watch = try? loop.watch(socket, for: .readable) { [weak self] _ in self?.assumeIsolated { $0.read() } }
    }

    /// What the news say does not matter: the table does.
    private func read() {
        var rubbish = [UInt8](repeating: 0, count: 8_192)
        while recv(socket, &rubbish, rubbish.count, 0) > 0 {}
        tell()
    }

    private func look() {
        tell()
        _ = loop.after(LinuxNetwork.interval) { [weak self] in self?.assumeIsolated { $0.look() } }
    }

    private func tell() {
        let isUp = RouteTable(proc: proc).hasWayOut
        guard isUp != wasUp else { return }
        wasUp = isUp
        changes.send(isUp)
    }
}

/// The kernel's tables of routes.
struct RouteTable {
    let proc: String

    /// A route to everywhere that is up and not a refusal.
    var hasWayOut: Bool {
        lines("route").contains(where: RouteTable.isDefaultIPv4) || lines("ipv6_route").contains(where: RouteTable.isDefaultIPv6)
    }

    /// Interface, destination, gateway, flags (hexadecimal; 1: up, 200: refused), …
    static func isDefaultIPv4(_ line: Substring) -> Bool {
        let fields = line.split { $0 == "\t" || $0 == " " }
        guard fields.count >= 4, fields[1] == "00000000", let flags = UInt32(fields[3], radix: 16) else { return false }
        return flags & 0x1 != 0 && flags & 0x200 == 0
    }

    /// Destination, its length, source, its length, next hop, metric, count, use, flags, interface.
    static func isDefaultIPv6(_ line: Substring) -> Bool {
        let fields = line.split(separator: " ")
        guard fields.count >= 10, fields[1] == "00", fields[0].allSatisfy({ $0 == "0" }), fields[9] != "lo",
            let flags = UInt32(fields[8], radix: 16)
        else { return false }
        return flags & 0x1 != 0 && flags & 0x200 == 0
    }

    private func lines(_ name: String) -> [Substring] {
        guard let text = SmallFile.read("\(proc)/\(name)", limit: RouteTable.sizeLimit) else { return [] }
        return text.split(separator: "\n")
    }

    /// A kiosk has a handful of routes.
    private static let sizeLimit = 65_536
}
