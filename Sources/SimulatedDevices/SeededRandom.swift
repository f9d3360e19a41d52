/// Random numbers that are the same for the same seed on every machine, for storms that can be played again.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): SplitMix64.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence that belongs to this seed.
    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that happens once in so many times.
    public mutating func once(in times: Int) -> Bool {
        Int.random(in: 0..<max(times, 1), using: &self) == 0
    }
}
