import Devices

/// Short ways to write down what a panel senses.
enum Trace {
    static let panel = Panel.tenInch

    static func at(_ milliseconds: Int) -> MonotonicTime {
        MonotonicTime(sinceBoot: .milliseconds(milliseconds))
    }

    static func finger(_ id: Int32, _ x: Double, _ y: Double, width: Millimetres? = nil) -> Contact {
        Contact(id: id, point: Point(x: Millimetres(x), y: Millimetres(y)), width: width)
    }

    static func point(_ x: Double, _ y: Double) -> Point {
        Point(x: Millimetres(x), y: Millimetres(y))
    }

    /// Plays frames of contacts, each at its millisecond.
    static func play(
        _ frames: [(Int, [Contact])], tolerance: TouchTolerance = .standard
    ) -> [TouchGesture] {
        var tracker = TouchTracker(panel: panel, tolerance: tolerance)
        return frames.flatMap { tracker.receive(.contacts($0.1), at: at($0.0)) }
    }

    /// How many touches reached their end.
    static func actions(_ gestures: [TouchGesture]) -> Int {
        gestures.count { if case .ended = $0 { true } else { false } }
    }
}

/// Short ways to write down events of the kernel.
extension InputEvent {
    static func slot(_ number: Int32) -> InputEvent { axis(InputCode.slot, number) }
    static func tracking(_ id: Int32) -> InputEvent { axis(InputCode.trackingID, id) }
    static func x(_ value: Int32) -> InputEvent { axis(InputCode.contactX, value) }
    static func y(_ value: Int32) -> InputEvent { axis(InputCode.contactY, value) }
    static func axis(_ code: UInt16, _ value: Int32) -> InputEvent {
        InputEvent(type: InputCode.axis, code: code, value: value)
    }
    static func touch(_ isDown: Bool) -> InputEvent {
        InputEvent(type: InputCode.key, code: InputCode.touch, value: isDown ? 1 : 0)
    }
    static let report = InputEvent(type: InputCode.synchronisation, code: InputCode.report, value: 0)
    static let contactReport = InputEvent(type: InputCode.synchronisation, code: InputCode.contactReport, value: 0)
    static let dropped = InputEvent(type: InputCode.synchronisation, code: InputCode.dropped, value: 0)
}
