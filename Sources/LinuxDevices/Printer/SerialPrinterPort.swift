import Devices
import Glibc

/// Printers on a serial line.
extension PrinterPort {
    /// Opens the line and sets it; nil when it is not there.
    ///
    /// - Throws: ``SystemFailure`` when it is there and cannot be opened or set.
    static func openSerial(_ line: SerialLine) throws(SystemFailure) -> PrinterPort? {
        let descriptor = open(line.device, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENODEV || errno == ENXIO || errno == EIO { return nil }
            throw SystemFailure(doing: "open the printer's line \(line.device)")
        }
        let port = PrinterPort(descriptor: descriptor, kind: .serial(line))
        guard isatty(descriptor) == 1 else {
            throw SystemFailure(doing: "use \(line.device) as a serial line", number: ENOTTY)
        }
        // Nobody else may write into a slip. A line that cannot be locked works all the same.
        _ = ioctl(descriptor, UInt(TIOCEXCL))
        try port.set(line, flow: line.flow)
        tcflush(descriptor, TCIOFLUSH)
        return port
    }

    /// Takes back what has not left yet, and sends a few bytes past a printer that says "wait".
    ///
    /// - Returns: whether ``restoreFlow()`` is due once they have left.
    func shout(_ bytes: [UInt8], on line: SerialLine) -> Bool {
        tcflush(descriptor, TCOFLUSH)
        guard !bytes.isEmpty, line.flow != .none else { return false }
        do { try set(line, flow: .none) } catch { return false }
        _ = write(bytes)
        return true
    }

    /// Heeds again when the printer says "wait".
    func restoreFlow() {
        guard case .serial(let line) = kind else { return }
        // A line that went away in between is told by the next write.
        do { try set(line, flow: line.flow) } catch { return }
    }

    /// The corresponding C functions are those of termios(3).
    private func set(_ line: SerialLine, flow: SerialLine.Flow) throws(SystemFailure) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { throw failure(line) }
        cfmakeraw(&settings)
        cfsetispeed(&settings, PrinterPort.speed(line.baud))
        cfsetospeed(&settings, PrinterPort.speed(line.baud))
        settings.c_cflag |= tcflag_t(CREAD | CLOCAL)
        settings.c_cflag &= ~(tcflag_t(PARENB | PARODD | CSTOPB) | tcflag_t(CRTSCTS))
        settings.c_iflag &= ~tcflag_t(IXON | IXOFF | IXANY)
        switch line.parity {
        case .none: break
        case .even: settings.c_cflag |= tcflag_t(PARENB)
        case .odd: settings.c_cflag |= tcflag_t(PARENB | PARODD)
        }
        switch flow {
        case .none: break
        case .rtscts: settings.c_cflag |= tcflag_t(CRTSCTS)
        case .xonxoff: settings.c_iflag |= tcflag_t(IXON)
        }
        // A read without a byte is refused instead of looking like a hang-up.
        PrinterPort.setMinimum(&settings)
        guard tcsetattr(descriptor, TCSANOW, &settings) == 0 else { throw failure(line) }
    }

    private static func setMinimum(_ settings: inout termios) {
        withUnsafeMutableBytes(of: &settings.c_cc) { controls in
            controls[Int(VMIN)] = 1
            controls[Int(VTIME)] = 0
        }
    }

    private func failure(_ line: SerialLine) -> SystemFailure {
        SystemFailure(doing: "set the printer's line \(line.device) to \(line.baud) baud")
    }

    private static func speed(_ baud: Int) -> speed_t {
        switch baud {
        case 9_600: speed_t(B9600)
        case 19_200: speed_t(B19200)
        case 38_400: speed_t(B38400)
        case 57_600: speed_t(B57600)
        default: speed_t(B115200)
        }
    }
}
