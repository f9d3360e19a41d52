/// The body of `POST /v1/kiosks/{id}/certificate`: a request for another certificate, over a connection with the old one.
public struct RenewalRequest: Codable, Hashable, Sendable {
    /// PKCS #10 in PEM, of a new key or of the old one.
    public var certificateRequest: String

    enum CodingKeys: String, CodingKey { case certificateRequest = "certificate_request" }

    public init(certificateRequest: String) { self.certificateRequest = certificateRequest }
}

/// The new certificate. The old one stays good until its own end, so a kiosk that loses this answer asks again.
public struct Renewal: Codable, Hashable, Sendable {
    /// The kiosk's certificate and the hub's authority, in PEM.
    public var certificates: String

    public init(certificates: String) { self.certificates = certificates }
}
