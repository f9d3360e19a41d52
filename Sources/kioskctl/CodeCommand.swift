import ArgumentParser
import Foundation
import Intake

/// `kioskctl code check`: whether twelve digits can be a number of ours.
struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Look at numbers.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say whether the check digits of a number are right.")

        @Argument(help: "Twelve digits; spaces, dashes and native digits are understood.") var digits: [String]

        func run() throws {
            switch Code.check(digits.joined(separator: " ")) {
            case .success: print("right")
            case .failure(let problem):
                FileHandle.standardError.write(Data("\(problem)\n".utf8))
                throw ExitCode.failure
            }
        }
    }
}
