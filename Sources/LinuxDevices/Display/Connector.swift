import CDRM
import Devices
import Glibc

/// A socket of a card for a panel, as it was when it was asked.
struct Connector: Sendable {
    /// The kernel's number.
    let id: UInt32
    /// The system's name, for example `HDMI-A-1`.
    let name: String
    /// Whether a panel is connected; some old sockets cannot tell, and count when the panel says what it can show.
    let isConnected: Bool
    /// Whether the kernel asks to set the mode again, because the cable was out for a moment.
    let isLinkBad: Bool
    /// What the panel can show.
    let modes: [DisplayMode]
    /// The same in the kernel's words, in the same order.
    let timings: [drmModeModeInfo]
    /// The scanout that drives it now; 0: none.
    let scanout: UInt32
    /// Which of the card's scanouts can drive it, by their places in the card's list.
    let possibleScanouts: [Int]

    /// Asks a socket; `probing` asks the panel itself, which can take a tenth of a second.
    ///
    /// Nil when it is gone by now.
    init?(_ id: UInt32, of card: Card, probing: Bool) {
        let answer = probing ? drmModeGetConnector(card.number, id) : drmModeGetConnectorCurrent(card.number, id)
        guard let answer else { return nil }
        defer { drmModeFreeConnector(answer) }
        let connector = answer.pointee
        self.id = id
        let type = drmModeGetConnectorTypeName(connector.connector_type).map { String(cString: $0) } ?? "Unknown"
        name = "\(type)-\(connector.connector_type_id)"
        timings = Array(UnsafeBufferPointer(start: connector.modes, count: Int(connector.count_modes)))
        isConnected =
            connector.connection == DRM_MODE_CONNECTED
            || connector.connection == DRM_MODE_UNKNOWNCONNECTION && !timings.isEmpty
        isLinkBad = card.properties(of: id, DRM_MODE_OBJECT_CONNECTOR)["link-status"]?.value == UInt64(DRM_MODE_LINK_STATUS_BAD)

        scanout = Connector.scanout(of: connector.encoder_id, card)
        let running = Connector.timing(of: scanout, card)
        modes = timings.map { DisplayMode($0, running: running) }
        let encoders = UnsafeBufferPointer(start: connector.encoders, count: Int(connector.count_encoders))
        possibleScanouts = Connector.scanouts(of: Array(encoders), card)
    }

    private static func scanout(of encoder: UInt32, _ card: Card) -> UInt32 {
        guard encoder != 0, let answer = drmModeGetEncoder(card.number, encoder) else { return 0 }
        defer { drmModeFreeEncoder(answer) }
        return answer.pointee.crtc_id
    }

    private static func scanouts(of encoders: [UInt32], _ card: Card) -> [Int] {
        var mask: UInt32 = 0
        for encoder in encoders {
            guard let answer = drmModeGetEncoder(card.number, encoder) else { continue }
            mask |= answer.pointee.possible_crtcs
            drmModeFreeEncoder(answer)
        }
        return (0..<32).filter { mask & 1 << UInt32($0) != 0 }
    }

    private static func timing(of scanout: UInt32, _ card: Card) -> drmModeModeInfo? {
        guard scanout != 0, let answer = drmModeGetCrtc(card.number, scanout) else { return nil }
        defer { drmModeFreeCrtc(answer) }
        return answer.pointee.mode_valid != 0 ? answer.pointee.mode : nil
    }
}

extension DisplayMode {
    fileprivate init(_ timing: drmModeModeInfo, running: drmModeModeInfo?) {
        let total = Int(timing.htotal) * Int(timing.vtotal)
        self.init(
            width: Int(timing.hdisplay), height: Int(timing.vdisplay),
            // The clock is in kHz.
            millihertz: total > 0 ? Int(timing.clock) * 1_000_000 / total : Int(timing.vrefresh) * 1_000,
            isPreferred: timing.type & UInt32(DRM_MODE_TYPE_PREFERRED) != 0,
            isInterlaced: timing.flags & UInt32(DRM_MODE_FLAG_INTERLACE) != 0,
            isCurrent: running.map { timing.drives($0) } ?? false)
    }
}

extension drmModeModeInfo {
    /// Whether changing from one to the other changes nothing on the cable.
    fileprivate func drives(_ other: drmModeModeInfo) -> Bool {
        clock == other.clock && hdisplay == other.hdisplay && hsync_start == other.hsync_start
            && hsync_end == other.hsync_end && htotal == other.htotal && vdisplay == other.vdisplay
            && vsync_start == other.vsync_start && vsync_end == other.vsync_end && vtotal == other.vtotal
            && flags == other.flags
    }
}
