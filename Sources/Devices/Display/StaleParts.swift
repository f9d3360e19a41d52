/// Which parts of each buffer are older than the picture.
///
/// Two buffers take turns on the glass. The one that comes next was last written two pictures ago, so it lacks what
/// changed in both.
public struct StaleParts: Sendable {
    /// How many parts are kept apart in one buffer.
    ///
    /// Chosen: pages report one to a handful of changes; from here on one rectangle around all of them costs less.
    public static let mostParts = 16

    private var parts: [[PixelRect]]
    private let bounds: PixelRect

    /// Begins with buffers of which nothing is known: all of each is stale.
    public init(buffers: Int, bounds: PixelRect) {
        self.bounds = bounds
        parts = Array(repeating: [bounds], count: buffers)
    }

    /// Takes note that these parts of the picture changed; they are stale in every buffer.
    public mutating func note(_ damage: [PixelRect]) {
        for buffer in parts.indices {
            for rect in damage { StaleParts.add(rect.intersection(bounds), to: &parts[buffer]) }
        }
    }

    /// What has to be copied to this buffer; it counts as fresh afterwards.
    public mutating func take(buffer: Int) -> [PixelRect] {
        defer { parts[buffer] = [] }
        return parts[buffer]
    }

    /// Joins rectangles where one around both holds no more pixels than the two.
    private static func add(_ rect: PixelRect, to parts: inout [PixelRect]) {
        guard !rect.isEmpty else { return }
        var rect = rect
        while let index = parts.firstIndex(where: { $0.union(rect).area <= $0.area + rect.area }) {
            rect = rect.union(parts.remove(at: index))
        }
        parts.append(rect)
        if parts.count > mostParts { parts = [parts.reduce(.empty) { $0.union($1) }] }
    }
}
