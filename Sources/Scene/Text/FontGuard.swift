import Synchronization

/// One at a time for everything that touches fonts.
///
/// Cairo 1.16 shares its scaled fonts in the whole process, and their glyph cache is not safe for two threads, even with a
/// font map each: a slip drawn beside the glass crashed. Held for one text at a time, so that neither waits for the other's
/// page. Not reentrant.
enum FontGuard {
    private static let mutex = Mutex(())

    static func lock<Result>(_ body: () -> Result) -> Result {
        mutex.withLock { _ in body() }
    }
}
