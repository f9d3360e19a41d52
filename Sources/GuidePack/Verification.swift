import Crypto
import Foundation

/// Looks at a pack from the outside: is every byte the publisher's, and is it for this kiosk?
struct Verification {
    let folder: URL
    let trust: TrustedKey

    /// A manifest is a few hundred bytes; nothing larger is ever parsed.
    private static let mostManifestBytes = 65_536
    /// Larger than any guide with sound; a larger part is not read at all.
    private static let mostPartBytes = 512 << 20
    /// How much of a part is in memory at a time. Chosen: larger pieces are read no faster.
    private static let pieceBytes = 256 << 10

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
        guard let found = fingerprint(of: part.name) else { throw .missing(part: part.name) }
        guard found.bytes >= part.bytes else {
            throw .truncated(part: part.name, bytes: found.bytes, expected: part.bytes)
        }
        guard found.bytes == part.bytes, found.sha256 == part.sha256 else { throw .altered(part: part.name) }
    }

    /// The size and the SHA-256 of a file, read piece by piece; what a failing card does not give counts as not there.
    private func fingerprint(of name: String) -> (bytes: Int, sha256: String)? {
        guard let size = size(of: name), size <= Self.mostPartBytes,
            let file = try? FileHandle(forReadingFrom: folder.appendingPathComponent(name))  // either way it is not there
        else { return nil }
        defer { try? file.close() }  // it was only read
        var (hash, bytes) = (SHA256(), 0)
        while let piece = try? file.read(upToCount: Self.pieceBytes), !piece.isEmpty {  // see above
            hash.update(data: piece)
            bytes += piece.count
        }
        return (bytes, Digest.hexadecimal(hash.finalize()))
    }

    /// `nil` if there is no such file, or it is no plain file that can be read: either way the part is not there.
    private func data(of name: String) -> Data? {
        guard let size = size(of: name), size <= Self.mostManifestBytes else { return nil }
        return try? Data(contentsOf: folder.appendingPathComponent(name))
    }

    private func size(of name: String) -> Int? {
        try? folder.appendingPathComponent(name).resourceValues(forKeys: [.fileSizeKey]).fileSize
    }
}
