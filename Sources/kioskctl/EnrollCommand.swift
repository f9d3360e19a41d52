import Appliance
import ArgumentParser
import Foundation
import HubConnection
import Link

/// `kioskctl enroll`: makes this kiosk known to its hub.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll", abstract: "Make this kiosk known to its hub, by the code that the hub printed.",
        discussion: """
            The code is read from standard input, for what stands on a command line is seen by everybody on this machine. \
            The kiosk looks at who answers before it says the code; it makes its key itself and keeps everything in its state \
            folder. A kioskd that runs finds the papers within a minute, and from then on seals to the key of this hub's centre.
            """)

    @Option(help: "The hub, such as https://192.0.2.7:8443. Default: hub.address of the settings.") var hub: String?
    @Option(help: "The code of `kiosk-hub kiosk add`; hyphens and small letters are no matter. Default: it is asked for.")
    var code: String?
    @Option(help: "The settings of the kiosk.") var config = "/etc/mrc-kiosk/kiosk.toml"
    @Option(help: "The state folder. Default: that of the settings.") var state: String?

    func run() async throws {
        let settings = try self.settings()
        guard let location = try named() ?? settings?.hub?.location else {
            throw Refusal(64, "No hub is named: give --hub, or write address into [hub] of \(config).")
        }
        guard let folder = state.map({ URL(fileURLWithPath: $0, isDirectory: true) }) ?? settings?.folders.state else {
            throw Refusal(64, "No state folder is named: give --state.")
        }
        do {
            let papers = try await Enroller(at: location, keepingIn: folder).enrol(with: try EnrolmentCode(code ?? asked()))
            print("enrolled as \(papers.enrolment.kiosk) at \(papers.enrolment.site)")
        } catch let problem as EnrolmentCodeProblem {
            throw Refusal(64, "The code: \(problem).")
        } catch {
            throw Refusal(69, "\(error).")
        }
        guard settings?.hub?.location == location else {
            print("Now write address = \"\(location)\" into [hub] of \(config), so that the kiosk may reach it.")
            return
        }
    }

    /// The code from standard input: one line.
    private func asked() -> String {
        if isatty(STDIN_FILENO) == 1 { FileHandle.standardError.write(Data("The code that the hub printed: ".utf8)) }
        return readLine() ?? ""
    }

    private func named() throws -> HubLocation? {
        guard let hub else { return nil }
        guard let location = HubLocation(hub) else { throw Refusal(64, "--hub is \"\(hub)\"; allowed is \(HubLocation.allowed).") }
        return location
    }

    /// `nil`: there are none, which is no matter where everything is named here.
    private func settings() throws -> Configuration? {
        let file = URL(fileURLWithPath: config)
        guard FileManager.default.fileExists(atPath: file.path) || state == nil else { return nil }
        do { return try Configuration.read(file) } catch { throw Refusal(78, "\(error)") }
    }
}
