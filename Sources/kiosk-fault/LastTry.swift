import Foundation

/// Remembers, in memory only, which style is being drawn: if drawing it ends the program, as what ended `kioskd` may do to
/// this one too, the next start takes a plainer one.
struct LastTry {
    private let file: URL?

    /// A file in the service's runtime folder; nil: nothing is remembered.
    init(folder: String?) {
        file = folder.map { URL(fileURLWithPath: $0, isDirectory: true).appending(path: "fault-style") }
    }

    /// The style to begin with.
    var first: FaultStyle {
        guard let file, let text = try? String(contentsOf: file, encoding: .utf8),  // none: the last start went well
            let style = Int(text).flatMap(FaultStyle.init(rawValue:))
        else { return .guide }
        return style.plainer
    }

    func begin(_ style: FaultStyle) {
        guard let file else { return }
        // Without the note the same style is tried again: no worse than having no note.
        try? Data("\(style.rawValue)".utf8).write(to: file)
    }

    func succeed() {
        guard let file else { return }
        // A note that stays makes the next page plainer than need be.
        try? FileManager.default.removeItem(at: file)
    }
}
