import CPango
import Visit

/// Pixels that a scene is painted on: 32 bits each, `0x00RRGGBB`.
///
/// Not thread-safe: one owner, the loop.
public final class Canvas {
    public let widthPixels: Int
    public let heightPixels: Int
    private let surface: OpaquePointer
    let context: OpaquePointer

    public init(widthPixels: Int, heightPixels: Int) {
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
        surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(widthPixels), Int32(heightPixels))
        context = cairo_create(surface)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Pixels from one row to the next; for 32-bit pixels that is the width.
    public var stridePixels: Int { Int(cairo_image_surface_get_stride(surface)) / 4 }

    /// Hands out the pixels as they are now, row after row.
    public func withPixels<Result>(_ body: (UnsafeBufferPointer<UInt32>) throws -> Result) rethrows -> Result {
        cairo_surface_flush(surface)
        let count = stridePixels * heightPixels
        guard let data = cairo_image_surface_get_data(surface) else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
        return try data.withMemoryRebound(to: UInt32.self, capacity: count) {
            try body(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// The picture as a PNG file. The corresponding C function is `cairo_surface_write_to_png_stream`.
    public func png() -> [UInt8] {
        cairo_surface_flush(surface)
        return PNG.encode(surface)
    }
}

/// PNG files of what is drawn. Source: cairo reference, PNG support.
public enum PNG {
    /// - Parameter pixels: `0x00RRGGBB`, `width * height` of them.
    public static func encode(xrgb pixels: [UInt32], width: Int, height: Int) -> [UInt8] {
        guard width > 0, height > 0, pixels.count >= width * height else { return [] }
        let canvas = Canvas(widthPixels: width, heightPixels: height)
        canvas.fill(from: pixels, width: width, height: height)
        return canvas.png()
    }

    fileprivate static func encode(_ surface: OpaquePointer) -> [UInt8] {
        let bytes = Bytes()
        let append: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let bytes = Unmanaged<Bytes>.fromOpaque(closure).takeUnretainedValue()
            bytes.all.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
            return CAIRO_STATUS_SUCCESS
        }
        cairo_surface_write_to_png_stream(surface, append, Unmanaged.passUnretained(bytes).toOpaque())
        return bytes.all
    }

    private final class Bytes {
        var all: [UInt8] = []
    }
}

extension Canvas {
    fileprivate func fill(from pixels: [UInt32], width: Int, height: Int) {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }
        data.withMemoryRebound(to: UInt32.self, capacity: stridePixels * height) { target in
            for row in 0..<height {
                for column in 0..<width { target[row * stridePixels + column] = pixels[row * width + column] }
            }
        }
        cairo_surface_mark_dirty(surface)
    }
}
