import Devices
import Testing

@Suite struct `Slower and faster speech` {
    /// Four seconds of a tone with the hum of a voice under it.
    private static func tone(_ hertz: Double, seconds: Double = 4) -> [Int16] {
        (0..<Int(seconds * Double(Samples.rate))).map { index in
            let turn = Double(index) / Double(Samples.rate) * hertz
            let part = turn - turn.rounded(.down)
            return Int16((part < 0.5 ? part * 4 - 1 : 3 - part * 4) * 12_000)
        }
    }

    /// How often it rises through zero in a second.
    private static func pitch(_ samples: [Int16]) -> Double {
        let rises = zip(samples, samples.dropFirst()).count { $0 < 0 && $1 >= 0 }
        return Double(rises) / Double(samples.count) * Double(Samples.rate)
    }

    private static func stretched(_ samples: [Int16], _ percent: Int, inPiecesOf count: Int) -> [Int16] {
        var stretch = TimeStretch(Tempo(percent))
        var result: [Int16] = []
        for start in stride(from: 0, to: samples.count, by: count) {
            result += stretch.take(Array(samples[start..<min(start + count, samples.count)]))
        }
        return result + stretch.finish()
    }

    @Test(arguments: [50, 75, 100, 125, 150, 175, 200])
    func `at every step the length changes and the pitch stays`(percent: Int) {
        let original = Self.tone(220)
        let result = Self.stretched(original, percent, inPiecesOf: 960)
        let wanted: Double = Double(original.count) * 100 / Double(percent)
        let difference: Double = abs(Double(result.count) - wanted)
        #expect(difference < wanted * 0.01)
        let pitch: Double = Self.pitch(result)
        #expect(abs(pitch - 220) < 4, "\(pitch) Hz")
    }

    @Test(arguments: [1, 480, 5_760, 200_000])
    func `the pieces in which it comes make no difference`(count: Int) {
        let original = Self.tone(180, seconds: 0.5)
        let isSame = Self.stretched(original, 150, inPiecesOf: count) == Self.stretched(original, 150, inPiecesOf: 960)
        #expect(isSame)
    }

    @Test func `as recorded, nothing is changed`() {
        let original = Self.tone(300, seconds: 1)
        let isSame = Self.stretched(original, 100, inPiecesOf: 960).starts(with: original)
        #expect(isSame)
    }

    @Test func `silence and nothing stay what they are`() {
        #expect(Self.stretched([], 150, inPiecesOf: 960).isEmpty)
        let silence = Self.stretched([Int16](repeating: 0, count: 9_600), 50, inPiecesOf: 960)
        #expect(!silence.isEmpty && silence.allSatisfy { $0 == 0 })
    }

    @Test func `each step of the volume is five decibels, and the lowest is silent`() {
        let full = [Int16](repeating: 10_000, count: 4)
        var before = 10_000.0
        for step in (1..<Volume.loudest).reversed() {
            let now = Double(Samples.quieter(full, by: Volume(step).attenuation)[0])
            let ratio: Double = now / before
            #expect(abs(ratio - 0.562) < 0.02, "step \(step)")
            before = now
        }
        #expect(Samples.quieter(full, by: Volume(0).attenuation) == [0, 0, 0, 0])
        #expect(Samples.quieter(full, by: Volume(Volume.loudest).attenuation) == full)
    }
}
