import Devices

/// Makes one point of one touch of a panel that is not set yet, wherever it seems to lie, even off the glass.
struct PointPicker {
    private var points: [Point] = []
    private var isSpoilt = false

    /// Points of one touch that count. Chosen: a second of a usual panel; a finger that rests longer says nothing new.
    private static let limit = 128

    /// Takes the next message of the panel; gives the middle of the touch when the finger is lifted.
    ///
    /// A second finger, a palm and lost messages spoil the touch.
    mutating func receive(_ signal: TouchSignal) -> Point? {
        guard case .contacts(let contacts) = signal else {
            points = []
            isSpoilt = true
            return nil
        }
        guard !contacts.isEmpty else {
            defer { (points, isSpoilt) = ([], false) }
            return isSpoilt ? nil : middle
        }
        if contacts.count > 1 || contacts[0].isPalm { isSpoilt = true }
        if points.count < PointPicker.limit { points.append(contacts[0].point) }
        return nil
    }

    private var middle: Point? {
        guard !points.isEmpty else { return nil }
        let count = Double(points.count)
        return Point(
            x: Millimetres(points.reduce(0) { $0 + $1.x.value } / count),
            y: Millimetres(points.reduce(0) { $0 + $1.y.value } / count))
    }
}
