import Devices
import Scene
import SimulatedDevices

/// Makes PNG files of what is on the glass and on paper.
actor Darkroom {
    private var last: (frame: Int, png: [UInt8])?

    /// What a person in front of the glass sees; the same picture is made once.
    func picture(of display: WatchedDisplay) -> (frame: Int, png: [UInt8]) {
        let number = display.frame
        if let last, last.frame == number { return last }
        let made = (frame: number, png: Darkroom.picture(of: display.visible))
        last = made
        return made
    }

    /// A frame as it is.
    static func picture(of frame: Frame) -> [UInt8] {
        PNG.encode(xrgb: packed(frame), width: frame.width, height: frame.height)
    }

    /// A slip, a pixel for a dot.
    static func picture(of slip: SlipBitmap) -> [UInt8] {
        let width = slip.width.value
        let height = max(slip.height.value, 1)
        var pixels = [UInt32](repeating: 0x00ff_ffff, count: width * height)
        for y in 0..<slip.height.value {
            for x in 0..<width where slip[x, y] { pixels[y * width + x] = 0 }
        }
        return PNG.encode(xrgb: pixels, width: width, height: height)
    }

    private static func packed(_ frame: Frame) -> [UInt32] {
        guard frame.stride != frame.width else { return frame.pixels }
        return (0..<frame.height).flatMap { frame.pixels[$0 * frame.stride..<$0 * frame.stride + frame.width] }
    }
}
