import Foundation

/// The newest guide that the hub sent, in the kiosk's state folder: whole at every moment, power cut or not.
public struct StagedGuide: Sendable {
    private let state: URL
    private static let name = "guide-next"
    /// What is being replaced; after a power cut between two renames it may be all that there is.
    private static let former = "guide-old"

    /// - Parameter state: the kiosk's state folder.
    public init(in state: URL) { self.state = state }

    private var next: URL { state.appending(path: StagedGuide.name, directoryHint: .isDirectory) }
    private var old: URL { state.appending(path: StagedGuide.former, directoryHint: .isDirectory) }

    /// Where it lies; nothing may be there.
    public var folder: URL { isThere(next) || !isThere(old) ? next : old }

    private func isThere(_ folder: URL) -> Bool { access(folder.path, F_OK) == 0 }

    /// Gives a folder that was verified this place; the guide before it goes.
    ///
    /// - Throws: ``HubLinkError/file(_:_:errno:)``
    func replace(by gathered: URL) throws(HubLinkError) {
        try flush(gathered)
        if isThere(next) {
            // What is not there need not go.
            try? FileManager.default.removeItem(at: old)
            guard rename(next.path, old.path) == 0 else { throw .file("name", old.path, errno: errno) }
        }
        guard rename(gathered.path, next.path) == 0 else { throw .file("name", next.path, errno: errno) }
        try DurableFile.flush(state)
        // What stays of it is no longer looked at, and goes the next time.
        try? FileManager.default.removeItem(at: old)
    }

    /// A part that was complete when the program ended may never have reached the disk.
    private func flush(_ gathered: URL) throws(HubLinkError) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: gathered.path) } catch {
            throw .file("read", gathered.path, errno: EIO)
        }
        for name in names { try DurableFile.flush(gathered.appending(path: name)) }
        try DurableFile.flush(gathered)
    }
}
