/// One client of the period, as far as reports need to know: nothing that leads back to them, and only with their agreement to
/// be counted.
public struct ClientRecord: Hashable, Sendable {
    /// Somebody to whom a case was passed on, and what came of it.
    public struct Referral: Hashable, Sendable {
        /// A value of ``Dimension/provider``.
        public var provider: String
        /// A value of ``Dimension/referralState``.
        public var state: String

        public init(provider: String, state: String) { (self.provider, self.state) = (provider, state) }
    }

    /// What was won.
    public struct Remedy: Hashable, Sendable {
        /// A value of ``Dimension/remedy``.
        public var kind: String
        /// ISO 4217.
        public var currency: String
        public var orderedMinor: Int64
        public var receivedMinor: Int64
        public var workers: Int

        public init(kind: String, currency: String, orderedMinor: Int64, receivedMinor: Int64, workers: Int) {
            (self.kind, self.currency, self.workers) = (kind, currency, workers)
            (self.orderedMinor, self.receivedMinor) = (orderedMinor, receivedMinor)
        }
    }

    /// Values of the dimensions of the same name; empty: not said.
    public var clientType = "", sex = "", age = "", origin = "", destination = "", sector = "", stage = "", outcome = ""
    /// Kinds of service, by the letters of CLIENT.
    public var services: Set<String> = []
    /// Values of ``Dimension/way``.
    public var ways: Set<String> = []
    /// `C01` to `C99`.
    public var needs: Set<String> = []
    /// From opening to closing; `nil`: the case is open.
    public var daysToClosing: Int?
    /// In the order in which they were made.
    public var referrals: [Referral] = []
    public var remedies: [Remedy] = []

    public init() {}
}
