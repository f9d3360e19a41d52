import Devices
import Glibc

/// An open cable to a printer; whoever lets go of it closes it.
final class PrinterPort {
    /// What became of a write.
    enum Written {
        /// So many bytes are on their way.
        case took(Int)
        /// No room; ask again when there is.
        case full
        /// The printer is gone.
        case gone
    }

    /// What became of a read.
    enum Received {
        case bytes([UInt8])
        /// Nothing came.
        case nothing
        /// The printer sent an empty packet, which is no end; some do so all the time.
        case empty
        /// It cannot be read from: a cable of one direction.
        case deaf
        /// The printer is gone.
        case gone
    }

    /// What else the cable can do.
    enum Kind {
        case usb(node: String)
        case serial(SerialLine)
        case network
    }

    let descriptor: Int32
    let kind: Kind
    /// Whether a network connection is still being made.
    var isConnecting: Bool

    /// How much is read at once: more than a printer ever says.
    private static let mostBytes = 512
    /// How much is written at once. Chosen: as much as a printer's buffer, so that little is lost when it is taken back.
    private static let mostWritten = 4_096

    init(descriptor: Int32, kind: Kind, isConnecting: Bool = false) {
        self.descriptor = descriptor
        self.kind = kind
        self.isConnecting = isConnecting
    }

    deinit {
        close(descriptor)
    }

    /// Writes as much as there is room for.
    func write(_ bytes: [UInt8]) -> Written {
        let flags = Int32(MSG_NOSIGNAL)
        let count = bytes.withUnsafeBytes { buffer in
            let size = min(buffer.count, PrinterPort.mostWritten)
            if case .network = kind { return send(descriptor, buffer.baseAddress, size, flags) }
            return Glibc.write(descriptor, buffer.baseAddress, size)
        }
        if count > 0 { return .took(count) }
        return count == 0 || PrinterPort.isPassing(errno) ? .full : .gone
    }

    /// Reads what came.
    func read() -> Received {
        var bytes = [UInt8](repeating: 0, count: PrinterPort.mostBytes)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        if count > 0 { return .bytes(Array(bytes.prefix(count))) }
        if count == 0 {
            if case .usb = kind { return .empty }
            return .gone
        }
        if errno == EINVAL { return .deaf }
        return PrinterPort.isPassing(errno) ? .nothing : .gone
    }

    /// The failure of a connection that was being made; 0: it is made.
    func connected() -> Int32 {
        isConnecting = false
        var failure: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 else { return errno }
        return failure
    }

    private static func isPassing(_ number: Int32) -> Bool {
        number == EAGAIN || number == EWOULDBLOCK || number == EINTR
    }
}
