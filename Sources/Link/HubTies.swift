import Intake

/// What ties a kiosk to its hub: two questions, neither of which a page waits for long.
public struct HubTies: Sendable {
    /// What became of a number, as far as the hub knows and answers soon; `nil`: it does not.
    public var state: @Sendable (Lookup) async -> TokenState?
    /// There is a network, or there is none any more. Returns at once.
    public var network: @Sendable (Bool) async -> Void

    public init(
        state: @escaping @Sendable (Lookup) async -> TokenState?, network: @escaping @Sendable (Bool) async -> Void
    ) {
        (self.state, self.network) = (state, network)
    }

    /// A kiosk that stands alone.
    public static let none = HubTies(state: { _ in nil }, network: { _ in })
}
