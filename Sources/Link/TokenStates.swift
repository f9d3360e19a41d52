import Intake

/// The body of `POST /v1/tokens/status`: what became of these? Always as many, so that nobody who counts bytes learns how many
/// numbers a visitor asked for; the asker fills up with random lookups.
public struct TokenStatesQuestion: Codable, Hashable, Sendable {
    /// Exactly ``count`` lookups in hexadecimal.
    public var lookups: [String]

    /// Chosen: a ledger has a few numbers to ask about at a time, and sixteen fit one packet.
    public static let count = 16

    /// Asks for up to ``count`` lookups, among random ones, in random order.
    public init(_ wanted: [Lookup], random: inout some RandomNumberGenerator) {
        var all = wanted.prefix(TokenStatesQuestion.count).map(\.hex)
        while all.count < TokenStatesQuestion.count {
            all.append(Hex.text((0..<Lookup.size).map { _ in UInt8.random(in: 0...255, using: &random) }))
        }
        lookups = all.shuffled(using: &random)
    }

    /// The lookups, or `nil` unless there are exactly ``count`` good ones.
    public var wanted: [Lookup]? {
        let all = lookups.compactMap { Lookup(hex: $0) }
        return all.count == TokenStatesQuestion.count && lookups.count == all.count ? all : nil
    }
}

/// The answer: a state for each lookup, in the order asked.
public struct TokenStatesAnswer: Codable, Hashable, Sendable {
    /// Raw values of ``TokenState``, padded with spaces to one length.
    public var states: [String]

    private static let width = TokenState.allCases.map(\.rawValue.utf8.count).max() ?? 0

    public init(_ states: [TokenState]) {
        self.states = states.map { $0.rawValue + String(repeating: " ", count: Self.width - $0.rawValue.utf8.count) }
    }

    /// The states, or `nil` unless all are known ones.
    public var told: [TokenState]? {
        let all = states.compactMap { text in TokenState(rawValue: String(text.prefix { $0 != " " })) }
        return all.count == states.count ? all : nil
    }
}
