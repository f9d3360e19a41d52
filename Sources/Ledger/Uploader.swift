import Crypto
import Intake
import Link

/// What the kiosk takes to the hub, and when: records first, then counts, then questions, then how it is, then the guide.
///
/// It knows neither network nor disk, and of time only how long the board has been up: a wrong clock is no matter to it. All that
/// it holds is in the ledger too; it may be forgotten at any moment and begun anew.
public struct Uploader: Sendable {
    /// What to do now.
    public enum Step: Hashable, Sendable {
        /// Take this to the hub, and say by ``Uploader/answered(_:_:at:random:)`` what came back.
        case send(HubParcel)
        /// There is nothing to do before this uptime.
        case wait(until: Duration)
        /// Everything that it was given is done: look into the ledger, and say by ``Uploader/stocked(_:at:)`` what is there.
        case idle
    }

    /// What to look for in the ledger besides the outbox.
    public struct Wanted: Hashable, Sendable {
        public var counts: Bool
        public var questions: Bool
        /// The number after which questions go on.
        public var after: Lookup?
    }

    /// What the ledger has.
    public struct Stock: Hashable, Sendable {
        /// Range: 0–``Uploader/batch``.
        public var items: [OutboxItem] = []
        public var weeks: [WeekReport] = []
        public var numbers: [Lookup] = []

        public init() {}
    }

    /// How many records are held at a time. Chosen: some kilobytes, and one write of the ledger for all of them.
    public static let batch = 32
    /// How often the outbox is looked into without news: for what was set aside.
    public static let lookEvery = Duration.seconds(900)
    /// How often the hub hears how the kiosk is; this is what it calls the last contact.
    public static let healthEvery = Duration.seconds(900)
    /// Counts are of weeks: some times a day is enough, and tells nobody when somebody was there.
    public static let countsEvery = Duration.seconds(4 * 3_600)
    /// How often all open numbers are gone through; whoever asks on the glass is answered by the hub at once.
    public static let questionsEvery = Duration.seconds(6 * 3_600)
    /// How often a newer guide is asked for.
    public static let guideEvery = Duration.seconds(3_600)
    /// What the hub refused is offered again after a day: somebody may have mended it.
    public static let asideFor = Duration.seconds(86_400)

    private var items: ArraySlice<OutboxItem> = []
    private var weeks: ArraySlice<WeekReport> = []
    private var numbers: [Lookup] = []
    /// The last number of the round of questions that is going on.
    private var lastAsked: Lookup?
    private var pace = UploadPace()
    private var restUntil = Duration.zero
    private var lookDue = Duration.zero
    private var countsDue = Duration.zero
    private var questionsDue = Duration.zero
    private var healthDue = Duration.zero
    private var guideDue = Duration.zero

    /// When the hub answered last, since the board started; `nil`: not since this program did.
    public private(set) var heardAt: Duration?
    /// The hub does not know this kiosk, or not any more.
    public private(set) var isStranger = false
    /// Failures since the last answer.
    public var failures: Int { pace.failures }

    public init() {}

    /// What to do at an uptime.
    public mutating func next(now: Duration) -> Step {
        if now < restUntil { return .wait(until: restUntil) }
        if let item = items.first { return .send(.item(item)) }
        if now >= lookDue { return .idle }
        if let week = weeks.first { return .send(.counts(week)) }
        if !numbers.isEmpty { return .send(.question(numbers)) }
        if now >= healthDue { return .send(.health) }
        if now >= guideDue { return .send(.guide) }
        return .wait(until: min(lookDue, healthDue, guideDue))
    }

    /// What is wanted of the ledger when it is idle.
    public func wanted(now: Duration) -> Wanted {
        Wanted(counts: now >= countsDue, questions: now >= questionsDue, after: lastAsked)
    }

