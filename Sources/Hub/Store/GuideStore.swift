import Link

/// Signed guides, by channel and site.
public protocol GuideStore: Sendable {
    /// Puts a pack, which was verified, on a channel for its site, in place of the one before. Parts that the store has already,
    /// by their digests, need not be given.
    ///
    /// - Parameter parts: their bytes, by the names of ``PublishedGuide/Part``.
    /// - Throws: ``HubStoreError/notFound(doing:)`` when a part has no bytes, or not as many as it says.
    func publish(_ guide: PublishedGuide, parts: [String: [UInt8]]) async throws(HubStoreError)

    /// The guide that kiosks of a site on a channel should have. A channel without one takes that of the next wider channel.
    func guide(on channel: GuideChannel, site: String) async throws(HubStoreError) -> PublishedGuide?

    /// Some bytes of a part, by its SHA-256. The range is cut to what there is.
    func bytes(ofPart digest: String, _ range: Range<Int>) async throws(HubStoreError) -> [UInt8]?

    /// What is on the channels.
    func guides() async throws(HubStoreError) -> [PublishedGuide]
}

/// A pack on a channel.
public struct PublishedGuide: Hashable, Sendable {
    public var channel: GuideChannel
    public var site: String
    public var version: String
    /// The manifest's bytes, exactly as they were signed.
    public var manifest: [UInt8]
    /// The line of the signature.
    public var signature: String
    public var parts: [Part]
    public var publishedBy: String
    public var publishedAt: HubTime

    /// A file of the pack.
    public struct Part: Hashable, Sendable {
        public var name: String
        public var bytes: Int
        /// SHA-256 in hexadecimal.
        public var digest: String

        public init(name: String, bytes: Int, digest: String) { (self.name, self.bytes, self.digest) = (name, bytes, digest) }
    }

    public init(
        channel: GuideChannel, site: String, version: String, manifest: [UInt8], signature: String, parts: [Part],
        publishedBy: String, publishedAt: HubTime
    ) {
        (self.channel, self.site, self.version, self.manifest) = (channel, site, version, manifest)
        (self.signature, self.parts, self.publishedBy, self.publishedAt) = (signature, parts, publishedBy, publishedAt)
    }
}
