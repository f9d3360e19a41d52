import Devices

/// One utterance on its way to the card: recordings one after another, made as fast and as loud as it was asked for.
struct SpeechReel: ~Copyable {
    let isPrivate: Bool
    private let words: SpokenWords
    private let shelf: any ClipShelf
    private var next = 0
    private var clip: OpusClip?
    private var stretch: TimeStretch

    /// Silence between two sentences as recorded. Chosen: a breath.
    private static let pause = Duration.milliseconds(350)

    init(_ words: SpokenWords, from shelf: any ClipShelf) {
        isPrivate = words.isPrivate
        self.words = words
        self.shelf = shelf
        stretch = TimeStretch(words.tempo)
    }

    /// The next samples; nil: all was said. A recording that is missing is left out.
    mutating func read() -> [Int16]? {
        if var playing = clip.take() {
            let samples = playing.read()
            guard !samples.isEmpty else {
                let rest = stretch.finish()
                return Samples.quieter(rest, by: words.volume.attenuation)
            }
            clip = consume playing
            return Samples.quieter(stretch.take(samples), by: words.volume.attenuation)
        }
        guard next < words.pieces.count else { return nil }
        defer { next += 1 }
        switch words.pieces[next] {
        case .pause: return [Int16](repeating: 0, count: Samples.count(in: SpeechReel.pause) * 100 / words.tempo.percent)
        case .words(let text, let language):
            stretch = TimeStretch(words.tempo)
            clip = shelf.clip(of: text, in: language).flatMap { OpusClip($0) }
            return []
        }
    }
}
