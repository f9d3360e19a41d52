import ArgumentParser
import Foundation
import Hub
import KioskDoor
import Sealing
import Settings

/// Why the program cannot go on: a sentence, and the exit status that the service manager reads.
///
/// Source: sysexits.h, whose meanings these are as near as may be.
struct HubEnding: Error {
    enum Status: Int32 {
        /// What was given on the command line is not there or not allowed.
        case dataWrong = 65
        /// Something that can only be a mistake in the program.
        case defect = 70
        /// The system refused what every program gets, or the port is in use.
        case systemRefused = 71
        /// The store does not answer now: another try may do.
        case storeAway = 75
        /// A key is missing or is none, or others may read it.
        case keyMissing = 77
        /// The settings are wrong.
        case settingsWrong = 78
    }

    let status: Status
    let sentence: String

    init(_ status: Status, _ sentence: String) { (self.status, self.sentence) = (status, sentence) }

    /// An error that came from somewhere below.
    init(_ error: any Error) {
        switch error {
        case let end as HubEnding: self = end
        case is ConfigurationError: self.init(.settingsWrong, "\(error)")
        case is AuthorityError, is SecretFileError, is MRCKeyProblem: self.init(.keyMissing, "\(error)")
        case HubStoreError.unavailable: self.init(.storeAway, "\(error)")
        case is HubStoreError: self.init(.dataWrong, "\(error)")
        default: self.init(.defect, "\(error)")
        }
    }

    /// Does the work of a command, and ends the program with a sentence and a status where it fails.
    static func guarding(_ work: () async throws -> Void) async throws {
        do { try await work() } catch let error as ExitCode { throw error } catch {
            let end = HubEnding(error)
            FileHandle.standardError.write(Data("<3>\(end.sentence)\n".utf8))
            throw ExitCode(end.status.rawValue)
        }
    }
}
