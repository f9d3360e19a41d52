import Link

/// Kiosks, their codes of enrolment, their certificates, and how they are.
public protocol FleetStore: Sendable {
    /// Notes a code that was printed. A newer one for the same kiosk replaces it.
    ///
    /// - Throws: ``HubStoreError/inUse(doing:)`` when the kiosk is revoked: it needs another name.
    func offer(_ offer: EnrolmentOffer) async throws(HubStoreError)

    /// Uses a code up and enrols its kiosk with the certificate made for it, all or nothing.
    ///
    /// - Returns: `nil`, and nothing changes, when there is no such code or its time is over.
    func enrol(secretDigest: [UInt8], certificate: IssuedCertificate, at now: HubTime) async throws(HubStoreError) -> Kiosk?

    /// The offer behind a secret, if it is still good.
    func offer(secretDigest: [UInt8], at now: HubTime) async throws(HubStoreError) -> EnrolmentOffer?

    /// The kiosk that a certificate was given to, unless it is revoked, expired or unknown.
    ///
    /// - Parameter now: `nil`: an expired one counts too, for what came on a stick and was on its way for as long as it was.
    func kiosk(withCertificate fingerprint: [UInt8], at now: HubTime?) async throws(HubStoreError) -> Kiosk?

    /// Notes another certificate of a kiosk: the old one is about to expire.
    func add(_ certificate: IssuedCertificate) async throws(HubStoreError)

    /// Takes a kiosk out of service for good.
    func revoke(_ kiosk: KioskID) async throws(HubStoreError)

    /// Moves a kiosk to another channel.
    func move(_ kiosk: KioskID, to channel: GuideChannel) async throws(HubStoreError)

    /// Keeps what a kiosk says of itself, and when it said so.
    func keep(_ note: HealthNote, of kiosk: KioskID, at now: HubTime) async throws(HubStoreError)

    /// All kiosks, by name.
    func kiosks() async throws(HubStoreError) -> [Kiosk]
}
