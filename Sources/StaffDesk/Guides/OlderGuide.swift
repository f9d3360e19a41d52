import GuidePack
import Hub
import Link

extension GuideStore {
    /// Why a version cannot go on a channel for a site; `nil`: it can. An older guide never replaces a newer one: kiosks would
    /// refuse it.
    public func objection(to version: Version, for site: String, on channel: GuideChannel) async throws(HubStoreError) -> String? {
        let there = try await guides().first { $0.channel == channel && $0.site == site }
        guard let there, let newer = Version(there.version), version < newer else { return nil }
        return "The channel \(channel.rawValue) has version \(newer) already; \(version) is older. Build a newer pack."
    }
}
