/// The hub's answer when it does not do what was asked: what, where, and what is allowed.
///
/// Source: RFC 9457, `application/problem+json`.
public struct Refusal: Codable, Hashable, Sendable {
    /// What kind of problem it is, for programs.
    public var type: Kind
    /// The status of HTTP.
    public var status: Int
    /// In words, for the log of a technician. Never repeats a value that was sent.
    public var detail: String

    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case badRequest = "bad-request"
        case notEnrolled = "not-enrolled"
        case notYours = "not-yours"
        case notFound = "not-found"
        /// Another record has this lookup. The kiosk keeps its own and tells a technician.
        case conflict
        /// The record was called back; it is not taken again.
        case withdrawn
        /// The record is sealed to another centre's key: this hub could never open it. The kiosk keeps it.
        case otherKey = "other-key"
        case tooLarge = "too-large"
        case wrongType = "wrong-type"
        /// There is something at this address, but not for this method.
        case wrongMethod = "wrong-method"
        case tooMany = "too-many"
        case notNow = "not-now"
    }

    public init(_ type: Kind, status: Int, _ detail: String) { (self.type, self.status, self.detail) = (type, status, detail) }
}

/// Bounds that both sides keep.
public enum LinkLimit {
    /// Of the body of a delivery, a status question and an enrolment, in bytes.
    public static let smallBody = 16 * 1024
    /// Of counts and health, in bytes: ``CounterReport/mostLines`` lines of some hundred bytes.
    public static let largeBody = 512 * 1024
}

/// The header in which the hub says what time it is, with every answer: seconds since 1 January 1970.
///
/// It may raise a kiosk's trust in its clock; it never makes data invalid.
public let hubTimeHeader = "Hub-Time"

/// The header in which the signature comes with a guide's manifest: the line of `manifest.sig`.
public let guideSignatureHeader = "Guide-Signature"
