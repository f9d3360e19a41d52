import CGpiod
import Devices
import Glibc
import Synchronization

/// A line of the board that this program holds; letting go of it gives it back.
///
/// The corresponding C functions are those of `libgpiod`, 1.6 or 2.x.
final class GpioLine: Sendable {
    /// What came when the line was asked for its next edge.
    enum Edge {
        case changed(isActive: Bool, at: MonotonicTime)
        case nothing
        case gone(SystemFailure)
    }

    /// What to wait on for edges.
    let descriptor: Int32
    /// Whether the kernel ignores short pulses.
    let isDebounced: Bool

    private let place: LinePlace
    private let line: Mutex<OpaquePointer>

    /// The library that is linked, for example `1.6.3`.
    static var library: String { String(cString: kiosk_gpio_version()) }

    /// Takes a line as an input that tells of both edges.
    ///
    /// - Throws: `SystemFailure` when there is no such line or somebody else has it.
    convenience init(input place: LinePlace, isActiveLow: Bool, bias: LineBias, debounce: Duration) throws(SystemFailure) {
        let microseconds = debounce.components.attoseconds / 1_000_000_000_000
        try self.init(place) { path, offset, line in
            kiosk_line_take_input(path, offset, isActiveLow, bias.code, UInt32(clamping: microseconds), &line)
        }
    }

    /// Takes a line as an output that is active at once, or not.
    ///
    /// - Throws: `SystemFailure` when there is no such line or somebody else has it.
    convenience init(output place: LinePlace, isActiveLow: Bool, isActive: Bool) throws(SystemFailure) {
        try self.init(place) { path, offset, line in
            kiosk_line_take_output(path, offset, isActiveLow, isActive, &line)
        }
    }

    private init(
        _ place: LinePlace, _ take: (String, UInt32, inout OpaquePointer?) -> Int32
    ) throws(SystemFailure) {
        let (path, offset) = try GpioLine.find(place)
        var line: OpaquePointer?
        let status = take(path, offset, &line)
        guard status == 0, let line else {
            throw SystemFailure(doing: "take the line \(place) of \(path)", number: -status)
        }
        self.place = place
        descriptor = kiosk_line_descriptor(line)
        isDebounced = kiosk_line_is_debounced(line)
        self.line = Mutex(line)
    }

    deinit {
        line.withLock { kiosk_line_release($0) }
    }

    private static func find(_ place: LinePlace) throws(SystemFailure) -> (path: String, offset: UInt32) {
        var offset: UInt32 = 0
        var status: Int32 = 0
        let path = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { room in
            guard let start = room.baseAddress else { return "" }
            start.pointee = 0
            switch place {
            case .named(let name, let chip?): status = kiosk_line_find(chip, name, start, room.count, &offset)
            case .named(let name, nil): status = kiosk_line_find(nil, name, start, room.count, &offset)
            case .numbered(let number, let chip):
                status = kiosk_chip_find(chip, start, room.count)
                offset = UInt32(clamping: number)
            }
            return String(cString: start)
        }
        guard status == 0 else { throw SystemFailure(doing: "find the line \(place)", number: -status) }
        return (path, offset)
    }

    /// The next edge that waits.
    func next() -> Edge {
        var isActive = false
        var nanoseconds: UInt64 = 0
        let status = line.withLock { kiosk_line_next_edge($0, &isActive, &nanoseconds) }
        switch status {
        case 1:
            return .changed(isActive: isActive, at: MonotonicTime(sinceBoot: .nanoseconds(Int64(clamping: nanoseconds))))
        case 0: return .nothing
        default: return .gone(SystemFailure(doing: "read the line \(place)", number: -status))
        }
    }

    /// Whether the line is active now.
    ///
    /// - Throws: `SystemFailure` when it is gone.
    func isActive() throws(SystemFailure) -> Bool {
        let level = line.withLock { kiosk_line_level($0) }
        guard level >= 0 else { throw SystemFailure(doing: "read the line \(place)", number: -level) }
        return level == 1
    }

    /// Makes an output active, or not.
    ///
    /// - Throws: `SystemFailure` when it is gone.
    func set(_ isActive: Bool) throws(SystemFailure) {
        let status = line.withLock { kiosk_line_set($0, isActive) }
        guard status == 0 else { throw SystemFailure(doing: "set the line \(place)", number: -status) }
    }
}

extension LineBias {
    fileprivate var code: kiosk_bias {
        switch self {
        case .asItIs: KIOSK_BIAS_AS_IT_IS
        case .none: KIOSK_BIAS_NONE
        case .pullUp: KIOSK_BIAS_UP
        case .pullDown: KIOSK_BIAS_DOWN
        }
    }
}
