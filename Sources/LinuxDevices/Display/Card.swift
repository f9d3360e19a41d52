import CDRM
import Devices
import Glibc

/// An open graphics card.
///
/// Source: Linux `Documentation/gpu/drm-uapi.rst`, "Primary Nodes, DRM Master and Authentication".
final class Card: Sendable {
    /// Its node.
    let path: String
    /// The name of its driver.
    let driver: String
    /// Whether it takes atomic commits, and the options allow them.
    let isAtomic: Bool
    private let handle: CardHandle

    /// Opens the card; who comes first, and nobody else draws, is its master.
    ///
    /// - Throws: ``SystemFailure``, also for a card that has no screens (`ENODEV`), as the 3D part of some boards.
    init(opening path: String, drawing: DisplayOptions.Drawing) throws(SystemFailure) {
        handle = try CardHandle(opening: path)
        self.path = path
        driver = Card.driverName(handle.number)
        var hasBuffers: UInt64 = 0
        guard drmGetCap(handle.number, UInt64(DRM_CAP_DUMB_BUFFER), &hasBuffers) == 0, hasBuffers != 0 else {
            throw SystemFailure(doing: "ask \(path) for buffers to draw in", number: ENODEV)
        }
        isAtomic = drawing == .automatic && drmSetClientCap(handle.number, UInt64(DRM_CLIENT_CAP_ATOMIC), 1) == 0
    }

    /// Its descriptor, open as long as the card.
    var number: Int32 { handle.number }

    /// Becomes master if nobody else is; whoever was master before may become it again.
    ///
    /// - Returns: whether the card obeys us.
    func takeOver() -> Bool {
        drmIsMaster(number) != 0 || drmSetMaster(number) == 0
    }

    /// The nodes of all cards, by their numbers.
    static func all(in folder: String = "/dev/dri") -> [String] {
        SystemFolder(folder).names
            .compactMap { name in name.hasPrefix("card") ? Int(name.dropFirst(4)) : nil }
            .sorted()
            .map { "\(folder)/card\($0)" }
    }

    private static func driverName(_ number: Int32) -> String {
        guard let version = drmGetVersion(number) else { return "unknown" }
        defer { drmFreeVersion(version) }
        return version.pointee.name.map { String(cString: $0) } ?? "unknown"
    }
}

/// The descriptor of a card.
private struct CardHandle: ~Copyable, Sendable {
    let number: Int32

    init(opening path: String) throws(SystemFailure) {
        number = kiosk_open_card(path)
        guard number >= 0 else { throw SystemFailure(doing: "open \(path)") }
    }

    deinit {
        // The kernel takes back buffers and mastery whatever close() says.
        _ = close(number)
    }
}
