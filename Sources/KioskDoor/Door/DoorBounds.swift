import Doorway
import Link

/// How patient the door is, and how many it lets in.
public struct DoorBounds: Sendable {
    /// Connections at a time; more wait until others end. Default: 4,096. Chosen: some 100 KB each.
    public var connections = 4_096
    /// Defaults: 20 s from the connection to the first request, a handshake over a satellite and a crowded mobile network; 75 s
    /// from an answer to the next request, longer than a kiosk's pause between two deliveries; 20 s for a body and a second for
    /// every 1,024 bytes of it, the worst of mobile networks; 60 s until the next part of an answer is taken.
    public var patience = PatienceBounds(
        greeting: .seconds(20), idle: .seconds(75), body: .seconds(20), slowest: 1_024, reading: .seconds(60),
        usualBody: LinkLimit.smallBody, longestBody: LinkLimit.largeBody)

    public init() {}
}
