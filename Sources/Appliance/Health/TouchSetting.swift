import Devices
import Visit

/// The setting of the touch panel while staff change it: what was, and what is on trial.
public actor TouchSetting {
    private let panel: Panel
    private let turn: TouchAxes.Turn
    private var kept: CalibrationMatrix
    private var trial: CalibrationMatrix?
    private let apply: @Sendable (CalibrationMatrix) async -> Void
    private let save: @Sendable (CalibrationMatrix) async -> Void

    /// - Parameters:
    ///   - kept: the matrix with which touches are felt now.
    ///   - apply: makes the driver feel with another matrix from the next touch on.
    ///   - save: writes a matrix down for the next start.
    public init(
        panel: Panel, turn: TouchAxes.Turn = .none, kept: CalibrationMatrix = .identity,
        apply: @escaping @Sendable (CalibrationMatrix) async -> Void, save: @escaping @Sendable (CalibrationMatrix) async -> Void
    ) {
        self.panel = panel
        self.turn = turn
        self.kept = kept
        self.apply = apply
        self.save = save
    }

    /// Puts the matrix that these crosses give on trial; `false`: they give none.
    public func put(_ marks: [CalibrationMark]) async -> Bool {
        guard let matrix = matrix(of: marks) else { return false }
        trial = matrix
        await apply(matrix)
        return true
    }

    /// The matrix on trial stays.
    public func keep() async {
        guard let matrix = trial else { return }
        (kept, trial) = (matrix, nil)
        await save(matrix)
    }

    /// The matrix of before comes back.
    public func drop() async {
        guard trial != nil else { return }
        trial = nil
        await apply(kept)
    }

    private func matrix(of marks: [CalibrationMark]) -> CalibrationMatrix? {
        // Four targets that are no line are never refused.
        guard marks.count == 4,
            var calibration = try? TouchCalibration(
                panel: panel, turn: turn, current: kept, targets: marks.map { point($0.shown) })
        else { return nil }
        for mark in marks {
            if case .done(let matrix, _) = calibration.touched(point(mark.felt)) { return matrix }
        }
        return nil
    }

    private func point(_ spot: Spot) -> Point { Point(x: panel.width * spot.x, y: panel.height * spot.y) }
}
