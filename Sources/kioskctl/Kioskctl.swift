import ArgumentParser

/// What technicians, editors and translators do with a kiosk and its guide.
@main
struct Kioskctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kioskctl", abstract: "Looks after kiosks: their guide, their pages, their slips.",
        subcommands: [GuideCommand.self, ScreenCommand.self, SheetCommand.self, SlipCommand.self, CodeCommand.self, VisitCommand.self])
}
