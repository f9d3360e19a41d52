import Devices
import Testing

@Suite struct TouchCalibrationTests {
    private let glass = Panel.tenInch

    /// Touches each cross as a panel feels it whose shares are bent so.
    private func calibrate(
        _ turn: TouchAxes.Turn, current: CalibrationMatrix = .identity, wobble: [Double] = [0, 0, 0, 0],
        felt: (Point) -> Point
    ) throws -> TouchCalibration.Step {
        var calibration = try TouchCalibration(panel: glass, turn: turn, current: current)
        var step = TouchCalibration.Step.next(calibration.target)
        for wobble in wobble {
            guard case .next(let target) = step else { break }
            let point = felt(target)
            step = calibration.touched(Point(x: point.x + Millimetres(wobble), y: point.y))
        }
        return step
    }

    @Test func `a panel that fits stays as it is`() throws {
        guard case .done(let matrix, let residual) = try calibrate(.none, felt: { $0 }) else {
            Issue.record("refused")
            return
        }
        #expect(zip(matrix.numbers, CalibrationMatrix.identity.numbers).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(residual.value < 1e-9)
    }

    @Test(arguments: TouchAxes.Turn.allCases)
    func `a panel that is shifted, stretched and skewed is put right, however it is mounted`(turn: TouchAxes.Turn) throws {
        // A panel that misses its picture: felt = bent(shown).
        func bent(_ shown: Point) -> Point {
            Point(x: shown.x * 0.8 + shown.y * 0.05 + 9, y: shown.y * 1.1 - shown.x * 0.03 - 4)
        }
        let before = try CalibrationMatrix(numbers: [1.02, 0, 0.01, 0.02, 0.97, 0])
        guard case .done(let matrix, let residual) = try calibrate(turn, current: before, felt: bent) else {
            Issue.record("refused")
            return
        }
        #expect(residual.value < 1e-9)
        let old = try TouchAxes(x: 0...4_095, y: 0...4_095, panel: glass, turn: turn, calibration: before)
        let new = try TouchAxes(x: 0...4_095, y: 0...4_095, panel: glass, turn: turn, calibration: matrix)
        for (x, y): (Int32, Int32) in [(0, 0), (4_095, 0), (1_000, 3_000), (2_048, 2_048)] {
            // Wherever the finger truly is, the old matrix feels it bent, and the new one where it is.
            let isBent = bent(new.point(rawX: x, rawY: y)), was = old.point(rawX: x, rawY: y)
            #expect(isBent.distance(to: was).value < 1e-6)
        }
    }

    @Test func `swapped and mirrored axes are put right`() throws {
        let step = try calibrate(.none) { Point(x: 210 - $0.y * 1.2, y: $0.x * 0.6) }
        guard case .done(let matrix, _) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(abs(matrix.numbers[0]) < 1e-9 && matrix.numbers[1] > 0)
    }

    @Test func `careful fingers that miss by a millimetre make a matrix that is good to a millimetre`() throws {
        guard case .done(let matrix, let residual) = try calibrate(.none, wobble: [1, -1, 1, -1], felt: { $0 }) else {
            Issue.record("refused")
            return
        }
        #expect(residual.value > 3.9 && residual.value < 4.1)
        let axes = try TouchAxes(x: 0...1_000, y: 0...1_000, panel: glass, calibration: matrix)
        let middle = axes.point(rawX: 500, rawY: 500)
        #expect(middle.distance(to: Point(x: glass.width / 2, y: glass.height / 2)).value < 1)
    }

    @Test func `a touch that is far off is refused with words, and the next touch begins anew`() throws {
        var calibration = try TouchCalibration(panel: glass)
        let first = calibration.target
        for target in calibration.targets.dropLast() { _ = calibration.touched(target) }
        let step = calibration.touched(Point(x: calibration.targets[3].x + 8, y: calibration.targets[3].y))
        guard case .refused(.missed(let distance)) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(abs(distance.value - 8) < 1e-9)
        #expect(
            TouchCalibrationProblem.missed(by: 8).description
                == "the fourth touch is 8.0 mm off; allowed are 5.0 mm; touch the middle of each cross")
        #expect(calibration.target == first)
        #expect(calibration.touched(first) == .next(calibration.targets[1]))
    }

    @Test func `touches at one place or on a line are refused`() throws {
        #expect(try calibrate(.none) { _ in Point(x: 50, y: 50) } == .refused(.tooClose))
        #expect(try calibrate(.none) { Point(x: $0.x, y: 40) } == .refused(.tooClose))
        #expect(try calibrate(.none) { Point(x: $0.x / 10, y: $0.y / 10) } == .refused(.tooClose))
    }

    @Test func `a touch that is nowhere does not count`() throws {
        var calibration = try TouchCalibration(panel: glass)
        #expect(calibration.touched(Point(x: Millimetres(.nan), y: 1)) == .next(calibration.targets[0]))
    }

    @Test func `targets on a line are refused`() {
        let line = (0..<4).map { Point(x: Millimetres(Double($0)), y: 5) }
        #expect(throws: OutOfRange.self) { try TouchCalibration(panel: glass, targets: line) }
    }

    @Test(arguments: [[1, 0, 0, 0, 1], [1, 0, 0, 0, 1, .nan], [1, 0, 0, 0, 11, 0], [1, 1, 0, 1, 1, 0], []])
    func `a matrix that no panel can have is refused`(numbers: [Double]) {
        #expect(throws: OutOfRange.self) { try CalibrationMatrix(numbers: numbers) }
    }

    @Test func `the matrix means what libinput's means`() throws {
        // Its documentation: a quarter turn clockwise is 0 -1 1 1 0 0.
        let axes = try TouchAxes(
            x: 0...1_000, y: 0...1_000, panel: glass, calibration: try CalibrationMatrix(numbers: [0, -1, 1, 1, 0, 0]))
        let turned = try TouchAxes(x: 0...1_000, y: 0...1_000, panel: glass, turn: .quarter)
        let point = axes.point(rawX: 100, rawY: 300)
        #expect(point.distance(to: turned.point(rawX: 100, rawY: 300)).value < 1e-9)
        #expect(abs(point.x / glass.width - 0.7) < 1e-9 && abs(point.y / glass.height - 0.1) < 1e-9)
    }
}
