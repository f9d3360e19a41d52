import CDRM
import Devices
import Glibc

/// The way to the glass that was there before atomic commits; setting a mode waits, a flip does not.
final class LegacyScanout: Scanout {
    let isAtomic = false

    private let card: Card
    private let connector: UInt32
    private let scanout: UInt32
    private let timing: drmModeModeInfo
    private let power: UInt32?
    private var canFlip: Bool

    /// What a card without page flips answers to one.
    private static let flipless: Set<Int32> = [EINVAL, ENOSYS, ENOTSUP]

    init(_ socket: PanelSocket, canFlip: Bool) {
        card = socket.card
        connector = socket.connector.id
        scanout = socket.scanout.id
        timing = socket.timing
        power = socket.card.properties(of: socket.connector.id, DRM_MODE_OBJECT_CONNECTOR)["DPMS"]?.id
        self.canFlip = canFlip
    }

    func start(with framebuffer: UInt32, cookie: UInt64) throws(SystemFailure) -> Arrival {
        try set(framebuffer, doing: "drive the panel")
        if let power { drmModeConnectorSetProperty(card.number, connector, power, UInt64(DRM_MODE_DPMS_ON)) }
        return .here
    }

    func flip(to framebuffer: UInt32, damage: [PixelRect], cookie: UInt64) throws(SystemFailure) -> Arrival {
        if canFlip {
            let status = drmModePageFlip(
                card.number, scanout, framebuffer, UInt32(DRM_MODE_PAGE_FLIP_EVENT),
                UnsafeMutableRawPointer(bitPattern: UInt(cookie)))
            if status == 0 { return .announced }
            guard LegacyScanout.flipless.contains(-status) else {
                throw SystemFailure(doing: "show a picture", number: -status)
            }
            canFlip = false
        }
        try set(framebuffer, doing: "show a picture")
        tell(of: damage, in: framebuffer)
        return .here
    }

    func darken(cookie: UInt64) throws(SystemFailure) -> Arrival {
        let status =
            if let power {
                drmModeConnectorSetProperty(card.number, connector, power, UInt64(DRM_MODE_DPMS_OFF))
            } else {
                drmModeSetCrtc(card.number, scanout, 0, 0, 0, nil, 0, nil)
            }
        guard status == 0 else { throw SystemFailure(doing: "send the panel to sleep", number: -status) }
        return .here
    }

    private func set(_ framebuffer: UInt32, doing: String) throws(SystemFailure) {
        var connector = connector
        var timing = timing
        let status = drmModeSetCrtc(card.number, scanout, framebuffer, 0, 0, &connector, 1, &timing)
        guard status == 0 else { throw SystemFailure(doing: doing, number: -status) }
    }

    /// For cards that copy what was drawn, as those on USB do; the others know nothing of it, which is as good.
    private func tell(of damage: [PixelRect], in framebuffer: UInt32) {
        var clips = damage.map { rect in
            drm_clip_rect(
                x1: UInt16(clamping: rect.x), y1: UInt16(clamping: rect.y), x2: UInt16(clamping: rect.right),
                y2: UInt16(clamping: rect.bottom))
        }
        drmModeDirtyFB(card.number, framebuffer, &clips, UInt32(clips.count))
    }
}
