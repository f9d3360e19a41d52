import Devices
import Synchronization

/// A voice that writes down what it says.
public final class SimulatedSpeaker: Speaker {
    /// One thing that was said, or would have been.
    public struct Caption: Hashable, Sendable {
        /// The words.
        public let words: SpokenWords
        /// Where they went.
        public let way: Way
    }

    /// Where words went.
    public enum Way: String, Hashable, Sendable {
        /// Everybody in the room could hear them.
        case loudspeaker
        /// Only the visitor heard them.
        case headset
        /// Nobody heard them: they were private and no headset was plugged in.
        case dropped
    }

    /// How many captions are kept; older ones are forgotten.
    public static let mostCaptions = 1_000

    private struct State {
        var captions: [Caption] = []
        var hasHeadset = false
        var isSpeaking = false
        var isHeld = false
        var silences = 0
    }

    private let state = Mutex(State())
    private let jack = Outlet<Bool>()
    private let spoken = Outlet<Caption>()

    /// Makes a voice without a headset.
    public init() {}

    public func speak(_ words: SpokenWords) async {
        let caption = state.withLock { state in
            let way: Way = state.hasHeadset ? .headset : words.isPrivate ? .dropped : .loudspeaker
            let caption = Caption(words: words, way: way)
            state.captions.append(caption)
            state.captions.removeFirst(max(0, state.captions.count - SimulatedSpeaker.mostCaptions))
            if way != .dropped { state.isSpeaking = true }
            return caption
        }
        spoken.send(caption)
    }

    public func silence() async {
        state.withLock { $0.silences += 1 }
        losePower()
    }

    public func hold() async { state.withLock { $0.isHeld = $0.isSpeaking } }

    public func resume() async -> Bool {
        state.withLock { state in
            defer { state.isHeld = false }
            return state.isHeld
        }
    }

    public var headset: AsyncStream<Bool> { jack.open { hasHeadset } }

    /// Whether a headset is plugged in.
    public var hasHeadset: Bool {
        get { state.withLock { $0.hasHeadset } }
        set {
            let isChange = state.withLock { state in
                defer { state.hasHeadset = newValue }
                return state.hasHeadset != newValue
            }
            if isChange { jack.send(newValue) }
        }
    }

    /// What was said, in order.
    public var captions: [Caption] { state.withLock { $0.captions } }

    /// Whether something was said since the last silence.
    public var isSpeaking: Bool { state.withLock { $0.isSpeaking } }

    /// How often it was told to be silent.
    public var silences: Int { state.withLock { $0.silences } }

    /// Whether it waits in the middle of something.
    public var isHeld: Bool { state.withLock { $0.isHeld } }

    /// Each caption when it is said; for one listener.
    public var saying: AsyncStream<Caption> { spoken.open() }

    func losePower() {
        state.withLock { ($0.isSpeaking, $0.isHeld) = (false, false) }
    }
}
