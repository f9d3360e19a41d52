/// How the numbers of a touch panel's axes become places on the glass.
public struct TouchAxes: Hashable, Sendable {
    /// The lowest and highest number of the panel's own horizontal axis.
    public let x: ClosedRange<Int32>
    /// The lowest and highest number of the panel's own vertical axis.
    public let y: ClosedRange<Int32>
    /// The glass as the visitor sees it, after turning.
    public let panel: Panel
    /// How the panel is mounted; one setting turns picture and touch.
    public let turn: Turn
    /// How the axes are bent to fit the picture.
    public let calibration: CalibrationMatrix

    /// Shares of the panel's axes to shares of the glass.
    private let matrix: CalibrationMatrix

    /// How far the glass is turned clockwise from the way that it was made for.
    public enum Turn: Int, CaseIterable, Sendable {
        /// As made.
        case none = 0
        /// 90° clockwise.
        case quarter = 90
        /// Upside down.
        case half = 180
        /// 90° anticlockwise.
        case threeQuarters = 270
    }

    /// Describes the axes.
    ///
    /// - Throws: `OutOfRange` when an axis has a single number, as a broken driver reports it.
    public init(
        x: ClosedRange<Int32>, y: ClosedRange<Int32>, panel: Panel, turn: Turn = .none,
        calibration: CalibrationMatrix = .identity
    ) throws(OutOfRange) {
        for (name, range) in [("horizontal", x), ("vertical", y)] where range.lowerBound == range.upperBound {
            throw OutOfRange(
                setting: "the \(name) touch axis", given: "\(range.lowerBound) to \(range.upperBound)",
                allowed: "at least two different numbers")
        }
        self.x = x
        self.y = y
        self.panel = panel
        self.turn = turn
        self.calibration = calibration
        matrix = turn.matrix.after(calibration)
    }

    /// The place on the glass; off the glass when the numbers lie outside the axes.
    public func point(rawX: Int32, rawY: Int32) -> Point {
        let (left, top) = matrix(TouchAxes.share(of: rawX, in: x), TouchAxes.share(of: rawY, in: y))
        return Point(x: panel.width * left, y: panel.height * top)
    }

    /// A length in numbers of the panel's own horizontal axis, on the glass.
    func length(raw: Int32) -> Millimetres {
        let share = Double(raw) / (Double(x.upperBound) - Double(x.lowerBound))
        let across = panel.width * (matrix.a * share), down = panel.height * (matrix.d * share)
        return Point(x: 0, y: 0).distance(to: Point(x: across, y: down))
    }

    private static func share(of raw: Int32, in range: ClosedRange<Int32>) -> Double {
        (Double(raw) - Double(range.lowerBound)) / (Double(range.upperBound) - Double(range.lowerBound))
    }
}
