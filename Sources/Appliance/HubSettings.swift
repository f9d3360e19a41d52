import Link
import Settings

/// The hub that a kiosk works with.
public struct HubSettings: Equatable, Sendable {
    /// Key: `hub.address`.
    public var location: HubLocation
    /// The one-time code with which the kiosk enrols by itself; of no use once it is enrolled.
    ///
    /// The default is `nil`: `kioskctl enroll` does it. Key: `hub.enrolment_code`.
    public var code: EnrolmentCode?

    public init(location: HubLocation, code: EnrolmentCode? = nil) { (self.location, self.code) = (location, code) }
}

extension HubSettings {
    /// `nil`: the table names no hub.
    ///
    /// - Throws: ``ConfigurationError``, which never repeats a code.
    static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> HubSettings? {
        try keys.allow("address", "enrolment_code")
        let code = try keys.text("enrolment_code")
        guard let address = try keys.text("address") else {
            guard code == nil else { throw keys.wrong("address", "is missing; a code of enrolment is of no use without it") }
            return nil
        }
        guard let location = HubLocation(address) else {
            throw keys.wrong("address", "is \"\(address)\"; allowed is \(HubLocation.allowed)")
        }
        guard let code else { return HubSettings(location: location) }
        do { return HubSettings(location: location, code: try EnrolmentCode(code)) } catch {
            throw keys.wrong("enrolment_code", "is no such code: \(error)")
        }
    }
}
