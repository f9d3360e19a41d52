import NIOCore

/// How patient the door is, and how many it lets in.
public struct DoorBounds: Sendable {
    /// Connections at a time; more wait until others end. Default: 4,096. Chosen: some 100 KB each.
    public var connections = 4_096
    /// From the connection, or the last answer, to the next request. Default: 75 s. Chosen: longer than a kiosk's pause
    /// between two deliveries.
    public var idle = TimeAmount.seconds(75)
    /// From the connection to the first request, with the handshake. Default: 20 s. Chosen: a handshake over a satellite and
    /// a crowded mobile network.
    public var greeting = TimeAmount.seconds(20)
    /// From a request's head to the end of its body, and besides a second for every ``slowest`` bytes. Default: 20 s.
    public var body = TimeAmount.seconds(20)
    /// The slowest sender that is heard, in bytes per second. Default: 1,024: the worst of mobile networks.
    public var slowest = 1_024
    /// Until somebody who takes an answer has taken the next part of it. Default: 60 s.
    public var reading = TimeAmount.seconds(60)

    public init() {}
}
