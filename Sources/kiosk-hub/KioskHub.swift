import ArgumentParser

/// The hub: receives what kiosks kept, serves them their guides, and shows counsellors what they may see.
@main
struct KioskHub: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kiosk-hub", abstract: "Runs the hub that kiosks deliver to, and keeps its book of kiosks and guides.",
        discussion: "Exit statuses are those of sysexits.h; Systemd/README.md says what to do about each.",
        subcommands: [ServeCommand.self, KioskCommand.self, GuideCommand.self, IntakeCommand.self, StaffCommand.self])
}

/// Where the settings are, for every command.
struct SettingsArgument: ParsableArguments {
    @Option(name: .customLong("config"), help: "The settings of the hub.")
    var file = "/etc/mrc-kiosk/hub.toml"
}
