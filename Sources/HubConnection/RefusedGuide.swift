import Foundation
import GuidePack

/// Remembers over restarts that a guide of the hub could not be used, so that it is not fetched every hour: the latest one only,
/// for a channel has one at a time.
struct RefusedGuide {
    private let file: URL
    /// Of its manifest and signature.
    private let digest: String

    /// A pack that came whole and was not what its manifest says may have met a bad card: it is fetched so often.
    static let mostTries = 3

    init(in state: URL, digest: String) {
        file = state.appending(path: "guide-refused")
        self.digest = digest
    }

    /// Whether it need not be fetched again. Another version of this program may be able to use it.
    var isFinal: Bool {
        get throws(HubLinkError) { try tries >= RefusedGuide.mostTries }
    }

    private var tries: Int {
        get throws(HubLinkError) {
            let words = String(decoding: try DurableFile.read(file) ?? [], as: UTF8.self).split(whereSeparator: \.isWhitespace)
            guard words.count == 3, words[0] == digest, words[1] == "\(Version.thisKiosk)" else { return 0 }
            return Int(words[2]) ?? 0
        }
    }

    /// - Parameter isFinal: its manifest already rules it out.
    func note(isFinal: Bool) throws(HubLinkError) {
        let count = isFinal ? RefusedGuide.mostTries : try tries + 1
        try DurableFile.write(Array("\(digest) \(Version.thisKiosk) \(count)\n".utf8), to: file)
    }
}
