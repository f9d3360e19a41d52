/// How the picture lies in the panel's own pixels: turned, and in the middle when the panel has other pixels than it.
public struct Mounting: Hashable, Sendable {
    /// How far the glass is turned clockwise from the way that it was made for.
    public let turn: TouchAxes.Turn
    /// The picture, as the visitor sees it.
    private let picture: PixelRect
    /// The panel's own pixels.
    private let glass: PixelRect
    /// Where the turned picture begins on the panel; negative when it is larger than the panel, which cuts it off evenly.
    private let left: Int
    private let top: Int

    /// Puts the picture of a panel profile into a mode.
    public init(panel: Panel, turn: TouchAxes.Turn, mode: DisplayMode) {
        self.turn = turn
        picture = panel.bounds
        glass = PixelRect(x: 0, y: 0, width: mode.width, height: mode.height)
        let (width, height) = panel.ownPixels(turn: turn)
        left = (mode.width - width) / 2
        top = (mode.height - height) / 2
    }

    /// Part of the picture in the panel's own pixels; empty when it is cut off.
    public func place(of part: PixelRect) -> PixelRect {
        let part = part.intersection(picture)
        let (x, y) =
            switch turn {
            case .none: (part.x, part.y)
            case .quarter: (part.y, picture.width - part.right)
            case .half: (picture.width - part.right, picture.height - part.bottom)
            case .threeQuarters: (picture.height - part.bottom, part.x)
            }
        let isUpright = turn == .none || turn == .half
        return PixelRect(
            x: left + x, y: top + y, width: isUpright ? part.width : part.height,
            height: isUpright ? part.height : part.width
        ).intersection(glass)
    }

    /// Copies part of the picture to its place in a buffer of the panel's own pixels.
    ///
    /// `stride` is the distance of two rows of the buffer in pixels. Traps when the buffer is too small for the mode,
    /// or when the frame has not the picture's size.
    public func copy(
        _ part: PixelRect, of frame: Frame, to buffer: UnsafeMutableBufferPointer<UInt32>, stride: Int
    ) {
        precondition(frame.bounds == picture, "the frame has the size of the picture")
        precondition(stride >= glass.width && buffer.count >= stride * (glass.height - 1) + glass.width, "the mode fits")
        let place = place(of: part)
        guard !place.isEmpty else { return }
        frame.pixels.withUnsafeBufferPointer { pixels in
            guard let source = pixels.baseAddress, let target = buffer.baseAddress else { return }
            let walk = walk(through: frame)
            let start = walk.start + (place.x - left) * walk.across + (place.y - top) * walk.down
            let corner = target + place.y * stride + place.x
            if walk.across == 1 {
                for row in 0..<place.height {
                    (corner + row * stride).update(from: source + start + row * walk.down, count: place.width)
                }
            } else {
                Mounting.copyTurned(
                    source + start, walk, to: corner, stride: stride, width: place.width, height: place.height)
            }
        }
    }

    /// How the picture's pixels follow each other along the panel's own rows and columns.
    private struct Walk {
        /// The pixel at the panel's own top left corner.
        let start: Int
        /// From one pixel of the panel to the one right of it.
        let across: Int
        /// From one pixel of the panel to the one below it.
        let down: Int
    }

    private func walk(through frame: Frame) -> Walk {
        let (width, height, stride) = (frame.width, frame.height, frame.stride)
        return switch turn {
        case .none: Walk(start: 0, across: 1, down: stride)
        case .quarter: Walk(start: width - 1, across: stride, down: -1)
        case .half: Walk(start: (height - 1) * stride + width - 1, across: -1, down: -stride)
        case .threeQuarters: Walk(start: (height - 1) * stride, across: -stride, down: 1)
        }
    }

    /// The side of the squares in which a turned picture is copied.
    ///
    /// 16 pixels are one line of the cache of every processor in question (64 bytes): reads of a square stay in the
    /// first cache, and each line of the buffer, which is not cached, is written in one go.
    private static let square = 16

    private static func copyTurned(
        _ source: UnsafePointer<UInt32>, _ walk: Walk, to target: UnsafeMutablePointer<UInt32>, stride: Int,
        width: Int, height: Int
    ) {
        for top in Swift.stride(from: 0, to: height, by: square) {
            for left in Swift.stride(from: 0, to: width, by: square) {
                let columns = min(square, width - left)
                for row in top..<min(top + square, height) {
                    var from = source + (left &* walk.across &+ row &* walk.down)
                    let to = target + (row &* stride &+ left)
                    for column in 0..<columns {
                        to[column] = from.pointee
                        from += walk.across
                    }
                }
            }
        }
    }
}
