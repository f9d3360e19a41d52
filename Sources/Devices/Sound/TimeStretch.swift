/// Makes speech slower or faster and keeps its pitch.
///
/// Short pieces of the recording are laid over each other where they are most alike (WSOLA). Source: W. Verhelst and
/// M. Roelands, ICASSP 1993.
public struct TimeStretch: Sendable {
    /// A step of the result: 10 ms.
    static let hop = 480
    /// How far a better place is looked for, to each side: 8 ms, a period of a deep voice. Chosen: 125 Hz.
    static let reach = 384
    /// Every how many samples are compared when a place is looked for roughly.
    private static let stride = 8

    private let advance: Double
    /// What was taken and may still be needed.
    private var input: [Float] = []
    /// How many samples were dropped before `input`.
    private var dropped = 0
    private var target = 0.0
    /// Where the recording would go on by itself.
    private var natural = 0

    public init(_ tempo: Tempo) {
        advance = Double(TimeStretch.hop) * Double(tempo.percent) / 100
    }

    /// Takes samples and gives back as many as can be made.
    public mutating func take(_ samples: [Int16]) -> [Int16] {
        input.append(contentsOf: samples.lazy.map(Float.init))
        return make(until: dropped + input.count)
    }

    /// Gives back the rest; nothing may be taken afterwards.
    public mutating func finish() -> [Int16] {
        let end = dropped + input.count
        input.append(contentsOf: repeatElement(0, count: 2 * (TimeStretch.hop + TimeStretch.reach)))
        return make(until: dropped + input.count, end: end)
    }

    private mutating func make(until available: Int, end: Int? = nil) -> [Int16] {
        var output: [Int16] = []
        while true {
            let ideal = Int(target)
            if let end, ideal >= end { break }
            guard max(natural, ideal + TimeStretch.reach) + TimeStretch.hop <= available else { break }
            let isPlain = target == 0 || advance == Double(TimeStretch.hop)
            let start = isPlain ? ideal : place(near: ideal)
            append(to: &output, from: natural, into: start)
            natural = start + TimeStretch.hop
            target += advance
            forget()
        }
        return output
    }

    /// From one place into the other over one step.
    private func append(to output: inout [Int16], from: Int, into: Int) {
        for index in 0..<TimeStretch.hop {
            // From a place into itself nothing changes, not even by rounding.
            let weight = from == into ? 1 : Float(index) / Float(TimeStretch.hop)
            let value = input[from - dropped + index] * (1 - weight) + input[into - dropped + index] * weight
            output.append(Int16(max(-32_768, min(32_767, value))))
        }
    }

    /// The place near `ideal` that is most like what would follow by itself.
    private func place(near ideal: Int) -> Int {
        let lowest = max(dropped, ideal - TimeStretch.reach)
        let highest = ideal + TimeStretch.reach
        let rough = best(of: Swift.stride(from: lowest, through: highest, by: TimeStretch.stride), every: TimeStretch.stride)
        let near = max(lowest, rough - TimeStretch.stride)...min(highest, rough + TimeStretch.stride)
        return best(of: Swift.stride(from: near.lowerBound, through: near.upperBound, by: 1), every: 2)
    }

    private func best(of places: StrideThrough<Int>, every step: Int) -> Int {
        input.withUnsafeBufferPointer { samples in
            var (found, most) = (natural, -Float.infinity)
            for place in places {
                var (likeness, energy): (Float, Float) = (0, 1)
                var index = 0
                while index < TimeStretch.hop {
                    let there = samples[place - dropped + index]
                    likeness += there * samples[natural - dropped + index]
                    energy += there * there
                    index += step
                }
                let score = likeness * abs(likeness) / energy
                if score > most { (found, most) = (place, score) }
            }
            return found
        }
    }

    private mutating func forget() {
        let needed = min(natural, Int(target) - TimeStretch.reach)
        let count = needed - dropped
        // In pieces of half a second: moving the rest each time would cost more than keeping it.
        guard count > Samples.rate / 2 else { return }
        input.removeFirst(count)
        dropped = needed
    }
}
