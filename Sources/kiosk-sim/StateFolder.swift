import Foundation
import Sealing

/// The folder in which everything is that the simulator writes.
enum StateFolder {
    /// Makes the folder, for nobody but this user.
    static func make(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartError("The folder \(folder.path) cannot be made. Name another one by --state.")
        }
    }

    /// The centre's public key: the one in that file, or one of a pair that is made once for this folder.
    ///
    /// A real kiosk never sees the private half. Here it lies beside the ledger, so that the counsellor's side can be
    /// tried.
    static func mrcKey(_ file: String?, state: URL) throws -> MRCPublicKey {
        let own = state.appending(path: "mrc.pub")
        if file == nil, !FileManager.default.fileExists(atPath: own.path) { try makePair(state, open: own) }
        let chosen = file.map { URL(fileURLWithPath: $0) } ?? own
        guard let text = try? String(contentsOf: chosen, encoding: .utf8) else {
            throw StartError("\(chosen.path): there is no key file that can be read.")
        }
        do {
            return try MRCPublicKey(text: text)
        } catch {
            throw StartError("\(chosen.path): \(error)")
        }
    }

    private static func makePair(_ state: URL, open: URL) throws {
        let key = MRCPrivateKey()
        let secret = state.appending(path: "mrc.key")
        let isMade = FileManager.default.createFile(
            atPath: secret.path, contents: Data(key.pem.utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else { throw StartError("\(secret.path) cannot be written.") }
        try Data(try key.publicKey.pem.utf8).write(to: open)
    }
}
