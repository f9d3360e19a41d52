import Devices
import SimulatedDevices

/// The voice, which tells the page when it falls silent.
struct WatchedSpeaker: Speaker {
    let speaker: SimulatedSpeaker
    let feed: EventFeed

    func speak(_ words: SpokenWords) async { await speaker.speak(words) }

    func silence() async {
        let wasSpeaking = speaker.isSpeaking
        await speaker.silence()
        if wasSpeaking { feed.send(.silence) }
    }

    func hold() async { await speaker.hold() }

    func resume() async -> Bool { await speaker.resume() }

    var headset: AsyncStream<Bool> { speaker.headset }
}
