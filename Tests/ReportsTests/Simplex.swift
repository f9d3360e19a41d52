/// The least and the most that a sum can be, of numbers that are not negative and satisfy equations: what somebody with all
/// released figures and a computer can work out. It shares nothing with the product's own way of reckoning.
///
/// Source: Dantzig's simplex method in two phases, with Bland's rule, which cannot go round in circles.
struct Simplex {
    private var table: [[Double]]
    private var basis: [Int]
    private let variables: Int
    private static let tiny = 1e-7

    /// Equations `row · x = right`, `x >= 0`; `nil` when nothing satisfies them.
    init?(variables: Int, equations: [(row: [Int: Double], right: Double)]) {
        self.variables = variables
        let width = variables + equations.count + 1
        table = equations.enumerated().map { index, equation in
            var line = [Double](repeating: 0, count: width)
            let sign = equation.right < 0 ? -1.0 : 1.0
            for (variable, factor) in equation.row { line[variable] = sign * factor }
            line[variables + index] = 1
            line[width - 1] = sign * equation.right
            return line
        }
        basis = equations.indices.map { variables + $0 }
        var artificial = [Double](repeating: 0, count: width)
        for index in equations.indices { artificial[variables + index] = -1 }
        guard abs(optimum(of: artificial, columns: width - 1)) < 1e-5 else { return nil }
        driveOut()
    }

    /// The bounds of the sum of some variables; the upper one is infinite when nothing bounds it.
    func bounds(of sum: Set<Int>) -> ClosedRange<Double> {
        var up = self, down = self
        var goal = [Double](repeating: 0, count: table.first?.count ?? variables + 1)
        for variable in sum { goal[variable] = 1 }
        let most = up.optimum(of: goal, columns: variables)
        let least = -down.optimum(of: goal.map { -$0 }, columns: variables)
        return min(least, most)...most
    }

    /// Artificial variables that are still in the basis, at zero, leave it; equations that say nothing new go.
    private mutating func driveOut() {
        for line in table.indices.reversed() where basis[line] >= variables {
            if let column = (0..<variables).first(where: { abs(table[line][$0]) > Simplex.tiny }) {
                pivot(line, column)
            } else {
                table.remove(at: line)
                basis.remove(at: line)
            }
        }
    }

    private mutating func optimum(of goal: [Double], columns: Int) -> Double {
        var reduced = goal
        var value = 0.0
        for (line, column) in basis.enumerated() where goal[column] != 0 {
            for index in reduced.indices.dropLast() { reduced[index] -= goal[column] * table[line][index] }
            value += goal[column] * (table[line].last ?? 0)
        }
        while let column = (0..<columns).first(where: { reduced[$0] > Simplex.tiny }) {
            guard let line = leaving(column) else { return .infinity }
            pivot(line, column)
            let factor = reduced[column]
            for index in reduced.indices.dropLast() { reduced[index] -= factor * table[line][index] }
            value += factor * (table[line].last ?? 0)
        }
        return value
    }

    private func leaving(_ column: Int) -> Int? {
        var best: Int?, least = Double.infinity
        for line in table.indices where table[line][column] > Simplex.tiny {
            let ratio = (table[line].last ?? 0) / table[line][column]
            let isBetter = ratio < least - 1e-12 || (ratio < least + 1e-12 && best.map { basis[line] < basis[$0] } ?? true)
            if isBetter { (best, least) = (line, ratio) }
        }
        return best
    }

    private mutating func pivot(_ line: Int, _ column: Int) {
        let factor = table[line][column]
        for index in table[line].indices { table[line][index] /= factor }
        let own = table[line]
        for other in table.indices where other != line && table[other][column] != 0 {
            let factor = table[other][column]
            table[other].withUnsafeMutableBufferPointer { row in
                own.withUnsafeBufferPointer { own in for index in row.indices { row[index] -= factor * own[index] } }
            }
        }
        basis[line] = column
    }
}
