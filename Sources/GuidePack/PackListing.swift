import Foundation

/// What a pack says of itself: which guide of which site it is, and which parts it has. Everybody who passes packs on reads this.
public struct PackListing: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        /// A file's name.
        public let name: String
        public let bytes: Int
        /// In hexadecimal.
        public let sha256: String
    }

    public let version: String
    /// The site's id.
    public let site: String
    /// The oldest kiosk that can show it.
    public let minimumKiosk: String
    public let parts: [Part]

    /// What a manifest says, whoever signed it; `nil` for anything else.
    public init?(manifest: some Sequence<UInt8>) {
        // What is wrong with it would help nobody.
        guard let read = try? JSONDecoder().decode(Manifest.self, from: Data(manifest)) else { return nil }
        (version, site, minimumKiosk) = (read.version, read.site, read.minimumKiosk)
        parts = read.parts.map { Part(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) }
    }

    /// What a manifest says that the trusted key signed. Its parts are still to be looked at by
    /// ``Pack/open(_:trust:floor:kiosk:)``.
    ///
    /// - Parameter line: the line of `manifest.sig`.
    /// - Throws: ``PackError``
    public init(manifest: [UInt8], signature line: String, trust: TrustedKey) throws(PackError) {
        guard let signature = Signature(line: line) else { throw .unsigned }
        try Verification.check(Data(manifest), signature, trust: trust)
        guard let listing = PackListing(manifest: manifest) else {
            throw .unreadable(part: PartName.manifest, reason: "it is no manifest of format \(Manifest.format)")
        }
        self = listing
    }

    /// What the manifest in a folder says, if the trusted key signed it: a glance, before every byte is looked at.
    ///
    /// - Throws: ``PackError``
    public init(in folder: URL, trust: TrustedKey) throws(PackError) {
        let manifest = try Verification(folder: folder, trust: trust).signedManifest()
        guard let listing = PackListing(manifest: manifest) else {
            throw .unreadable(part: PartName.manifest, reason: "it is no manifest of format \(Manifest.format)")
        }
        self = listing
    }
}
