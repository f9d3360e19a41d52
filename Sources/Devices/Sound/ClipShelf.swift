/// Where the recordings are that a speaker plays.
public protocol ClipShelf: Sendable {
    /// The recording of these words, Opus in Ogg; nil: there is none that can be trusted.
    func clip(of words: String, in language: String) -> [UInt8]?
}
