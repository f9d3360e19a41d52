import COpusfile
import Devices
import Glibc

/// A recording that is decoded piece by piece: a long one begins as soon as a short one.
///
/// The corresponding C functions are those of `libopusfile`.
struct OpusClip: ~Copyable {
    private let file: OpaquePointer
    /// The library reads from it as long as the clip lives.
    private let bytes: UnsafeMutablePointer<UInt8>

    /// A decoder gives at most 120 ms at once. Source: RFC 6716, 2.1.4.
    private static let mostSamples = Samples.rate * 120 / 1_000

    /// Takes Opus in Ogg; nil: it is something else.
    init?(_ clip: [UInt8]) {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(clip.count, 1))
        bytes.initialize(from: clip, count: clip.count)
        guard let file = op_open_memory(bytes, clip.count, nil) else {
            bytes.deallocate()
            return nil
        }
        self.file = file
        self.bytes = bytes
    }

    deinit {
        op_free(file)
        bytes.deallocate()
    }

    /// The next samples, both channels of a recording in two made one; empty: that was all.
    mutating func read() -> [Int16] {
        var stereo = [Int16](repeating: 0, count: OpusClip.mostSamples * 2)
        for _ in 0..<OpusClip.mostHoles {
            let count = op_read_stereo(file, &stereo, Int32(stereo.count))
            guard count != OP_HOLE else { continue }
            guard count > 0 else { return [] }
            return (0..<Int(count)).map { Int16((Int32(stereo[2 * $0]) + Int32(stereo[2 * $0 + 1])) / 2) }
        }
        return []
    }

    /// After so many gaps a recording is given up: an end to a loop that a broken one might not end.
    private static let mostHoles = 16
}
