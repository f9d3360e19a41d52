import CDRM
import Devices

/// The card's news that a change is on the glass.
///
/// The corresponding C function is `drmHandleEvent`. Source: Linux `include/uapi/drm/drm.h`, `struct drm_event_vblank`.
struct FlipEvent: Equatable {
    /// The number that came with the change.
    let cookie: UInt64
    /// When it was on the glass.
    let moment: MonotonicTime

    /// How many bytes are read at once: room for 32 events, of which at most one is on its way.
    static let bytesPerRead = 1_024

    /// The flips among the events that were read; what is cut off or no flip is left out.
    static func all(in bytes: UnsafeRawBufferPointer) -> [FlipEvent] {
        var events: [FlipEvent] = []
        var rest = bytes[...]
        while rest.count >= MemoryLayout<drm_event>.size {
            let header = rest.loadUnaligned(as: drm_event.self)
            let length = Int(header.length)
            guard length >= MemoryLayout<drm_event>.size, length <= rest.count else { break }
            if header.type == UInt32(DRM_EVENT_FLIP_COMPLETE), length >= MemoryLayout<drm_event_vblank>.size {
                events.append(FlipEvent(rest.loadUnaligned(as: drm_event_vblank.self)))
            }
            rest = rest.dropFirst(length)
        }
        return events
    }

    init(cookie: UInt64, moment: MonotonicTime) {
        self.cookie = cookie
        self.moment = moment
    }

    private init(_ event: drm_event_vblank) {
        cookie = event.user_data
        moment = MonotonicTime(sinceBoot: .seconds(Int64(event.tv_sec)) + .microseconds(Int64(event.tv_usec)))
    }
}
