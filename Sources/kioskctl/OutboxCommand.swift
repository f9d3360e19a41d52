import Appliance
import ArgumentParser
import Foundation
import HubConnection
import Ledger
import Link

/// `kioskctl outbox`: what the kiosk kept, to its hub on a stick, and the receipts back.
struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Carry what this kiosk kept to its hub on a stick, and the receipts back.",
        discussion: """
            Stop kioskd first: one program has the ledger at a time. Records go sealed, as they are; they stay here until the \
            hub's receipts for exactly them are imported. At the hub: kiosk-hub intake import FILE --receipts FILE.
            """,
        subcommands: [Export.self, Import.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write everything that waits for the hub into a file.")

        @Argument(help: "The file; one that is there already is left alone.") var file: String
        @OptionGroup var place: StatePlace

        func run() async throws {
            guard !FileManager.default.fileExists(atPath: file) else { throw Refusal(73, "\(file) is there already; name another one.") }
            let stick = try place.stick()
            do {
                let (bytes, count) = try await stick.export()
                guard FileManager.default.createFile(atPath: file, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
                    throw Refusal(73, "\(file) cannot be written.")
                }
                print("\(count) wait for the hub; they are in \(file), and still here")
            } catch let refusal as Refusal { throw refusal } catch { throw Refusal(70, "\(error).") }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take in the hub's receipts: what they confirm is erased here.")

        @Argument(help: "The file of receipts.") var file: String
        @OptionGroup var place: StatePlace

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: file) else { throw Refusal(66, "\(file) cannot be read.") }
            let stick = try place.stick()
            do {
                let settled = try await stick.take(Array(bytes))
                print(
                    "delivered: \(settled.delivered), called back: \(settled.withdrawn), refused and kept: \(settled.refused), "
                        + "not from here: \(settled.unknown)")
            } catch let problem as StickProblem { throw Refusal(65, "\(file): \(problem).") } catch { throw Refusal(70, "\(error).") }
        }
    }

    /// Where the kiosk keeps what must not be lost.
    struct StatePlace: ParsableArguments {
        @Option(help: "The settings of the kiosk.") var config = "/etc/mrc-kiosk/kiosk.toml"
        @Option(help: "The state folder. Default: that of the settings.") var state: String?

        func stick() throws -> Stick {
            do {
                let folder = try state.map { URL(fileURLWithPath: $0, isDirectory: true) }
                    ?? Configuration.read(URL(fileURLWithPath: config)).folders.state
                guard let papers = try HubPapers(in: folder) else {
                    throw Refusal(77, "This kiosk is not enrolled, so no hub would know who sends this: kioskctl enroll first.")
                }
                return Stick(ledger: try Ledger(at: .file(folder.appending(path: "ledger.sqlite").path)), papers: papers)
            } catch let refusal as Refusal { throw refusal } catch { throw Refusal(70, "\(error).") }
        }
    }
}