    /// Takes in what the ledger has.
    public mutating func stocked(_ stock: Stock, at now: Duration) {
        items = stock.items[...]
        // A full batch has more behind it.
        lookDue = items.count < Uploader.batch ? now + Uploader.lookEvery : now
        if now >= countsDue {
            weeks = stock.weeks[...]
            if weeks.count < Uploader.batch { countsDue = now + Uploader.countsEvery }
        }
        if now >= questionsDue {
            numbers = stock.numbers
            if numbers.count < TokenStatesQuestion.count {
                // The round is through.
                questionsDue = now + Uploader.questionsEvery
                lastAsked = nil
            } else {
                lastAsked = numbers.last
            }
        }
    }

    /// The outbox may hold more than before.
    public mutating func recordCame(at now: Duration) { lookDue = min(lookDue, now) }

    /// There is a network again, after some time without.
    public mutating func networkReturned(at now: Duration, random: inout some RandomNumberGenerator) {
        guard failures > 0 else { return }
        restUntil = min(restUntil, now + pace.returned(random: &random))
    }
}

extension Uploader {
    /// Takes in what came back for a parcel.
    ///
    /// - Returns: what the ledger has to note, if anything. If it cannot be noted, the parcel comes again: call ``failed(at:random:)``.
    public mutating func answered(
        _ parcel: HubParcel, _ answer: HubAnswer, at now: Duration, random: inout some RandomNumberGenerator
    ) -> LedgerChange? {
        switch answer {
        case .silence, .refused(.notNow, _), .refused(.tooMany, _):
            let asked: Duration? = if case .refused(_, let retryAfter) = answer { retryAfter } else { nil }
            failed(at: now, asked: asked, random: &random)
            return nil
        case .refused(.notEnrolled, _):
            isStranger = true
            failed(at: now, asked: UploadPace.longest, random: &random)
            return nil
        case .receipt, .done, .states, .refused:
            pace.succeeded()
            (heardAt, isStranger) = (now, false)
            return settle(parcel, answer, at: now)
        }
    }

    /// Nothing came back, or what came could not be noted: all that is held is let go, and looked up again after a while.
    public mutating func failed(at now: Duration, asked: Duration? = nil, random: inout some RandomNumberGenerator) {
        restUntil = now + pace.failed(asked: asked, random: &random)
        if !weeks.isEmpty { countsDue = now }
        if !numbers.isEmpty { (questionsDue, lastAsked) = (now, nil) }
        (items, weeks, numbers, lookDue) = ([], [], [], now)
    }

    private mutating func settle(_ parcel: HubParcel, _ answer: HubAnswer, at now: Duration) -> LedgerChange? {
        switch parcel {
        case .item(let item):
            items = items.dropFirst()
            // What came meanwhile is behind a batch that is through.
            return Uploader.change(item, answer) ?? .setAside(item, until: now + Uploader.asideFor)
        case .counts(let week):
            weeks = weeks.dropFirst()
            return answer == .done ? .reported(week) : nil
        case .question(let asked):
            numbers = []
            // A full question has more behind it.
            if now >= questionsDue { lookDue = now }
            guard case .states(let states) = answer, states.count == asked.count else { return nil }
            return .learned(zip(asked, states).map { LedgerChange.News($0, $1) })
        case .health:
            healthDue = now + Uploader.healthEvery
            return nil
        case .guide:
            guideDue = now + Uploader.guideEvery
            return nil
        }
    }

    /// What an answer means for a record or a call back; `nil`: it is kept, and a technician has to look.
    ///
    /// Nothing is erased for less than a receipt of exactly these bytes, or the hub's word that the number is void.
    private static func change(_ item: OutboxItem, _ answer: HubAnswer) -> LedgerChange? {
        switch (item.kind, answer) {
        case (.deliver(let record, _), .receipt(let receipt)):
            receipt.confirms(item.lookup, digest: Array(SHA256.hash(data: record.bytes))) ? .settled(item) : nil
        case (.deliver, .refused(.withdrawn, _)): .learned([LedgerChange.News(item.lookup, .void)])
        // It is void, it never was there, or a counsellor has opened it: nobody can call it back any more.
        case (.withdraw, .done), (.withdraw, .refused(.notFound, _)), (.withdraw, .refused(.withdrawn, _)),
            (.withdraw, .refused(.conflict, _)):
            .settled(item)
        default: nil
        }
    }
}
