/// How a service ended, as systemd tells the one that it starts instead.
///
/// Source: systemd.exec(5), `$MONITOR_SERVICE_RESULT`, `$MONITOR_EXIT_CODE`, `$MONITOR_EXIT_STATUS`.
public struct ServiceEnd: Hashable, Sendable {
    /// For example `exit-code`, `watchdog` or `oom-kill`; empty: nobody told.
    public let result: String
    /// `exited`, `killed` or `dumped`; empty: it was never started, or nobody told.
    public let code: String
    /// A number after `exited`, else the name of a signal.
    public let status: String

    /// Reads the end from an environment.
    public init(environment: (String) -> String?) {
        result = environment("MONITOR_SERVICE_RESULT") ?? ""
        code = environment("MONITOR_EXIT_CODE") ?? ""
        status = environment("MONITOR_EXIT_STATUS") ?? ""
    }

    /// The fault that this was, in short.
    public var fault: FaultCode {
        switch result {
        case "watchdog": .hung
        case "oom-kill": .memory
        case "timeout": .slow
        case "resources": .system
        case "signal", "core-dump": .crashed
        case "exit-code", "protocol", "start-limit-hit": faultByStatus
        default: .unknown
        }
    }

    private var faultByStatus: FaultCode {
        guard code == "exited", let number = Int32(status) else { return code.isEmpty ? .unknown : .crashed }
        if let own = ExitStatus(rawValue: number) { return FaultCode(own) }
        // Source: systemd.exec(5), "Process exit codes": systemd's own begin at 200.
        switch number {
        case 203: return .programMissing
        case 243: return .secrets
        case 200...245: return .sandbox
        default: return .ended
        }
    }
}
