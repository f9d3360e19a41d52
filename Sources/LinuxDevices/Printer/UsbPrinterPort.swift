import Devices
import Glibc

/// Printers on USB, through the kernel's printer class driver.
///
/// Source: linux/drivers/usb/class/usblp.c.
extension PrinterPort {
    /// `LPGETSTATUS` of linux/lp.h: the status byte of the cable.
    private static let getStatus: UInt = 0x060b
    /// `LPRESET` of linux/lp.h: the driver asks the printer to flush its buffers.
    private static let reset: UInt = 0x060c

    /// Where the printers are.
    private static let folder = "/dev/usb"

    /// Opens the printer; nil when it is not there.
    ///
    /// - Throws: ``SystemFailure`` when it is there and cannot be opened.
    static func openUsb(_ place: PrinterConnection.UsbPlace) throws(SystemFailure) -> PrinterPort? {
        guard let node = node(of: place) else { return nil }
        let descriptor = open(node, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        if descriptor >= 0 { return PrinterPort(descriptor: descriptor, kind: .usb(node: node)) }
        if errno == ENOENT || errno == ENODEV || errno == ENXIO { return nil }
        throw SystemFailure(doing: "open the printer \(node)")
    }

    private static func node(of place: PrinterConnection.UsbPlace) -> String? {
        switch place {
        case .node(let node): node
        case .first: nodes().first
        case .model(let vendor, let product):
            nodes().first { node in
                number("idVendor", of: node) == vendor && number("idProduct", of: node) == product
            }
        }
    }

    /// The nodes of all printers, `/dev/usb/lp0` first.
    private static func nodes() -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var numbers: [Int] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix("lp"), let number = Int(name.dropFirst(2)) { numbers.append(number) }
        }
        return numbers.sorted().map { "\(folder)/lp\($0)" }
    }

    /// A hexadecimal number that the kernel tells of the device to which a node belongs.
    private static func number(_ attribute: String, of node: String) -> UInt16? {
        let name = node.split(separator: "/").last.map(String.init) ?? ""
        let file = open("/sys/class/usbmisc/\(name)/device/../\(attribute)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 8)
        let count = Glibc.read(file, &bytes, bytes.count)
        return UInt16(String(decoding: bytes.prefix(max(0, count)).prefix { $0 > 0x20 }, as: UTF8.self), radix: 16)
    }

    /// What the cable's status byte says; nil on other cables, and when the printer does not tell. May wait for seconds.
    func portStatus() -> PrinterStatus? {
        guard case .usb = kind else { return nil }
        var byte: Int32 = 0
        guard ioctl(descriptor, PrinterPort.getStatus, &byte) == 0 else { return nil }
        return PortStatus.decode(UInt8(truncatingIfNeeded: byte))
    }

    /// Asks the printer to flush its buffers. May wait for seconds; a printer that does not know the request refuses it.
    func resetUsb() {
        _ = ioctl(descriptor, PrinterPort.reset, 0)
    }

    /// Whether the driver takes bytes now; when not, what it took is still on its way.
    var isReadyToWrite: Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&wanted, 1, 0) > 0 && wanted.revents & Int16(POLLOUT) != 0
    }
}
