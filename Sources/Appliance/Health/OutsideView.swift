import Devices

/// What only somebody outside the program sees of a kiosk: whether it runs at all, and whether it still speaks.
public struct OutsideView: Equatable, Sendable {
    public typealias Finding = HealthReport.Finding

    /// A report that is older than this is of a program that hangs or is gone: it writes once a minute.
    public static let stale: Duration = HealthWriter.longestSilence * 3

    /// Whether the service manager or the system says that the program runs; `nil`: nobody could be asked.
    public var isRunning: Bool?
    /// How often the service manager started it anew.
    public var restarts: Int?
    /// Why there is no report; `nil`: there is one.
    public var missing: HealthFileError?
    /// Why the settings cannot be read; `nil`: they can.
    public var settings: String?
    /// Room on the storage of the state folder; `nil`: it cannot be told.
    public var freeBytes: Int64?

    public init() {}

    /// What is wrong, seen from outside.
    ///
    /// - Parameters:
    ///   - report: what the kiosk said last.
    ///   - now: since the board started.
    public func findings(with report: HealthReport?, at now: Duration) -> [Finding] {
        var findings: [Finding] = []
        if isRunning == false {
            findings.append(
                Finding("R2", .outOfOrder, "The kiosk's program does not run.", "systemctl status kioskd; journalctl -u kioskd."))
        }
        if let missing, isRunning != false {
            findings.append(Finding("R3", .outOfOrder, "\(missing).", "systemctl status kioskd."))
        }
        if let report, isRunning != false {
            // A time that lies ahead is of another start of the board.
            let age = now - .seconds(report.facts.writtenSeconds)
            if age > OutsideView.stale || .seconds(5) + age < .zero {
                let ago = age < .zero ? "before the last start" : "\(HealthReport.span(age.components.seconds)) ago"
                findings.append(
                    Finding("R3", .outOfOrder, "The program last said how it is \(ago).", "systemctl restart kioskd."))
            }
        }
        if let restarts, restarts >= Diagnosis.mostRestarts, report?.facts.restarts == nil {
            findings.append(
                Finding("R1", .degraded, "The program started anew \(restarts) times.", "Report it, with the log of the last day."))
        }
        if let settings {
            findings.append(Finding("S1", .degraded, "The settings are wrong: \(settings).", "Mend them before the next start."))
        }
        if let freeBytes, freeBytes < BoardHealth.lowBelow, report?.facts.board.freeStorageBytes == nil {
            findings.append(Finding("E3", .degraded, "The memory card is nearly full.", "Report it; restart the kiosk."))
        }
        return findings
    }
}
