/// Something that an ``EventLoop`` waits for; it goes on until it is cancelled.
public struct Watch: Sendable {
    let loop: EventLoop
    let id: UInt64

    /// Ends it; on the loop's thread. Cancelling twice, or after a timer came, does nothing.
    public func cancel() {
        loop.cancel(id)
    }

    /// Watches the descriptor for something else from now on.
    ///
    /// - Throws: ``SystemFailure`` when the system refuses.
    public func change(to interest: Readiness) throws(SystemFailure) {
        try loop.change(id, to: interest)
    }
}
