import Foundation

/// A WAV file with one channel of 16 bits, as a synthesiser writes it to a pipe: its lengths may be wrong.
struct Wave {
    let rate: Int
    let samples: [Int16]

    /// - Throws: ``Workshop/Failure`` when it is something else.
    init(_ data: Data) throws(Workshop.Failure) {
        let bytes = Array(data)
        guard bytes.count > 44, bytes[0..<4].elementsEqual(Array("RIFF".utf8)), bytes[22] == 1, bytes[34] == 16,
            bytes[36..<40].elementsEqual(Array("data".utf8))
        else { throw Workshop.Failure(description: "the synthesiser made no WAV with one channel of 16 bits") }
        rate = (0..<4).reduce(0) { $0 | Int(bytes[24 + $1]) << (8 * $1) }
        samples = stride(from: 44, to: bytes.count - 1, by: 2).map { Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8) }
    }

    /// As often as the kiosk counts, with straight lines between the samples: good enough for a draft.
    var at48kHz: [Int16] {
        guard rate != 48_000, samples.count > 1 else { return samples }
        let count = samples.count * 48_000 / rate
        return (0..<count).map { index in
            let place = Double(index) * Double(rate) / 48_000
            let left = min(Int(place), samples.count - 2)
            let share = place - Double(left)
            return Int16((Double(samples[left]) * (1 - share) + Double(samples[left + 1]) * share).rounded(.down))
        }
    }
}
