import ArgumentParser
import Foundation

/// What technicians, editors and translators do with a kiosk and its guide.
@main
struct Kioskctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kioskctl", abstract: "Looks after kiosks: their guide, their pages, their slips.",
        subcommands: [
            GuideCommand.self, ScreenCommand.self, SheetCommand.self, SlipCommand.self, CodeCommand.self, VisitCommand.self,
            KeyCommand.self, PinCommand.self, DoctorCommand.self, NoticeCommand.self,
            EnrollCommand.self, OutboxCommand.self, SoundCommand.self, ImageCommand.self,
        ])

    /// Usage errors leave with status 2, failures with 1; the doctor's statuses say how the kiosk is, so its usage errors
    /// leave with 64.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let refusal as Refusal {
            FileHandle.standardError.write(Data("\(refusal)\n".utf8))
            Foundation.exit(refusal.status)
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            let output = code.isSuccess ? FileHandle.standardOutput : FileHandle.standardError
            if !message.isEmpty { output.write(Data("\(message)\n".utf8)) }
            let isDoctor = CommandLine.arguments.dropFirst().first == DoctorCommand.configuration.commandName
            Foundation.exit(code == .validationFailure && !isDoctor ? 2 : code.rawValue)
        }
    }
}
