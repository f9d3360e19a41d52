/// How loud the voice is, in the steps of the two volume keys.
public struct Volume: Hashable, Comparable, Sendable {
    /// The step, from 0 (silent) to 10.
    public let step: Int

    /// The loudest step.
    public static let loudest = 10

    /// The volume with which a visit starts.
    public static let standard = Volume(5)

    /// Makes a volume; a step out of range counts as the nearest one.
    public init(_ step: Int) {
        self.step = min(max(step, 0), Volume.loudest)
    }

    /// One step louder.
    public var louder: Volume { Volume(step + 1) }

    /// One step quieter.
    public var quieter: Volume { Volume(step - 1) }

    /// How much quieter than the recording, in decibels; nil: silent.
    ///
    /// Source: EN 301 549 V3.2.1, 5.1.3, and VVSG 2.0, 7.1-K: steps of 10 dB at most; 5 here.
    public var attenuation: Int? { step == 0 ? nil : (Volume.loudest - step) * 5 }

    public static func < (left: Volume, right: Volume) -> Bool {
        left.step < right.step
    }
}

/// How fast the voice is against how it was recorded; the pitch stays.
public struct Tempo: Hashable, Sendable {
    /// In hundredths.
    public let percent: Int

    /// What ``percent`` may be.
    public static let range = 50...200

    /// As it was recorded.
    public static let recorded = Tempo(100)

    /// Makes a tempo; one out of range counts as the nearest one.
    public init(_ percent: Int) {
        self.percent = min(max(percent, Tempo.range.lowerBound), Tempo.range.upperBound)
    }
}
