/// How sound is counted everywhere in the kiosk: one channel, 48,000 samples in a second, 16 bits each.
///
/// Source: RFC 7845, 5.1: Opus is decoded at 48 kHz whatever it was made from.
public enum Samples {
    /// Samples in a second.
    public static let rate = 48_000

    /// How many samples a span has.
    public static func count(in span: Duration) -> Int {
        let (seconds, attoseconds) = span.components
        return Int(seconds) * rate + Int(attoseconds / 1_000_000_000_000 * Int64(rate) / 1_000_000)
    }

    /// Samples made quieter; nil: silent.
    ///
    /// - Parameter attenuation: in decibels, 0 and more.
    public static func quieter(_ samples: [Int16], by attenuation: Int?) -> [Int16] {
        guard let attenuation else { return [Int16](repeating: 0, count: samples.count) }
        guard attenuation > 0 else { return samples }
        let factor = gain(Volume.loudest * 5 >= attenuation ? attenuation : Volume.loudest * 5)
        return samples.map { Int16(Float($0) * factor) }
    }

    /// 10 to the power of −decibels / 20, five decibels at a time.
    private static func gain(_ decibels: Int) -> Float {
        var gain: Float = 1
        for _ in 0..<(decibels / 5) { gain *= 0.562_341_3 }
        for _ in 0..<(decibels % 5) { gain *= 0.891_250_9 }
        return gain
    }
}
