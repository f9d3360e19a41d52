import CSystemd
import Devices
import Glibc

/// Printers of the house's network.
extension PrinterPort {
    /// A printer that acknowledges nothing for so long is gone. Chosen: as long as a stalled one is waited for.
    private static let longestSilence: Int32 = 10

    /// Begins to connect; the descriptor is writable when that is over.
    ///
    /// - Throws: ``SystemFailure`` when the address is none or the system refuses.
    static func openNetwork(_ address: String, _ port: UInt16) throws(SystemFailure) -> PrinterPort {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let doing = "connect to the printer at \(address), port \(port)"
        guard getaddrinfo(address, "\(port)", &hints, &found) == 0, let first = found else {
            throw SystemFailure(doing: doing, number: EINVAL)
        }
        defer { freeaddrinfo(first) }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(first.pointee.ai_family, type, 0)
        guard descriptor >= 0 else { throw SystemFailure(doing: doing) }
        let printer = PrinterPort(descriptor: descriptor, kind: .network, isConnecting: true)
        printer.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        printer.set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, longestSilence * 1_000)
        printer.set(SOL_SOCKET, SO_KEEPALIVE, 1)
        printer.set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, longestSilence)
        printer.set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, longestSilence / 2)
        printer.set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 2)
        guard Glibc.connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) != 0 else { return printer }
        guard errno == EINPROGRESS else { throw SystemFailure(doing: doing) }
        return printer
    }

    /// Lets the connection end at once when it is closed: nothing that waits is sent any more.
    func endAtOnce() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    /// Whether the printer has acknowledged everything.
    var isAcknowledged: Bool {
        var left: Int32 = 0
        return ioctl(descriptor, UInt(TIOCOUTQ), &left) == 0 && left == 0
    }

    /// A system without one of these options notices a dead printer later; that is no reason to refuse.
    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
