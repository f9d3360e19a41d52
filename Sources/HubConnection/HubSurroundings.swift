import Devices
import GuidePack
import Link
import Sealing

extension HubLink {
    /// What it needs of the kiosk around it.
    public struct Surroundings: Sendable {
        public var clock: any KioskClock
        /// From now on records are sealed to this key; called with the hub's before anything is taken to it.
        public var sealTo: @Sendable (MRCPublicKey) async -> Void
        /// How the kiosk is.
        public var health: @Sendable () async -> HealthNote?
        /// The hub's time came, in seconds since 1 January 1970. It may raise the trust in the clock.
        public var heardTime: @Sendable (Int64) -> Void = { _ in }
        /// The guide that is shown, its site, and the key that guides are signed with; `nil`: none is fetched.
        public var guide: (shown: Version, site: String, trust: TrustedKey)?
        /// A newer guide, verified, lies ready as the ``StagedGuide``.
        public var guideCame: @Sendable () async -> Void = {}

        public init(
            clock: any KioskClock, sealTo: @escaping @Sendable (MRCPublicKey) async -> Void,
            health: @escaping @Sendable () async -> HealthNote?
        ) {
            (self.clock, self.sealTo, self.health) = (clock, sealTo, health)
        }
    }

    /// What the kiosk may tell of the link.
    public struct State: Hashable, Sendable {
        /// This kiosk was never enrolled, and has no code with which it could be.
        public var hasNoPapers = false
        /// When the hub answered last, since the board started.
        public var heardAt: MonotonicTime?
        /// Silences since then.
        public var failures = 0
        /// The hub does not know this kiosk, or not any more.
        public var isStranger = false
        /// Records that the hub refused; they are kept.
        public var refused = 0
    }
}
