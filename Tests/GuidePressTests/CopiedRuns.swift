import Foundation

/// Runs of words of the publications that the guide was made from, as fingerprints: the guide says things in its own words,
/// and the publications are not copied into this repository to prove it.
struct CopiedRuns {
    /// So many equal words in a row are a copy. Chosen by the project: seven happen by chance in law and procedure.
    static let limit = 8
    /// Bytes of a fingerprint: with some 100,000 runs on each side one in a thousand guides meets a false one.
    private static let width = 5

    private var fingerprints: Set<UInt64> = []

    init() {}

    /// Reads fingerprints as ``encoded`` gave them.
    init(_ data: Data) {
        for start in stride(from: data.startIndex, to: data.endIndex, by: CopiedRuns.width) {
            fingerprints.insert(data[start..<start + CopiedRuns.width].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    var encoded: Data {
        Data(fingerprints.sorted().flatMap { number in
            (0..<CopiedRuns.width).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
        })
    }

    /// Learns a publication's words.
    mutating func learn(_ text: String) {
        for run in CopiedRuns.runs(of: text) { fingerprints.insert(CopiedRuns.fingerprint(run)) }
    }

    /// The first run that a publication has too; names of laws and titles may stand as they are.
    func first(in text: String, except phrases: [String] = []) -> String? {
        let plain = phrases.sorted { $0.count > $1.count }.reduce(text) { $0.replacing($1, with: " § ") }
        return CopiedRuns.runs(of: plain).first { fingerprints.contains(CopiedRuns.fingerprint($0)) }.map { $0.joined(separator: " ") }
    }

    private static func runs(of text: String) -> [ArraySlice<Substring>] {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "§") }
        guard words.count >= limit else { return [] }
        return (0...(words.count - limit)).map { words[$0..<$0 + limit] }
    }

    /// FNV-1a, 64 bits, cut to ``width`` bytes. Source: IETF draft-eastlake-fnv, 2.
    private static func fingerprint(_ run: ArraySlice<Substring>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for word in run {
            for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0x20) &* 0x100_0000_01b3
        }
        return hash & (1 << UInt64(8 * width) - 1)
    }
}
