import Appliance
import LinuxDevices

/// Why the program cannot go on: a sentence, and the exit status that the service manager and the fault page read.
struct Ending: Error {
    let status: ExitStatus
    let sentence: String

    init(_ status: ExitStatus, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }

    /// An error that came from somewhere below.
    init(_ error: any Error) {
        switch error {
        case let end as Ending: self = end
        case is ConfigurationError: self.init(.settingsWrong, "\(error)")
        case is SystemFailure: self.init(.systemRefused, "\(error)")
        default: self.init(.defect, "\(error)")
        }
    }

    /// Gives whatever goes wrong in `work` a status.
    static func wrapping<Result>(_ status: ExitStatus, _ work: () throws -> Result) throws(Ending) -> Result {
        do { return try work() } catch { throw Ending(status, "\(error)") }
    }
}
