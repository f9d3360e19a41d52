import CALSA
import Devices

/// An opened sound card that never lets anybody wait.
///
/// The corresponding C functions are those of `snd_pcm`.
struct SoundCard: ~Copyable {
    private let stream: OpaquePointer

    /// How much sound waits in the card at most: what is heard after it was told to stop. Chosen: below the 50 ms within which
    /// speech has to end, and three times what a busy board needs to come round.
    static let latency = Duration.milliseconds(40)

    /// The library writes to standard error when a card is missing. Done once.
    private static let silence: Void = kiosk_alsa_silence()

    /// Opens a card by its ALSA name, for example `default`.
    ///
    /// - Throws: ``SystemFailure`` when there is none, or it cannot play what the kiosk plays.
    init(_ name: String) throws(SystemFailure) {
        _ = SoundCard.silence
        var stream: OpaquePointer?
        let status = snd_pcm_open(&stream, name, SND_PCM_STREAM_PLAYBACK, Int32(SND_PCM_NONBLOCK))
        guard status == 0, let stream else { throw SystemFailure(doing: "open the sound card \(name)", number: -status) }
        let microseconds = UInt32(SoundCard.latency.components.attoseconds / 1_000_000_000_000)
        let set = snd_pcm_set_params(
            stream, SND_PCM_FORMAT_S16_LE, SND_PCM_ACCESS_RW_INTERLEAVED, 1, UInt32(Samples.rate), 1, microseconds)
        guard set == 0 else {
            snd_pcm_close(stream)
            throw SystemFailure(doing: "set the sound card \(name)", number: -set)
        }
        self.stream = stream
    }

    deinit { snd_pcm_close(stream) }

    /// How many samples it takes now.
    ///
    /// - Throws: ``SystemFailure`` when the card is gone.
    func room() throws(SystemFailure) -> Int {
        let room = snd_pcm_avail_update(stream)
        guard room < 0 else { return room }
        try recover(from: room)
        return max(0, snd_pcm_avail_update(stream))
    }

    /// How many samples wait in it.
    var waiting: Int {
        var delay = 0
        return snd_pcm_delay(stream, &delay) == 0 ? max(0, delay) : 0
    }

    /// Gives it samples; returns how many it took.
    ///
    /// - Throws: ``SystemFailure`` when the card is gone.
    func write(_ samples: ArraySlice<Int16>) throws(SystemFailure) -> Int {
        let count = samples.withUnsafeBufferPointer { snd_pcm_writei(stream, $0.baseAddress, UInt($0.count)) }
        if count == -Int(EAGAIN) { return 0 }
        guard count < 0 else { return count }
        try recover(from: count)
        return 0
    }

    /// Plays what waits in it even if that is less than it begins with by itself.
    func begin() {
        if snd_pcm_state(stream) == SND_PCM_STATE_PREPARED { snd_pcm_start(stream) }
    }

    /// Throws away what waits in it.
    func drop() {
        snd_pcm_drop(stream)
        snd_pcm_prepare(stream)
    }

    /// After the card ran dry or the board slept.
    private func recover(from status: Int) throws(SystemFailure) {
        let recovered = snd_pcm_recover(stream, Int32(status), 1)
        guard recovered == 0 else { throw SystemFailure(doing: "play", number: -recovered) }
    }
}
