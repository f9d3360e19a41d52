import Foundation
import Logging

/// Writes each event as one line to standard error, with the priority before it that the journal understands.
///
/// Source: sd-daemon(3), "Logging".
public struct JournalHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel = Logger.Level.notice

    public init() {}

    /// The log of a program.
    public static func logger(_ program: String, _ level: Logger.Level) -> Logger {
        var logger = Logger(label: program) { _ in JournalHandler() }
        logger.logLevel = level
        return logger
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let text = (["\(event.message)"] + facts.map { "\($0.key)=\"\($0.value)\"" }).joined(separator: " ")
        // One event, one line: what came after a line break would count as another event.
        let plain = text.replacing("\n", with: " ").replacing("\r", with: " ")
        FileHandle.standardError.write(Data("<\(event.level.priority)>\(plain)\n".utf8))
    }
}

extension Logger.Level {
    /// The corresponding level of syslog(3).
    fileprivate var priority: Int {
        switch self {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
