import Foundation
import Logging

/// Writes each event as one line to standard error, with the priority before it that the journal understands.
///
/// Source: sd-daemon(3), "Logging".
struct HubJournal: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// The hub's log.
    static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "kiosk-hub") { _ in HubJournal() }
        logger.logLevel = level
        return logger
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let text = (["\(event.message)"] + facts.map { "\($0.key)=\"\($0.value)\"" }).joined(separator: " ")
        // One event, one line: what came after a line break would count as another event.
        let plain = text.replacing("\n", with: " ").replacing("\r", with: " ")
        FileHandle.standardError.write(Data("<\(Self.priority(of: event.level))>\(plain)\n".utf8))
    }

    /// The corresponding level of syslog(3).
    private static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
