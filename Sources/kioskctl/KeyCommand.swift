import ArgumentParser
import Foundation
import Sealing

/// `kioskctl key new`: the pair of keys that a centre's counsellors hold.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make the keys that answers are sealed to.", subcommands: [New.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write mrc.pub for the kiosks, and mrc.key for the counsellors' desk.",
            discussion: "The private half never goes near a kiosk: keep it off this machine.")

        @Argument(help: "The folder to write into. Keys that are there already are kept.") var folder: String

        func run() throws {
            try failing {
                let base = URL(fileURLWithPath: folder, isDirectory: true)
                try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
                let secret = base.appending(path: "mrc.key")
                guard !FileManager.default.fileExists(atPath: secret.path) else {
                    throw ValidationError("\(secret.path) is there already; nothing was written.")
                }
                let key = MRCPrivateKey()
                // The mode is given when the file is made, so that it never is readable to others.
                guard FileManager.default.createFile(
                    atPath: secret.path, contents: Data(key.pem.utf8), attributes: [.posixPermissions: 0o600])
                else { throw ValidationError("\(secret.path) cannot be written.") }
                try Data(key.publicKey.pem.utf8).write(to: base.appending(path: "mrc.pub"))
            }
        }
    }
}
