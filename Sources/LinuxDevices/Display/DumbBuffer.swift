import CDRM
import Glibc

/// A picture's memory that the card reads and we write: 32-bit pixels, XRGB8888.
///
/// Source: Linux `Documentation/gpu/drm-kms.rst`, "Dumb Buffer Objects".
struct DumbBuffer: ~Copyable {
    /// The kernel's number of the framebuffer.
    let framebuffer: UInt32
    /// From one row to the next. Pixels.
    let stride: Int
    private let memory: CardMemory
    private let mapping: MappedPixels
    private let card: Card
    private var isLeft = false

    /// Makes a buffer; its pixels are nobody's business until they are drawn, or black.
    ///
    /// - Throws: ``SystemFailure`` when the card has no memory for it.
    init(on card: Card, width: Int, height: Int, isBlack: Bool) throws(SystemFailure) {
        let memory = try CardMemory(on: card, width: UInt32(clamping: width), height: UInt32(clamping: height))
        let mapping = try MappedPixels(of: memory)
        var framebuffer: UInt32 = 0
        let status = drmModeAddFB2(
            card.number, memory.width, memory.height, kiosk_format_xrgb8888(), [memory.handle, 0, 0, 0],
            [memory.pitch, 0, 0, 0], [0, 0, 0, 0], &framebuffer, 0)
        guard status == 0 else { throw SystemFailure(doing: "make a framebuffer on \(card.path)") }
        self.framebuffer = framebuffer
        stride = Int(memory.pitch) / MemoryLayout<UInt32>.stride
        self.memory = memory
        self.mapping = mapping
        // Memory on a graphics card can still hold what others drew.
        if isBlack { self.mapping.pixels.update(repeating: 0) }
        self.card = card
    }

    deinit {
        // Removing a framebuffer that is on the glass makes the glass black.
        if !isLeft { drmModeRmFB(card.number, framebuffer) }
    }

    /// The pixels.
    var pixels: UnsafeMutableBufferPointer<UInt32> { mapping.pixels }

    /// Gives the buffer up but leaves what it shows on the glass, also after the program's end.
    ///
    /// - Returns: whether the system knows how to: Linux 6.8 and later.
    mutating func leaveOnGlass() -> Bool {
        if !isLeft { isLeft = kiosk_close_framebuffer(card.number, framebuffer) == 0 }
        return isLeft
    }
}

/// Memory of a card.
private struct CardMemory: ~Copyable {
    let handle: UInt32
    let width: UInt32
    let height: UInt32
    /// From one row to the next. Bytes.
    let pitch: UInt32
    let size: Int
    let card: Card

    init(on card: Card, width: UInt32, height: UInt32) throws(SystemFailure) {
        var handle: UInt32 = 0
        var pitch: UInt32 = 0
        var size: UInt64 = 0
        guard drmModeCreateDumbBuffer(card.number, width, height, 32, 0, &handle, &pitch, &size) == 0 else {
            throw SystemFailure(doing: "get memory for a picture from \(card.path)")
        }
        self.handle = handle
        self.width = width
        self.height = height
        self.pitch = pitch
        self.size = Int(size)
        self.card = card
    }

    deinit {
        drmModeDestroyDumbBuffer(card.number, handle)
    }
}

/// A card's memory in our own address space.
private struct MappedPixels: ~Copyable {
    let pixels: UnsafeMutableBufferPointer<UInt32>
    private let size: Int

    init(of memory: borrowing CardMemory) throws(SystemFailure) {
        var offset: UInt64 = 0
        guard drmModeMapDumbBuffer(memory.card.number, memory.handle, &offset) == 0 else {
            throw SystemFailure(doing: "find the memory of a picture on \(memory.card.path)")
        }
        let address = mmap(nil, memory.size, PROT_READ | PROT_WRITE, MAP_SHARED, memory.card.number, off_t(offset))
        guard let address, address != MAP_FAILED else {
            throw SystemFailure(doing: "reach the memory of a picture on \(memory.card.path)")
        }
        size = memory.size
        let count = size / MemoryLayout<UInt32>.stride
        pixels = UnsafeMutableBufferPointer(start: address.bindMemory(to: UInt32.self, capacity: count), count: count)
    }

    deinit {
        munmap(pixels.baseAddress, size)
    }
}
