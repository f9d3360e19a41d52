import CDRM
import Devices
import Glibc

/// The way to the glass by atomic commits, none of which waits.
///
/// Source: Linux `Documentation/gpu/drm-kms.rst`, "Atomic Mode Setting" and "Damage Tracking Properties".
final class AtomicScanout: Scanout {
    let isAtomic = true

    private let card: Card
    private let connector: UInt32
    private let scanout: UInt32
    private let plane: UInt32
    private let names: Names
    private let mode: Blob
    private let size: (width: UInt64, height: UInt64)
    /// Layers of others on the same scanout, as the pointer of a boot splash.
    private let foreignPlanes: [(id: UInt32, framebuffer: UInt32, scanout: UInt32)]
    private var isLit = false

    /// The kernel's numbers of the properties.
    private struct Names {
        var connectorScanout, mode, active: UInt32
        var link: UInt32?
        var framebuffer, scanout: UInt32
        /// Source and target: x, y, width, height of each.
        var source, target: [UInt32]
        var damage, rotation: UInt32?
    }

    /// Looks up everything that is needed to drive the panel.
    ///
    /// - Throws: ``SystemFailure`` when the card lacks something; the older way may still work.
    init(_ socket: PanelSocket) throws(SystemFailure) {
        card = socket.card
        connector = socket.connector.id
        scanout = socket.scanout.id
        let planes = card.planes()
        let usable = planes.filter { $0.isPrimary && $0.possibleScanouts & 1 << UInt32(socket.scanout.index) != 0 }
        guard let plane = usable.first(where: { $0.scanout == socket.scanout.id }) ?? usable.first else {
            throw SystemFailure(doing: "find a plane on \(socket.card.path)", number: ENOENT)
        }
        self.plane = plane.id
        names = try AtomicScanout.names(of: socket, plane)
        foreignPlanes = planes.filter { $0.id != plane.id && $0.scanout == socket.scanout.id }.compactMap { plane in
            guard let framebuffer = plane.properties["FB_ID"], let scanout = plane.properties["CRTC_ID"] else { return nil }
            return (plane.id, framebuffer.id, scanout.id)
        }
        mode = try Blob([socket.timing], of: "the mode", on: socket.card)
        size = (UInt64(socket.mode.width), UInt64(socket.mode.height))
    }

    func start(with framebuffer: UInt32, cookie: UInt64) throws(SystemFailure) -> Arrival {
        let request = try AtomicRequest(for: card)
        try request.set(names.connectorScanout, of: connector, to: UInt64(scanout))
        // A link that broke down is trained anew only when it is called good.
        if let link = names.link { try request.set(link, of: connector, to: UInt64(DRM_MODE_LINK_STATUS_GOOD)) }
        try request.set(names.mode, of: scanout, to: UInt64(mode.id))
        try request.set(names.active, of: scanout, to: 1)
        try request.set(names.framebuffer, of: plane, to: UInt64(framebuffer))
        try request.set(names.scanout, of: plane, to: UInt64(scanout))
        // The source is in 1/65536 of a pixel.
        let sizes = [(names.source, size.width << 16, size.height << 16), (names.target, size.width, size.height)]
        for (names, width, height) in sizes {
            for (name, value) in zip(names, [0, 0, width, height]) { try request.set(name, of: plane, to: value) }
        }
        if let rotation = names.rotation { try request.set(rotation, of: plane, to: UInt64(DRM_MODE_ROTATE_0)) }
        for other in foreignPlanes {
            try request.set(other.framebuffer, of: other.id, to: 0)
            try request.set(other.scanout, of: other.id, to: 0)
        }
        try request.commit(UInt32(DRM_MODE_ATOMIC_ALLOW_MODESET), cookie: cookie, doing: "drive the panel")
        isLit = true
        return .announced
    }

    func flip(to framebuffer: UInt32, damage: [PixelRect], cookie: UInt64) throws(SystemFailure) -> Arrival {
        let request = try AtomicRequest(for: card)
        try request.set(names.framebuffer, of: plane, to: UInt64(framebuffer))
        guard let name = names.damage, !damage.isEmpty else {
            try request.commit(0, cookie: cookie, doing: "show a picture")
            return .announced
        }
        let rects = damage.map { rect in
            drm_mode_rect(
                x1: Int32(clamping: rect.x), y1: Int32(clamping: rect.y), x2: Int32(clamping: rect.right),
                y2: Int32(clamping: rect.bottom))
        }
        // The kernel holds it from the commit on.
        let blob = try Blob(rects, of: "the damage", on: card)
        try request.set(name, of: plane, to: UInt64(blob.id))
        try request.commit(0, cookie: cookie, doing: "show a picture")
        return .announced
    }

    func darken(cookie: UInt64) throws(SystemFailure) -> Arrival {
        let request = try AtomicRequest(for: card)
        try request.set(names.active, of: scanout, to: 0)
        guard isLit else {
            // Nobody tells of a panel that sleeps already; this is at the start of a kiosk that is closed, and may wait.
            try request.commitWaiting(UInt32(DRM_MODE_ATOMIC_ALLOW_MODESET), doing: "send the panel to sleep")
            return .here
        }
        try request.commit(UInt32(DRM_MODE_ATOMIC_ALLOW_MODESET), cookie: cookie, doing: "send the panel to sleep")
        isLit = false
        return .announced
    }

    private static func names(of socket: PanelSocket, _ plane: Plane) throws(SystemFailure) -> Names {
        let card = socket.card
        let connector = card.properties(of: socket.connector.id, DRM_MODE_OBJECT_CONNECTOR)
        let scanout = card.properties(of: socket.scanout.id, DRM_MODE_OBJECT_CRTC)
        func id(_ name: String, in properties: [String: CardProperty]) throws(SystemFailure) -> UInt32 {
            guard let property = properties[name] else {
                throw SystemFailure(doing: "find the property \(name) on \(card.path)", number: ENOENT)
            }
            return property.id
        }
        func place(_ prefix: String) throws(SystemFailure) -> [UInt32] {
            var ids: [UInt32] = []
            for side in ["X", "Y", "W", "H"] { ids.append(try id(prefix + side, in: plane.properties)) }
            return ids
        }
        return Names(
            connectorScanout: try id("CRTC_ID", in: connector), mode: try id("MODE_ID", in: scanout),
            active: try id("ACTIVE", in: scanout), link: connector["link-status"]?.id,
            framebuffer: try id("FB_ID", in: plane.properties),
            scanout: try id("CRTC_ID", in: plane.properties), source: try place("SRC_"), target: try place("CRTC_"),
            damage: plane.properties["FB_DAMAGE_CLIPS"]?.id, rotation: plane.properties["rotation"]?.id)
    }
}

/// A piece of data that the kernel keeps for a property.
private struct Blob: ~Copyable {
    let id: UInt32
    private let card: Card

    init<Piece: BitwiseCopyable>(_ pieces: [Piece], of what: String, on card: Card) throws(SystemFailure) {
        var id: UInt32 = 0
        let status = drmModeCreatePropertyBlob(card.number, pieces, pieces.count * MemoryLayout<Piece>.stride, &id)
        guard status == 0 else { throw SystemFailure(doing: "hand \(what) to \(card.path)", number: -status) }
        self.id = id
        self.card = card
    }

    deinit {
        drmModeDestroyPropertyBlob(card.number, id)
    }
}
