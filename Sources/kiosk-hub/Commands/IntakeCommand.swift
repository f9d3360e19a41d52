import ArgumentParser
import Foundation
import Hub
import KioskDoor
import Link

/// Records that come another way than over the network.
struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake", abstract: "Takes in records of kiosks without a network.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes in what a kiosk kept, from a stick, and writes the receipts for the way back.",
            discussion: """
                The file is made by kioskctl outbox export; the receipts are taken in by kioskctl outbox import. The same file may \
                come again. It works while the hub runs.
                """)

        @Argument(help: "The file of the kiosk's outbox.") var file: String
        @Option(help: "Where to write the receipts.") var receipts: String
        @OptionGroup var settings: SettingsArgument

        func run() async throws {
            try await HubEnding.guarding {
                guard let bytes = FileManager.default.contents(atPath: file) else {
                    throw HubEnding(.dataWrong, "\(file) cannot be read")
                }
                let house = try await HubHouse(settings)
                let keys = try MRCKeys(house.settings, environment: ProcessInfo.processInfo.environment)
                let desk = StickDesk(
                    store: house.store, authority: house.authority, keys: try keys.openable(), now: HubHouse.now)
                let taken: StickDesk.Taken
                do { taken = try await desk.take(Array(bytes)) } catch let problem as StickProblem {
                    throw HubEnding(.dataWrong, "\(file): \(problem)")
                }
                try await house.note("intake.imported", of: "kiosk:\(taken.kiosk)")
                guard FileManager.default.createFile(atPath: receipts, contents: Data(taken.file)) else {
                    throw HubEnding(.dataWrong, "\(receipts) cannot be written; the records are kept, import the file again")
                }
                let crate = taken.crate
                print("\(taken.kiosk): \(crate.receipts.count) kept, \(crate.withdrawn.count) called back, \(crate.refused.count) refused")
                await house.store.close()
            }
        }
    }
}
