import CDRM
import Glibc

/// A property of one of a card's objects.
struct CardProperty: Sendable {
    /// The kernel's number for it.
    let id: UInt32
    /// Its present value.
    let value: UInt64
}

extension Card {
    /// The scanouts and sockets of the card.
    ///
    /// - Throws: ``SystemFailure`` when the card has no screens or is gone.
    func parts() throws(SystemFailure) -> (scanouts: [UInt32], connectors: [UInt32]) {
        guard let answer = drmModeGetResources(number) else { throw SystemFailure(doing: "ask \(path) for its sockets") }
        defer { drmModeFreeResources(answer) }
        let resources = answer.pointee
        return (
            Array(UnsafeBufferPointer(start: resources.crtcs, count: Int(resources.count_crtcs))),
            Array(UnsafeBufferPointer(start: resources.connectors, count: Int(resources.count_connectors)))
        )
    }

    /// The properties of an object by their names; none when the object is gone.
    func properties(of object: UInt32, _ type: UInt32) -> [String: CardProperty] {
        guard let answer = drmModeObjectGetProperties(number, object, type) else { return [:] }
        defer { drmModeFreeObjectProperties(answer) }
        var properties: [String: CardProperty] = [:]
        for index in 0..<Int(answer.pointee.count_props) {
            let id = answer.pointee.props[index]
            guard let property = drmModeGetProperty(number, id) else { continue }
            let name = withUnsafeBytes(of: property.pointee.name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            properties[name] = CardProperty(id: id, value: answer.pointee.prop_values[index])
            drmModeFreeProperty(property)
        }
        return properties
    }

    /// The planes of the card: the layers that a scanout puts over each other.
    func planes() -> [Plane] {
        guard let answer = drmModeGetPlaneResources(number) else { return [] }
        defer { drmModeFreePlaneResources(answer) }
        let ids = UnsafeBufferPointer(start: answer.pointee.planes, count: Int(answer.pointee.count_planes))
        return ids.compactMap { Plane($0, of: self) }
    }
}

/// One layer of the picture.
struct Plane {
    /// The kernel's number.
    let id: UInt32
    /// The scanout that shows it now; 0: none.
    let scanout: UInt32
    /// Which scanouts can show it: a bit for each, by their places in the card's list.
    let possibleScanouts: UInt32
    /// Its properties by their names.
    let properties: [String: CardProperty]

    fileprivate init?(_ id: UInt32, of card: Card) {
        guard let answer = drmModeGetPlane(card.number, id) else { return nil }
        defer { drmModeFreePlane(answer) }
        self.id = id
        scanout = answer.pointee.crtc_id
        possibleScanouts = answer.pointee.possible_crtcs
        properties = card.properties(of: id, DRM_MODE_OBJECT_PLANE)
    }

    /// Whether it is the layer at the bottom, which every scanout has.
    var isPrimary: Bool { properties["type"]?.value == UInt64(DRM_PLANE_TYPE_PRIMARY) }
}
