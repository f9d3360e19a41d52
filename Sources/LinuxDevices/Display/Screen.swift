import Devices
import Glibc

/// A connected panel: two buffers that take turns on the glass.
final class Screen {
    let socket: PanelSocket
    /// Whether the panel sleeps; pictures are kept until it wakes.
    private(set) var isDark: Bool

    private let mounting: Mounting
    private let options: DisplayOptions
    private var scanout: any Scanout
    private var front: DumbBuffer
    private var back: DumbBuffer
    private var stale: StaleParts
    /// Which of the two is at the back, as `stale` counts them.
    private var backIndex = 1
    /// Whether the panel was ever driven by us.
    private var isStarted = false
    /// Whether `front` holds a picture.
    private var hasPicture = false
    private var change = Change.none

    /// What becomes of the buffers when the change that is on its way has arrived.
    private enum Change {
        case none, turn
    }

    /// Prepares a panel; nothing changes on the glass until the first picture, unless the panel is to sleep.
    ///
    /// - Throws: ``SystemFailure`` when the card refuses what is needed.
    init(_ socket: PanelSocket, panel: Panel, options: DisplayOptions, isDark: Bool) throws(SystemFailure) {
        self.socket = socket
        self.options = options
        self.isDark = isDark
        mounting = Mounting(panel: panel, turn: options.turn, mode: socket.mode)
        // What the picture does not cover stays black; a picture that covers all is drawn whole before it is shown.
        let (width, height) = (socket.mode.width, socket.mode.height)
        front = try DumbBuffer(on: socket.card, width: width, height: height, isBlack: !socket.isExact)
        back = try DumbBuffer(on: socket.card, width: width, height: height, isBlack: !socket.isExact)
        stale = StaleParts(buffers: 2, bounds: panel.bounds)
        scanout = Screen.scanout(for: socket, options)
        if isDark { _ = try scanout.darken(cookie: 0) }
    }

    /// The older way for a card that says that it is atomic and lacks what that needs.
    private static func scanout(for socket: PanelSocket, _ options: DisplayOptions) -> any Scanout {
        // A missing property is no reason for a black screen.
        if socket.card.isAtomic, let atomic = try? AtomicScanout(socket) { return atomic }
        return LegacyScanout(socket, canFlip: options.drawing != .still)
    }

    /// Whether pictures are handed over in atomic commits.
    var isAtomic: Bool { scanout.isAtomic }

    /// Whether the next change drives the panel anew, which takes longer than a flip.
    var isStarting: Bool { !isStarted || isDark }

    /// Whether this screen still is what was found.
    func serves(_ other: PanelSocket) -> Bool {
        socket.card === other.card && socket.connector.id == other.connector.id && socket.scanout.id == other.scanout.id
            && socket.mode.isSame(as: other.mode) && !other.connector.isLinkBad
    }

    /// Draws what the buffer at the back lacks, and hands it to the card; a sleeping panel gets it when it wakes.
    func show(_ frame: Frame, damage: [PixelRect], cookie: UInt64) throws(SystemFailure) -> Arrival {
        guard damage.contains(where: { !$0.isEmpty }) || !hasPicture else { return .unneeded }
        stale.note(damage)
        let parts = stale.take(buffer: backIndex)
        for part in parts { mounting.copy(part, of: frame, to: back.pixels, stride: back.stride) }
        change = .turn
        if isDark {
            arrive()
            return .unneeded
        }
        if !isStarted { return try start(with: back.framebuffer, cookie: cookie) }
        let places = parts.map { mounting.place(of: $0) }.filter { !$0.isEmpty }
        return try scanout.flip(to: back.framebuffer, damage: places, cookie: cookie)
    }

    /// Sends the panel to sleep; the picture is kept.
    func darken(cookie: UInt64) throws(SystemFailure) -> Arrival {
        guard !isDark else { return .unneeded }
        isDark = true
        return try scanout.darken(cookie: cookie)
    }

    /// Wakes the panel with the newest picture; one that has none yet wakes with its first.
    func brighten(cookie: UInt64) throws(SystemFailure) -> Arrival {
        guard isDark else { return .unneeded }
        isDark = false
        isStarted = false
        return hasPicture ? try start(with: front.framebuffer, cookie: cookie) : .unneeded
    }

    /// The change that was handed over is on the glass.
    func arrive() {
        guard change == .turn else { return }
        change = .none
        hasPicture = true
        swap(&front, &back)
        backIndex = 1 - backIndex
    }

    /// Leaves the picture on the glass, also after the program's end.
    ///
    /// - Returns: whether the system knows how to.
    func leave() -> Bool {
        // A flip may be on its way: both stay.
        let stays = front.leaveOnGlass()
        return back.leaveOnGlass() && stays
    }

    private func start(with framebuffer: UInt32, cookie: UInt64) throws(SystemFailure) -> Arrival {
        isStarted = true
        do throws(SystemFailure) {
            return try scanout.start(with: framebuffer, cookie: cookie)
        } catch {
            guard scanout.isAtomic, error.number == EINVAL else { throw error }
            // The card does not mean what it says of atomic commits.
            scanout = LegacyScanout(socket, canFlip: options.drawing != .still)
            return try scanout.start(with: framebuffer, cookie: cookie)
        }
    }
}

extension DisplayMode {
    /// Whether both are the same to the panel, whichever of them runs now.
    fileprivate func isSame(as other: DisplayMode) -> Bool {
        width == other.width && height == other.height && millihertz == other.millihertz
            && isInterlaced == other.isInterlaced
    }
}
