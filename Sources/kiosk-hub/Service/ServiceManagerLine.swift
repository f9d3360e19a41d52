import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The line to the service manager that started this program: that it is ready, that it lives, that it stops.
///
/// For a program that was started by hand nobody listens, and everything here does nothing.
///
/// Source: sd_notify(3), "Notes": a datagram to the socket in `$NOTIFY_SOCKET`.
struct ServiceManagerLine: Sendable {
    private let path: String?
    /// How often it must hear that the program lives; `nil`: it does not watch.
    let feedingTime: Duration?

    init(environment: [String: String]) {
        path = environment["NOTIFY_SOCKET"]
        let isForUs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
        feedingTime = isForUs ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds($0) } : nil
    }

    func ready() { say("READY=1") }
    func feed() { say("WATCHDOG=1") }
    func stopping() { say("STOPPING=1") }

    /// A manager that does not listen is no reason to stop: it has its own limits, and keeps them.
    private func say(_ line: String) {
        guard let path, let first = path.first, first == "/" || first == "@" else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A name that begins with @ is one of the abstract socket namespace: its first byte is zero. Source: unix(7).
        let name = first == "@" ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard name.count < room else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + name.count } ?? 0)
        let descriptor = socket(AF_UNIX, Self.kind, 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(line.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }

    #if canImport(Glibc)
    private static let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
    private static let kind = SOCK_DGRAM | SOCK_CLOEXEC
    #endif
}
