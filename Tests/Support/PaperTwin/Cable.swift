import Glibc

/// The printer's end of a cable, which can be pulled and plugged in.
struct Cable {
    enum Place {
        case device(String)
        case terminal(link: String)
        case network(port: UInt16, isOpen: Bool)
        case unix(path: String)

        var name: String {
            switch self {
            case .device(let path): path
            case .terminal(let link): link
            case .network(let port, _): "port \(port)"
            case .unix(let path): path
            }
        }
    }

    let place: Place
    /// The folder of a USB gadget, whose cable is its binding to a controller.
    let gadget: String?
    private(set) var isPlugged = true
    /// What is read and written; nil while nobody is there.
    private(set) var descriptor: Int32?
    /// Waits for connections.
    private(set) var listener: Int32?
    /// The kiosk's end of a pseudo terminal, held open so that it never hangs up by itself.
    private var slave: Int32?
    private var controller = ""

    init(_ place: Place, gadget: String?) {
        self.place = place
        self.gadget = gadget
        controller = gadget.map { Cable.text(of: "\($0)/UDC") } ?? ""
    }

    /// `TIOCSPTLCK` of asm-generic/ioctls.h: locks and unlocks the kiosk's end of a pseudo terminal.
    private static let setLock: UInt = 0x4004_5431
    /// `TIOCGPTN`: the number of the kiosk's end.
    private static let getNumber: UInt = 0x8004_5430

    /// Opens what can be opened now.
    ///
    /// - Returns: whether somebody is there who was not before.
    mutating func open() -> Bool {
        guard isPlugged, descriptor == nil else { return false }
        switch place {
        case .device(let path): descriptor = Cable.device(path)
        case .terminal(let link): openTerminal(link)
        case .network(let port, let isOpen): accept(port, isOpen)
        case .unix(let path): descriptor = Cable.unix(path)
        }
        return descriptor != nil
    }

    /// Lets go of whoever is there.
    mutating func hangUp() {
        for end in [descriptor, slave].compactMap({ $0 }) { close(end) }
        descriptor = nil
        slave = nil
    }

    /// Pulls the cable, as a hand does.
    mutating func unplug() {
        isPlugged = false
        if let gadget { Cable.write("\n", to: "\(gadget)/UDC") }
        if case .terminal(let link) = place { unlink(link) }
        hangUp()
        if let listener { close(listener) }
        listener = nil
    }

    /// Puts the cable back in.
    mutating func plug() {
        isPlugged = true
        if let gadget { Cable.write(controller, to: "\(gadget)/UDC") }
    }

    /// Sets the status byte that a USB gadget shows; other cables have none.
    ///
    /// Source: linux/usb/g_printer.h, `GADGET_SET_PRINTER_STATUS`.
    func show(status: Int32) {
        if let descriptor, case .device = place { _ = ioctl(descriptor, 0xc001_6722, status) }
    }

    /// How many bytes wait to be read; nil when the cable does not tell.
    var waiting: Int? {
        if case .device = place { return nil }
        var count: Int32 = 0
        guard let descriptor, ioctl(descriptor, UInt(FIONREAD), &count) == 0 else { return nil }
        return Int(count)
    }

    private static func device(_ path: String) -> Int32? {
        let descriptor = Glibc.open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var check = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&check, 1, 0)
        if check.revents & Int16(POLLHUP | POLLERR) != 0 {
            close(descriptor)
            return nil
        }
        makeRaw(descriptor)
        return descriptor
    }

    private mutating func openTerminal(_ link: String) {
        let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = 0
        let isMade = master >= 0 && ioctl(master, Cable.setLock, &unlocked) == 0 && ioctl(master, Cable.getNumber, &number) == 0
        guard isMade else { return }
        let name = "/dev/pts/\(number)"
        let end = Glibc.open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        Cable.makeRaw(end)
        slave = end
        descriptor = master
        // The link changes at once: whoever looks finds the old one or the new one.
        unlink(link + ".new")
        symlink(name, link + ".new")
        rename(link + ".new", link)
    }

    private mutating func accept(_ port: UInt16, _ isOpen: Bool) {
        if listener == nil { listener = Cable.listen(port, isOpen) }
        guard let listener else { return }
        let caller = Glibc.accept(listener, nil, nil)
        guard caller >= 0 else { return }
        _ = fcntl(caller, F_SETFL, O_NONBLOCK)
        descriptor = caller
    }

    private static func listen(_ port: UInt16, _ isOpen: Bool) -> Int32? {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let end = socket(AF_INET, type, 0)
        var yes: Int32 = 1
        setsockopt(end, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = (isOpen ? in_addr_t(0) : 0x7f00_0001).bigEndian
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(end, plain, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, Glibc.listen(end, 1) == 0 else {
            close(end)
            return nil
        }
        return end
    }

    private static func unix(_ path: String) -> Int32? {
        let end = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                connect(end, plain, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isConnected else {
            close(end)
            return nil
        }
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        return end
    }

    /// Only terminals have something to set.
    private static func makeRaw(_ descriptor: Int32) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return }
        cfmakeraw(&settings)
        tcsetattr(descriptor, TCSANOW, &settings)
    }

    private static func text(of file: String) -> String {
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private static func write(_ text: String, to file: String) {
        let descriptor = Glibc.open(file, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
