/// The kiosk's voice: a loudspeaker for everybody and a headset for one.
public protocol Speaker: Sendable {
    /// Says the words after those that are being said; returns when they are queued.
    ///
    /// Private words are said in the headset only, and are dropped when none is plugged in.
    func speak(_ words: SpokenWords) async

    /// Stops at once and forgets what was queued.
    func silence() async

    /// Stops in the middle of what is being said, and keeps the rest.
    func hold() async

    /// Goes on after ``hold()``; `false`: nothing was left to say.
    func resume() async -> Bool

    /// Whether a headset is plugged in: now, and at each change; for one listener.
    var headset: AsyncStream<Bool> { get }
}
