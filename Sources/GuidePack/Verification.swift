import Crypto
import Foundation

/// Looks at a pack from the outside: is every byte the publisher's, and is it for this kiosk?
struct Verification {
    let folder: URL
    let trust: TrustedKey

    /// A manifest is a few hundred bytes; nothing larger is ever parsed.
    private static let mostManifestBytes = 65_536
    /// Larger than any guide with sound; a larger part is not read into memory.
    private static let mostPartBytes = 512 << 20

    struct Result {
        var version: Version
        var minimumKiosk: Version
    }

    func manifest(floor: Version?, kiosk: Version) throws(PackError) -> Result {
        let bytes = try signedManifest()
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: bytes),  // the reason would help nobody
            let version = Version(manifest.version), let needs = Version(manifest.minimumKiosk)
        else { throw .unreadable(part: PartName.manifest, reason: "it is no manifest of format \(Manifest.format)") }
        if needs > kiosk { throw .tooNew(needs: needs, kiosk: kiosk) }
        guard manifest.format == Manifest.format else {
            throw .unreadable(
                part: PartName.manifest, reason: "it has format \(manifest.format), not \(Manifest.format)")
        }
        guard manifest.parts.contains(where: { $0.name == PartName.guide }) else {
            throw .missing(part: PartName.guide)
        }
        for part in manifest.parts { try verify(part) }
        if let floor, version < floor { throw .older(version: version, floor: floor) }
        return Result(version: version, minimumKiosk: needs)
    }

    func signedManifest() throws(PackError) -> Data {
        guard let line = data(of: PartName.signature).map({ String(decoding: $0.prefix(1024), as: UTF8.self) }),
            let signature = Signature(line: line)
        else {
            guard data(of: PartName.manifest) != nil else { throw .missing(part: PartName.manifest) }
            throw .unsigned
        }
        guard let manifest = data(of: PartName.manifest) else { throw .missing(part: PartName.manifest) }
        try Self.check(manifest, signature, trust: trust)
        return manifest
    }

    /// Whether the trusted key signed a manifest.
    static func check(_ manifest: Data, _ signature: Signature, trust: TrustedKey) throws(PackError) {
        guard signature.fingerprint == trust.fingerprint else {
            throw .signedByStranger(fingerprint: String(signature.fingerprint.prefix(16)))
        }
        guard manifest.count <= Self.mostManifestBytes,
            trust.key.isValidSignature(signature.bytes, for: manifest)
        else { throw .altered(part: PartName.manifest) }
    }

    private func verify(_ part: Manifest.Part) throws(PackError) {
        guard !part.name.contains("/"), !part.name.hasPrefix("."), part.bytes <= Self.mostPartBytes else {
            throw .unreadable(part: PartName.manifest, reason: "it names a part that no pack has")
        }
        guard let bytes = data(of: part.name) else { throw .missing(part: part.name) }
        guard bytes.count >= part.bytes else {
            throw .truncated(part: part.name, bytes: bytes.count, expected: part.bytes)
        }
        guard bytes.count == part.bytes, Digest.sha256(of: bytes) == part.sha256 else {
            throw .altered(part: part.name)
        }
    }

    /// `nil` if there is no such file, or it is no plain file that can be read: either way the part is not there.
    private func data(of name: String) -> Data? {
        let file = folder.appendingPathComponent(name)
        guard let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= Self.mostPartBytes else {
            return nil
        }
        return try? Data(contentsOf: file)
    }
}
