/// A picture for the whole glass: one 32-bit pixel after the other, XRGB8888, from the top left corner.
///
/// Passing a frame on copies nothing; drawing into one that somebody else still holds copies it once.
///
/// Source: Linux `include/uapi/drm/drm_fourcc.h`, `DRM_FORMAT_XRGB8888`.
public struct Frame: Hashable, Sendable {
    /// Visible pixels from left to right.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Pixels from the start of one row to the start of the next; at least `width`.
    public let stride: Int
    /// The pixels, `stride` × `height` of them, each `0x00RRGGBB`; the upper byte means nothing.
    public private(set) var pixels: [UInt32]

    /// The side of the largest picture.
    ///
    /// 16,384 pixels, which no panel and no display controller of such boards reaches.
    public static let longestSide = 16_384

    /// Makes a frame of one colour; black unless told otherwise.
    ///
    /// Traps when a side is below 1 or above ``longestSide``, or when the stride is shorter than the width.
    public init(width: Int, height: Int, stride: Int? = nil, colour: UInt32 = 0) {
        let stride = stride ?? width
        Frame.checkSize(width: width, height: height, stride: stride)
        self.width = width
        self.height = height
        self.stride = stride
        pixels = Array(repeating: colour, count: stride * height)
    }

    /// Takes over pixels that were drawn elsewhere.
    ///
    /// Traps when the sizes are impossible (see ``init(width:height:stride:colour:)``) or when there are not exactly
    /// `stride` × `height` pixels.
    public init(width: Int, height: Int, stride: Int? = nil, pixels: [UInt32]) {
        let stride = stride ?? width
        Frame.checkSize(width: width, height: height, stride: stride)
        precondition(pixels.count == stride * height, "a frame needs stride times height pixels")
        self.width = width
        self.height = height
        self.stride = stride
        self.pixels = pixels
    }

    /// The whole picture as a rectangle.
    public var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

    /// One pixel; nil off the picture.
    public func pixel(x: Int, y: Int) -> UInt32? {
        bounds.contains(x: x, y: y) ? pixels[y * stride + x] : nil
    }

    /// Lends the pixels to somebody who draws.
    public mutating func draw<Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<UInt32>) throws(Failure) -> Void
    ) throws(Failure) {
        try pixels.withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
            try body(buffer)
        }
    }

    /// Copies part of another frame to the same place of this one; what lies outside either is left alone.
    public mutating func copy(_ rect: PixelRect, from other: Frame) {
        let part = rect.intersection(bounds).intersection(other.bounds)
        let stride = stride
        other.pixels.withUnsafeBufferPointer { source in
            pixels.withUnsafeMutableBufferPointer { target in
                for row in part.y..<part.bottom {
                    let from = row * other.stride + part.x
                    let to = row * stride + part.x
                    _ = UnsafeMutableBufferPointer(rebasing: target[to..<to + part.width])
                        .update(fromContentsOf: UnsafeBufferPointer(rebasing: source[from..<from + part.width]))
                }
            }
        }
    }

    private static func checkSize(width: Int, height: Int, stride: Int) {
        precondition((1...longestSide).contains(width), "a frame is 1 to \(longestSide) pixels wide")
        precondition((1...longestSide).contains(height), "a frame is 1 to \(longestSide) pixels high")
        precondition((width...longestSide * 2).contains(stride), "a row of a frame is at least as long as it is wide")
    }
}
