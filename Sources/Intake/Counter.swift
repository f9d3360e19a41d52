/// One thing to add one to, in the week that it happened in.
public struct Counter: Hashable, Sendable {
    public let metric: Metric
    /// A value for each of the metric's dimensions, in their order. Range: 0–2 values.
    public let values: [String]

    /// Takes a value for each of the metric's dimensions, in their order.
    ///
    /// - Throws: ``CounterRefusal`` for a triple, a pair that is not allowed, or a value that is not in the list.
    public init(_ metric: Metric, _ values: String...) throws(CounterRefusal) {
        try self.init(metric, values: values)
    }

    /// The same, with the values in an array.
    public init(_ metric: Metric, values: [String]) throws(CounterRefusal) {
        guard values.count == metric.dimensions.count else {
            throw CounterRefusal(metric: metric, reason: .wrongShape(found: values.count))
        }
        for (dimension, value) in zip(metric.dimensions, values) where !dimension.allows(value) {
            throw CounterRefusal(metric: metric, reason: .valueNotAllowed(dimension))
        }
        (self.metric, self.values) = (metric, values)
    }
}

/// Why something is not counted. It does not repeat the value.
public struct CounterRefusal: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case wrongShape(found: Int)
        case valueNotAllowed(CounterDimension)
    }

    public let metric: Metric
    public let reason: Reason
}

extension CounterRefusal: CustomStringConvertible {
    public var description: String {
        let shape = metric.dimensions.map(\.rawValue).joined(separator: " by ")
        return switch reason {
        case .wrongShape(let found):
            "\(metric.rawValue) is counted \(shape.isEmpty ? "alone" : "by \(shape)"); \(found) values were given"
        case .valueNotAllowed(let dimension):
            "\(metric.rawValue): a value is not allowed for \(dimension.rawValue)"
                + (dimension.values.map { "; allowed are \($0.joined(separator: ", "))" } ?? "")
        }
    }
}
