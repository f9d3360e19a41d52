import CMalloc

/// The C library's heap of this process, kept small over months.
///
/// Left to itself, glibc gives every thread a heap of its own and keeps what was freed, because a process that needed it once may
/// need it again. On a kiosk that doubles what is held: a page's pictures come and go between letters that stay.
public enum Heap {
    /// From how many bytes on a piece is the kernel's and goes back to it at once. Chosen: a picture of a page, a part of a guide
    /// and a band of a slip are larger; letters and words are smaller.
    private static let largePiece: Int32 = 128 * 1024

    /// One heap for all threads, and large pieces outside of it. To be called before there are other threads.
    ///
    /// Source: mallopt(3).
    public static func keepSmall() {
        _ = mallopt(M_ARENA_MAX, 1)
        _ = mallopt(M_MMAP_THRESHOLD, largePiece)
        _ = mallopt(M_TRIM_THRESHOLD, largePiece)
    }

    /// Gives back to the kernel what nobody uses, also between pieces that are in use. Takes some milliseconds, in which other
    /// threads wait for memory.
    ///
    /// Source: malloc_trim(3).
    public static func giveBack() { _ = malloc_trim(0) }

    /// What the heap holds now.
    ///
    /// Source: mallinfo2(3).
    public static var use: HeapUse {
        let info = mallinfo2()
        return HeapUse(used: info.uordblks + info.hblkhd, unused: info.fordblks)
    }
}

/// How many bytes of a heap are in use, and how many were freed and are not given back in the books of the C library.
public struct HeapUse: Equatable, Sendable {
    public let used: Int
    public let unused: Int
}
