import Intake
import Link

/// What came back for a parcel.
public enum HubAnswer: Hashable, Sendable {
    /// A record is on the hub's disk.
    case receipt(IntakeReceipt)
    /// What was sent is taken in.
    case done
    /// What became of the numbers, in the order asked.
    case states([TokenState])
    /// The hub does not do it.
    case refused(Refusal.Kind, retryAfter: Duration? = nil)
    /// No whole answer: no network, no hub, a cut, an answer that makes no sense. The hub may have done it or not.
    case silence
}

/// One thing to take to the hub.
public enum HubParcel: Hashable, Sendable {
    /// A record, or a call back.
    case item(OutboxItem)
    case counts(WeekReport)
    /// What became of these? Range: 1–16.
    case question([Lookup])
    /// How the kiosk is.
    case health
}

/// What the ledger has to note after an answer.
public enum LedgerChange: Hashable, Sendable {
    /// The hub has it: the record goes.
    case settled(OutboxItem)
    /// The hub does not want it: it is kept, and offered again at that uptime.
    case setAside(OutboxItem, until: Duration)
    /// The hub falls silent at it: it is kept, and offered again at that uptime.
    case postponed(OutboxItem, until: Duration)
    case reported(WeekReport)
    case learned([News])

    /// What became of a number.
    public struct News: Hashable, Sendable {
        public let lookup: Lookup
        public let state: TokenState

        public init(_ lookup: Lookup, _ state: TokenState) { (self.lookup, self.state) = (lookup, state) }
    }
}

extension Ledger {
    /// Notes what an answer of the hub means.
    public func note(_ change: LedgerChange) async throws(LedgerError) {
        switch change {
        case .settled(let item): try await acknowledged(item)
        case .setAside(let item, let until): try await setAside(item, until: until)
        case .postponed(let item, let until): try await postpone(item, until: until)
        case .reported(let week): try await reported(week)
        case .learned(let news): try await learned(news)
        }
    }

    /// What waits here of what an uploader wants.
    ///
    /// - Parameter key: the id of the hub's key; what is sealed to another one stays here. `nil`: to whichever.
    public func stock(
        _ wanted: Uploader.Wanted, at uptime: Duration, sealedTo key: [UInt8]? = nil
    ) async throws(LedgerError) -> Uploader.Stock {
        var stock = Uploader.Stock()
        stock.items = try await outboxBatch(limit: Uploader.batch, at: uptime, sealedTo: key)
        if wanted.counts { stock.weeks = try await unreportedWeeks(limit: Uploader.batch) }
        if wanted.questions { stock.numbers = try await openTokens(after: wanted.after, limit: TokenStatesQuestion.count) }
        return stock
    }
}
