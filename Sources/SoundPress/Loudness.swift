/// How loud a recording is to ears.
///
/// Source: ITU-R BS.1770-4 with EBU R 128; the filters' numbers are those of the recommendation at 48 kHz.
public enum Loudness {
    /// What every clip is brought to, in LUFS.
    public static let target = -23.0

    /// In LUFS; nil: it is silent, or shorter than nothing.
    ///
    /// A recording that is shorter than the recommendation's 400 ms is measured as a whole.
    ///
    /// - Parameter samples: one channel at 48 kHz.
    public static func measure(_ samples: [Int16]) -> Double? {
        let squares = weighted(samples)
        let length = min(Int(block), squares.count)
        guard length > 0 else { return nil }
        var powers: [Double] = []
        for start in stride(from: 0, through: squares.count - length, by: max(1, length / 4)) {
            powers.append(squares[start..<start + length].reduce(0, +) / Double(length))
        }
        let heard = powers.filter { loudness($0) > -70 }
        guard !heard.isEmpty else { return nil }
        let gate = loudness(heard.reduce(0, +) / Double(heard.count)) - 10
        let loud = heard.filter { loudness($0) > gate }
        return loudness(loud.reduce(0, +) / Double(loud.count))
    }

    /// 400 ms.
    private static let block = 19_200.0

    private static func loudness(_ power: Double) -> Double { power > 0 ? -0.691 + 10 * Decibels.log10(power) : -.infinity }

    /// The squares of what is left after the head and the ear.
    private static func weighted(_ samples: [Int16]) -> [Double] {
        var head = Filter(b: (1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85), a: (-1.690_659_293_182_41, 0.732_480_774_215_85))
        var ear = Filter(b: (1, -2, 1), a: (-1.990_047_454_833_98, 0.990_072_250_366_21))
        return samples.map { sample in
            let value = ear.pass(head.pass(Double(sample) / 32_768))
            return value * value
        }
    }

    /// Of the second order.
    private struct Filter {
        let b: (Double, Double, Double)
        let a: (Double, Double)
        var first = 0.0
        var second = 0.0

        init(b: (Double, Double, Double), a: (Double, Double)) { (self.b, self.a) = (b, a) }

        mutating func pass(_ input: Double) -> Double {
            let output = b.0 * input + first
            first = b.1 * input - a.0 * output + second
            second = b.2 * input - a.1 * output
            return output
        }
    }
}
