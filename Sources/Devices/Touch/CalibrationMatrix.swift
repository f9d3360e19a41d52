/// How the shares of a panel's axes are bent to fit the picture: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`.
///
/// All are shares from 0 to 1 along the panel's own axes, before the glass is turned.
///
/// Source: libinput, `LIBINPUT_CALIBRATION_MATRIX`, which has the same six numbers in the same order.
public struct CalibrationMatrix: Hashable, Sendable {
    /// The six numbers a, b, c, d, e, f.
    public var numbers: [Double] { [a, b, c, d, e, f] }

    let a, b, c, d, e, f: Double

    /// Changes nothing.
    public static let identity = CalibrationMatrix(1, 0, 0, 0, 1, 0)

    /// What each of the six numbers may be.
    public static let range: ClosedRange<Double> = -10...10

    /// The least area to which the glass may be bent: a hundredth of it.
    static let leastArea = 0.01

    /// Takes six numbers as they stand in a configuration.
    ///
    /// - Throws: `OutOfRange` when there are more or fewer, when one is out of range, and when the glass would become
    ///   a line.
    public init(numbers: [Double]) throws(OutOfRange) {
        guard numbers.count == 6 else {
            throw OutOfRange(setting: "touch calibration", given: "\(numbers.count) numbers", allowed: "6 numbers")
        }
        for number in numbers { try OutOfRange.check(number, in: CalibrationMatrix.range, "touch calibration") }
        self.init(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        guard abs(area) >= CalibrationMatrix.leastArea else {
            throw OutOfRange(
                setting: "touch calibration", given: "a matrix that leaves \(abs(area)) of the glass's area",
                allowed: "at least \(CalibrationMatrix.leastArea)")
        }
    }

    init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// What becomes of the whole glass's area; negative when the glass is mirrored.
    var area: Double { a * e - b * d }

    func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (a * x + b * y + c, d * x + e * y + f)
    }

    /// First the other one, then this one.
    func after(_ first: CalibrationMatrix) -> CalibrationMatrix {
        CalibrationMatrix(
            a * first.a + b * first.d, a * first.b + b * first.e, a * first.c + b * first.f + c,
            d * first.a + e * first.d, d * first.b + e * first.e, d * first.c + e * first.f + f)
    }

    /// Undoes this one; whoever made it has seen to it that ``area`` is not zero.
    var inverse: CalibrationMatrix {
        let (ia, ib, id, ie) = (e / area, -b / area, -d / area, a / area)
        return CalibrationMatrix(ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f))
    }
}

extension TouchAxes.Turn {
    /// Shares of the panel's axes to shares of the glass as the visitor sees it.
    var matrix: CalibrationMatrix {
        switch self {
        case .none: .identity
        case .quarter: CalibrationMatrix(0, -1, 1, 1, 0, 0)
        case .half: CalibrationMatrix(-1, 0, 1, 0, -1, 1)
        case .threeQuarters: CalibrationMatrix(0, 1, 0, -1, 0, 1)
        }
    }
}
