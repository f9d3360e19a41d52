import Foundation
import GuidePack
import KioskDoor
import Sealing

/// The centre's key, as far as this hub holds it.
struct MRCKeys: Sendable {
    /// `nil`: this hub opens no number; others do.
    let privateKey: MRCPrivateKey?
    let publicKey: MRCPublicKey
    /// To which kiosks sealed before: they open what still waits, and nothing is put under them.
    let oldKeys: [MRCPrivateKey]

    /// What records may be sealed to: the present key first.
    func openable() throws -> [MRCPublicKey] { try [publicKey] + oldKeys.map { try $0.publicKey } }

    /// The name of the credential with the key before this one.
    static let oldCredential = "mrc-key-old"
    /// The name of the credential that the service manager hands over.
    static let credential = "mrc-key"
    /// What it may be called in its folder: a folder that is loaded as "secret" gives its files this beginning.
    ///
    /// Source: systemd.exec(5), `LoadCredential=`.
    private static func fileNames(_ credential: String) -> [String] { [credential, "secret_\(credential)"] }

    /// Reads the private key from the service manager's credential, else from the file of the settings, else only the public one.
    ///
    /// - Throws: ``HubEnding``, which says what is missing and never what a file holds.
    init(_ settings: HubSettings, environment: [String: String]) throws {
        if let key = try Self.credential(Self.credential, environment) {
            (privateKey, publicKey) = (key, try key.publicKey)
        } else if let path = settings.keys.mrc?.path {
            guard let key = try Self.privateKey(path) else { throw HubEnding(.keyMissing, "keys.mrc: there is no \(path)") }
            (privateKey, publicKey) = (key, try key.publicKey)
        } else if let file = settings.keys.mrcPublic {
            // Why it cannot be read is for the one who looks: it is not there, or not theirs.
            guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                throw HubEnding(.keyMissing, "keys.mrc_public: \(file.path) cannot be read")
            }
            do { publicKey = try MRCPublicKey(text: text) } catch { throw HubEnding(.keyMissing, "\(file.path): \(error)") }
            privateKey = nil
        } else {
            throw HubEnding(
                .keyMissing,
                "There is no key of the centre: give the credential \(Self.credential), or set keys.mrc, or for a hub that opens no number keys.mrc_public.")
        }
        oldKeys = try Self.oldKeys(settings, environment)
    }

    private static func oldKeys(_ settings: HubSettings, _ environment: [String: String]) throws -> [MRCPrivateKey] {
        let given = try credential(oldCredential, environment).map { [$0] } ?? []
        return try given + settings.keys.mrcOld.map { file in
            guard let key = try privateKey(file.path) else { throw HubEnding(.keyMissing, "keys.mrc_old: there is no \(file.path)") }
            return key
        }
    }

    private static func credential(_ name: String, _ environment: [String: String]) throws -> MRCPrivateKey? {
        guard let folder = environment["CREDENTIALS_DIRECTORY"] else { return nil }
        for name in fileNames(name) {
            if let key = try privateKey("\(folder)/\(name)", isCredential: true) { return key }
        }
        return nil
    }

    private static func privateKey(_ path: String, isCredential: Bool = false) throws -> MRCPrivateKey? {
        guard let bytes = try SecretFile.read(path, isCredential: isCredential) else { return nil }
        do { return try MRCPrivateKey(text: String(decoding: bytes, as: UTF8.self)) } catch {
            throw HubEnding(.keyMissing, "\(path): \(error)")
        }
    }
}

/// The keys that guides are signed with.
enum GuideKeys {
    /// - Throws: ``HubEnding`` where a file is missing or holds no key.
    static func read(_ settings: HubSettings) throws -> [TrustedKey] {
        try settings.keys.guide.map { file in
            do { return try TrustedKey(contentsOf: file) } catch { throw HubEnding(.keyMissing, "keys.guide: \(error)") }
        }
    }
}
