/// The printer of slips.
public protocol SlipPrinter: Sendable {
    /// Prints a slip; returns when the printer has cut it off.
    ///
    /// When it throws, the slip is void. The printer may still hold the rest of it, and some print that rest as soon as
    /// paper is loaded: call ``cancel()`` before anything else.
    ///
    /// - Throws: `PrinterError` when the slip did not come out as a whole.
    func print(_ job: [UInt8]) async throws(PrinterError)

    /// Stops the running job and makes the printer forget what it holds.
    func cancel() async

    /// Asks the printer how it is.
    func status() async -> PrinterStatus

    /// How the printer is: now, and at each change; for one listener.
    var statusChanges: AsyncStream<PrinterStatus> { get }
}

/// Why a slip did not come out.
public enum PrinterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The printer was not ready, and nothing of the slip was sent.
    case notReady(PrinterStatus)
    /// The printer stopped in the middle of the slip.
    case stopped(PrinterStatus)
    /// The job was cancelled.
    case cancelled
    /// No printer is connected.
    case unplugged
    /// Another job is still running.
    case busy
    /// The system refused; `number` is its `errno`.
    case refused(doing: String, number: Int32)

    public var description: String {
        switch self {
        case .notReady(let status): "the printer was not ready (\(status)); nothing was sent"
        case .stopped(let status): "the printer stopped within the slip (\(status))"
        case .cancelled: "the job was cancelled"
        case .unplugged: "no printer is connected"
        case .busy: "another job is still running; one slip is printed at a time"
        case .refused(let doing, let number): "\(doing): the system refused (errno \(number))"
        }
    }
}
