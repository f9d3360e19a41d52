import Hummingbird

/// A request that the simulator does not carry out, told in a way that a program and a person can use.
///
/// It is answered as `{"error": what, "where": place, "allowed": [what would be accepted]}`.
struct Refusal: Error, Hashable, Encodable, CustomStringConvertible {
    /// The HTTP status; the default is 400.
    var code = 400
    /// What is wrong.
    var error: String
    /// The field of the body, the part of the address or the header that is meant.
    var place: String
    /// What would be accepted; empty where nothing would.
    var allowed: [String]

    enum CodingKeys: String, CodingKey {
        case error
        case place = "where"
        case allowed
    }

    var description: String {
        let remedy = allowed.isEmpty ? "" : "; allowed: \(allowed.joined(separator: ", "))"
        return "\(place): \(error)\(remedy)"
    }

    /// Nothing is served at this address.
    static func unknownPath(_ path: String) -> Refusal {
        Refusal(code: 404, error: "nothing is served here", place: path, allowed: SimulatorRoutes.addresses)
    }

    /// There is an answer only while the kiosk has power.
    static func noPower(_ path: String) -> Refusal {
        Refusal(
            code: 503, error: "the kiosk has no power, or has shown nothing yet", place: path,
            allowed: [#"after POST /fault {"device":"power","fault":"restored"}"#])
    }
}

extension Refusal: HTTPResponseError {
    var status: HTTPResponse.Status { HTTPResponse.Status(code: code) }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        try JSONAnswer.response(self, status: status)
    }
}
