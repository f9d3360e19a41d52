import SimulatedDevices

/// The last part of a slip's address: `latest.png`, `3.bin`.
enum SlipName {
    /// As a picture of the paper, or as the bytes that the printer got.
    enum Kind: String {
        case png, bin
    }

    /// The slip of that name.
    ///
    /// - Throws: `Refusal` with status 404 when the name is none, or the slip is not there.
    static func find(_ name: String, among slips: [SimulatedSlip]) throws(Refusal) -> (SimulatedSlip, Kind) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let place = "/slips/\(name)"
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[1])) else {
            throw Refusal(
                code: 404, error: "that is no slip's name", place: place,
                allowed: ["latest.png", "latest.bin", "NUMBER.png", "NUMBER.bin"])
        }
        guard let slip = parts[0] == "latest" ? slips.last : slips.first(where: { String($0.number) == parts[0] })
        else {
            throw Refusal(
                code: 404, error: slips.isEmpty ? "no slip has come out yet" : "there is no such slip", place: place,
                allowed: slips.map { "\($0.number).\(kind.rawValue)" })
        }
        return (slip, kind)
    }
}
