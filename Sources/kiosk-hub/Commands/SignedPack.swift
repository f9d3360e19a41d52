import Foundation
import GuidePack
import Hub
import Link

/// A pack in a folder, verified, with its files as they are.
struct SignedPack {
    let version: Version
    let parts: [String: [UInt8]]
    private let manifest: [UInt8]
    private let signature: String
    private let content: PackListing

    /// - Throws: ``HubEnding``, which says what is wrong with the pack and what to do.
    init(_ folder: URL, trust: [TrustedKey]) throws {
        try Self.verify(folder, trust: trust)
        func bytes(_ name: String) throws -> Data {
            do { return try Data(contentsOf: folder.appending(path: name)) } catch {
                throw HubEnding(.dataWrong, "\(name) cannot be read")
            }
        }
        manifest = Array(try bytes(PartName.manifest))
        signature = String(decoding: try bytes(PartName.signature), as: UTF8.self)
        guard let content = PackListing(manifest: manifest) else {
            throw HubEnding(.dataWrong, "\(PartName.manifest) is signed but cannot be read; build the pack again")
        }
        self.content = content
        guard let version = Version(content.version) else {
            throw HubEnding(.dataWrong, "\(PartName.manifest) is signed but its version is none; build the pack again")
        }
        self.version = version
        var parts: [String: [UInt8]] = [:]
        for part in content.parts { parts[part.name] = Array(try bytes(part.name)) }
        self.parts = parts
    }

    /// The pack as the hub keeps it.
    func guide(on channel: GuideChannel, by who: String, at now: HubTime) -> PublishedGuide {
        PublishedGuide(
            channel: channel, site: content.site, version: content.version, manifest: manifest, signature: signature,
            parts: content.parts.map { PublishedGuide.Part(name: $0.name, bytes: $0.bytes, digest: $0.sha256) },
            publishedBy: who, publishedAt: now)
    }

    private static func verify(_ folder: URL, trust: [TrustedKey]) throws {
        guard !trust.isEmpty else {
            throw HubEnding(.keyMissing, "keys.guide: no key is set, so no guide can be trusted; give guide.pub of the publisher")
        }
        var refusal: PackError?
        for key in trust {
            do {
                _ = try Pack.open(folder, trust: key, kiosk: .thisKiosk)
                return
            } catch {
                // What the key of another publisher says matters only if no key fits.
                if case .signedByStranger = error, refusal != nil { continue }
                refusal = error
            }
        }
        throw HubEnding(.dataWrong, "The pack is refused. \(refusal.map { "\($0)" } ?? "")")
    }
}
