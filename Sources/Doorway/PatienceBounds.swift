import NIOCore

/// How long the hub waits for whoever is at the other end of a connection.
public struct PatienceBounds: Sendable {
    /// From the connection to the first request, with a handshake where there is one.
    public var greeting: TimeAmount
    /// From an answer to the next request.
    public var idle: TimeAmount
    /// From a request's head to the end of its body, and besides a second for every ``slowest`` bytes.
    public var body: TimeAmount
    /// The slowest sender that is heard, in bytes a second. Range: from 1.
    public var slowest: Int64
    /// Until somebody who takes an answer has taken the next part of it.
    public var reading: TimeAmount
    /// The body that is waited for where a request does not say how long it is, in bytes.
    public var usualBody: Int
    /// The longest body that is waited for, whatever a request says, in bytes.
    public var longestBody: Int

    public init(
        greeting: TimeAmount, idle: TimeAmount, body: TimeAmount, slowest: Int64, reading: TimeAmount, usualBody: Int, longestBody: Int
    ) {
        (self.greeting, self.idle, self.body, self.slowest, self.reading) = (greeting, idle, body, slowest, reading)
        (self.usualBody, self.longestBody) = (usualBody, longestBody)
    }

    /// How long a body may take, as its request's head says how long it is.
    func time(forBodyOf length: Int64?) -> TimeAmount {
        let most = min(max(length ?? Int64(usualBody), 0), Int64(longestBody))
        return body + .seconds(most / max(1, slowest))
    }
}
