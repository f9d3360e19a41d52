import Guide
import Link

/// A kiosk as the hub knows it.
public struct Kiosk: Hashable, Sendable {
    public var id: KioskID
    /// The id of its site.
    public var site: String
    public var channel: GuideChannel
    public var enrolledOn: GuideDate?
    /// When it last said anything; `nil`: never.
    public var lastContact: HubTime?
    /// What it said of itself last.
    public var health: HealthNote?
    /// Out of service for good: none of its certificates is taken any more.
    public var isRevoked: Bool

    public init(
        id: KioskID, site: String, channel: GuideChannel, enrolledOn: GuideDate? = nil, lastContact: HubTime? = nil,
        health: HealthNote? = nil, isRevoked: Bool = false
    ) {
        (self.id, self.site, self.channel, self.enrolledOn) = (id, site, channel, enrolledOn)
        (self.lastContact, self.health, self.isRevoked) = (lastContact, health, isRevoked)
    }
}

/// A one-time code that was printed and not used yet. The hub keeps only what its secret hashes to.
public struct EnrolmentOffer: Hashable, Sendable {
    public var kiosk: KioskID
    public var site: String
    public var channel: GuideChannel
    /// SHA-256 of the secret's characters.
    public var secretDigest: [UInt8]
    public var expires: HubTime

    public init(kiosk: KioskID, site: String, channel: GuideChannel, secretDigest: [UInt8], expires: HubTime) {
        (self.kiosk, self.site, self.channel) = (kiosk, site, channel)
        (self.secretDigest, self.expires) = (secretDigest, expires)
    }
}

/// A certificate that the hub gave to a kiosk.
public struct IssuedCertificate: Hashable, Sendable {
    /// SHA-256 of its DER.
    public var fingerprint: [UInt8]
    public var kiosk: KioskID
    public var expires: HubTime
    public var isRevoked: Bool

    public init(fingerprint: [UInt8], kiosk: KioskID, expires: HubTime, isRevoked: Bool = false) {
        (self.fingerprint, self.kiosk, self.expires, self.isRevoked) = (fingerprint, kiosk, expires, isRevoked)
    }
}
