import Appliance
import ArgumentParser
import Devices
import Foundation
import LinuxDevices
import Scene

/// Says on the glass that the kiosk does not work, with a code and what to do: what systemd starts when `kioskd` gave up.
///
/// It touches the screen and nothing else: no ledger, no printer, no network.
@main
struct KioskFault: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kiosk-fault", abstract: "Says on the glass that the kiosk does not work.",
        discussion: "systemd tells it how kioskd ended. The codes stand in /usr/share/doc/mrc-kiosk/README.md.")

    @Option(help: "The settings of the kiosk.")
    var config = "/etc/mrc-kiosk/kiosk.toml"

    @Option(help: ArgumentHelp("The code to show instead of what systemd told.", valueName: "code"))
    var code: FaultCode?

    @Flag(help: "Say that the board may be switched off, instead of a fault.")
    var off = false

    @Option(help: ArgumentHelp("Draw into a PNG file and end, without a screen.", valueName: "file"))
    var picture: String?

    func run() async throws {
        let fault = code ?? ServiceEnd { ProcessInfo.processInfo.environment[$0] }.fault
        let page = FaultPage(
            off ? .safeToSwitchOff : .fault(fault), settings: URL(fileURLWithPath: config),
            note: SettingsNote(folder: ServiceFolders.own.runtime).text)
        if let picture { return try write(page, to: picture) }
        try await FaultScreen(page: page).run()
    }

    private func write(_ page: FaultPage, to file: String) throws {
        guard let frame = FaultStyle.allCases.lazy.compactMap({ page.frame($0) }).first else { return }
        let png = PNG.encode(xrgb: frame.pixels, width: frame.width, height: frame.height)
        try Data(png).write(to: URL(fileURLWithPath: file))
    }
}

extension FaultCode: ExpressibleByArgument {}
