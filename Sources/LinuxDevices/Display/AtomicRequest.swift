import CDRM
import Glibc

/// Changes of a card that come into force together.
struct AtomicRequest: ~Copyable {
    private let request: OpaquePointer
    private let card: Card

    init(for card: Card) throws(SystemFailure) {
        guard let request = drmModeAtomicAlloc() else { throw SystemFailure(doing: "prepare a change", number: ENOMEM) }
        self.request = request
        self.card = card
    }

    deinit {
        drmModeAtomicFree(request)
    }

    /// Adds a change.
    func set(_ property: UInt32, of object: UInt32, to value: UInt64) throws(SystemFailure) {
        let status = drmModeAtomicAddProperty(request, object, property, value)
        guard status >= 0 else { throw SystemFailure(doing: "prepare a change", number: -status) }
    }

    /// Hands the changes over without waiting; an event with the cookie tells when they are in force.
    func commit(_ flags: UInt32, cookie: UInt64, doing: String) throws(SystemFailure) {
        try commit(flags | UInt32(DRM_MODE_ATOMIC_NONBLOCK) | UInt32(DRM_MODE_PAGE_FLIP_EVENT), cookie, doing)
    }

    /// Hands the changes over and waits until they are in force.
    func commitWaiting(_ flags: UInt32, doing: String) throws(SystemFailure) {
        try commit(flags, 0, doing)
    }

    private func commit(_ flags: UInt32, _ cookie: UInt64, _ doing: String) throws(SystemFailure) {
        let status = drmModeAtomicCommit(card.number, request, flags, UnsafeMutableRawPointer(bitPattern: UInt(cookie)))
        guard status == 0 else { throw SystemFailure(doing: doing, number: -status) }
    }
}
