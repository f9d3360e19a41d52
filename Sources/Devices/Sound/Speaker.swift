/// The kiosk's voice: a loudspeaker for everybody and a headset for one.
public protocol Speaker: Sendable {
    /// Says the words after those that are being said; returns when they are queued.
    ///
    /// Private words are said in the headset only, and are dropped when none is plugged in.
    func speak(_ words: SpokenWords) async

    /// Stops at once and forgets what was queued.
    func silence() async

    /// Whether a headset is plugged in: now, and at each change; for one listener.
    var headset: AsyncStream<Bool> { get }
}

/// Something to be said.
public struct SpokenWords: Hashable, Sendable {
    /// The words, in the language's own script.
    public var text: String
    /// The BCP 47 tag of their language, for example `km` or `ar`.
    public var language: String
    /// Whether only the visitor with the headset may hear them, as with a code.
    public var isPrivate: Bool
    /// How loud.
    public var volume: Volume

    /// Makes words to be said.
    public init(text: String, language: String, isPrivate: Bool = false, volume: Volume = .standard) {
        self.text = text
        self.language = language
        self.isPrivate = isPrivate
        self.volume = volume
    }
}

/// How loud the voice is, in the steps of the two volume keys.
public struct Volume: Hashable, Comparable, Sendable {
    /// The step, from 0 (silent) to 10.
    public let step: Int

    /// The loudest step.
    public static let loudest = 10

    /// The volume with which a visit starts.
    public static let standard = Volume(5)

    /// Makes a volume; a step out of range counts as the nearest one.
    public init(_ step: Int) {
        self.step = min(max(step, 0), Volume.loudest)
    }

    /// One step louder.
    public var louder: Volume { Volume(step + 1) }

    /// One step quieter.
    public var quieter: Volume { Volume(step - 1) }

    public static func < (left: Volume, right: Volume) -> Bool {
        left.step < right.step
    }
}
