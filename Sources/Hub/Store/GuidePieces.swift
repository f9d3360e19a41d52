import Link

/// A part of a guide in the pieces that stores keep it in, so that a range costs what it holds and not the whole part.
public struct GuidePieces: Sequence, IteratorProtocol {
    /// Of all but the last piece, in bytes.
    public static let size = 65_536

    private var rest: ArraySlice<UInt8>

    public init(_ bytes: [UInt8]) { rest = bytes[...] }

    public mutating func next() -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(GuidePieces.size) }
        return rest.prefix(GuidePieces.size)
    }
}

extension GuideChannel {
    /// This channel and the wider ones, in the order in which a kiosk of it looks for its guide.
    public var andWider: [GuideChannel] {
        switch self {
        case .test: [.test, .canary, .all]
        case .canary: [.canary, .all]
        case .all: [.all]
        }
    }
}
