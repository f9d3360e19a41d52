/// Finds the matrix of a panel from four crosses that a technician touches one after the other.
///
/// Three touches are enough for a matrix; the fourth shows whether they were good. The answer is the best fit of all four.
public struct TouchCalibration: Sendable {
    /// What comes next.
    public enum Step: Hashable, Sendable {
        /// Show a cross here and wait for a touch.
        case next(Point)
        /// The panel fits with this matrix; the residual is how far the fourth touch was from where the first three
        /// put it.
        case done(CalibrationMatrix, residual: Millimetres)
        /// The touches are not good enough; the next touch begins anew at the first cross.
        case refused(TouchCalibrationProblem)
    }

    /// Where the crosses are, in the order in which they are touched.
    public let targets: [Point]

    /// How far the fourth touch may be from where the first three put it.
    ///
    /// Chosen: 5 mm is a third of the smallest control; a careful finger on a good panel stays below 2 mm.
    public static let farthestMiss: Millimetres = 5

    /// The least part of the crosses' area that the touches must span.
    ///
    /// Chosen: a panel whose axes are wrong by more than four is not badly set but broken.
    public static let leastArea = 1.0 / 16

    private let panel: Panel
    private let turn: CalibrationMatrix
    private let current: CalibrationMatrix
    private var touches: [Point] = []

    /// Begins a calibration.
    ///
    /// `current` is the matrix with which the touches are felt. Without `targets` the crosses stand an eighth of the
    /// glass from its edges, clockwise from the upper left.
    ///
    /// - Throws: `OutOfRange` unless there are four targets of which no three lie on a line.
    public init(
        panel: Panel, turn: TouchAxes.Turn = .none, current: CalibrationMatrix = .identity, targets: [Point]? = nil
    ) throws(OutOfRange) {
        self.panel = panel
        self.turn = turn.matrix
        self.current = current
        self.targets = targets ?? TouchCalibration.corners(of: panel)
        guard self.targets.count == 4, TouchCalibration.span(self.targets) > 0 else {
            throw OutOfRange(
                setting: "calibration targets", given: "\(self.targets.count) targets",
                allowed: "4 targets, no three of them on a line")
        }
    }

    /// The cross that is to be touched now.
    public var target: Point { targets[touches.count] }

    /// Takes the next touch where the glass felt it.
    public mutating func touched(_ raw: Point) -> Step {
        guard raw.x.value.isFinite, raw.y.value.isFinite else { return .next(target) }
        touches.append(raw)
        guard touches.count == targets.count else { return .next(target) }
        defer { touches = [] }
        do { return try finish() } catch { return .refused(error) }
    }

    private func finish() throws(TouchCalibrationProblem) -> Step {
        guard TouchCalibration.span(touches) >= TouchCalibration.span(targets) * TouchCalibration.leastArea else {
            throw .tooClose
        }
        let pairs = zip(touches, targets).map { (felt: share($0), shown: share($1)) }
        guard let first = TouchCalibration.fit(Array(pairs.prefix(3))), let best = TouchCalibration.fit(pairs) else {
            throw .tooClose
        }
        let guess = first(pairs[3].felt.x, pairs[3].felt.y)
        let residual = Point(x: panel.width * guess.x, y: panel.height * guess.y).distance(to: targets[3])
        guard residual <= TouchCalibration.farthestMiss else { throw .missed(by: residual) }
        // The touches were felt through the current matrix and the turn: the new matrix stands in the current one's place.
        let matrix = turn.inverse.after(best).after(turn).after(current)
        guard let allowed = try? CalibrationMatrix(numbers: matrix.numbers) else {
            // The only error is a matrix that no panel can have.
            throw .tooClose
        }
        return .done(allowed, residual: residual)
    }

    private func share(_ point: Point) -> (x: Double, y: Double) { (point.x / panel.width, point.y / panel.height) }

    private static func corners(of panel: Panel) -> [Point] {
        [(0.125, 0.125), (0.875, 0.125), (0.875, 0.875), (0.125, 0.875)].map {
            Point(x: panel.width * $0.0, y: panel.height * $0.1)
        }
    }

    /// The smallest triangle that three of four points make. mm².
    private static func span(_ points: [Point]) -> Double {
        let triangles = [(0, 1, 2), (1, 2, 3), (2, 3, 0), (3, 0, 1)].map { one, two, three in
            let (p, q, r) = (points[one], points[two], points[three])
            let across = (q.x - p.x).value * (r.y - p.y).value, down = (r.x - p.x).value * (q.y - p.y).value
            return abs(across - down) / 2
        }
        return triangles.min() ?? 0
    }

    /// The affine map with the least squares of misses; nil when the points lie on a line.
    private static func fit(
        _ pairs: [(felt: (x: Double, y: Double), shown: (x: Double, y: Double))]
    ) -> CalibrationMatrix? {
        // The sums of the normal equations; x' and y' are found apart from each other.
        let n = Double(pairs.count)
        func sum(_ term: ((felt: (x: Double, y: Double), shown: (x: Double, y: Double))) -> Double) -> Double {
            pairs.reduce(0) { $0 + term($1) }
        }
        let (x, y) = (sum { $0.felt.x } / n, sum { $0.felt.y } / n)
        let xx = sum { ($0.felt.x - x) * ($0.felt.x - x) }, yy = sum { ($0.felt.y - y) * ($0.felt.y - y) }
        let xy = sum { ($0.felt.x - x) * ($0.felt.y - y) }
        let determinant = xx * yy - xy * xy
        guard determinant > 1e-9 else { return nil }
        func row(_ value: ((x: Double, y: Double)) -> Double) -> (Double, Double, Double) {
            let mean = sum { value($0.shown) } / n
            let vx = sum { value($0.shown) * ($0.felt.x - x) }, vy = sum { value($0.shown) * ($0.felt.y - y) }
            let p = (vx * yy - vy * xy) / determinant, q = (vy * xx - vx * xy) / determinant
            return (p, q, mean - p * x - q * y)
        }
        let (a, b, c) = row { $0.x }
        let (d, e, f) = row { $0.y }
        return CalibrationMatrix(a, b, c, d, e, f)
    }
}

/// Why touches do not make a calibration.
public enum TouchCalibrationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The touches lie close together or on a line.
    case tooClose
    /// The fourth touch is far from where the first three put it.
    case missed(by: Millimetres)

    public var description: String {
        switch self {
        case .tooClose: "the touches lie too close together or on a line; touch each cross where it stands"
        case .missed(let distance):
            "the fourth touch is \((distance.value * 10).rounded() / 10) mm off; allowed are "
                + "\(TouchCalibration.farthestMiss.value) mm; touch the middle of each cross"
        }
    }
}
