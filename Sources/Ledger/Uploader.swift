import Crypto
import Intake
import Link

/// What the kiosk takes to the hub, and when: records first, then counts, then questions, then how it is.
///
/// It knows neither network nor disk, and of time only how long the board has been up: a wrong clock is no matter to it. All that
/// it holds is in the ledger too; it may be forgotten at any moment and begun anew.
///
/// After a silence the hub is tried with something else than the record at which it fell silent. Where it answers that and is
/// silent at the record again, the record waits by itself, longer each time, and the others go on: see ``Stumbles``.
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
    private var stumbles = Stumbles()
    /// The week at whose counts the hub fell silent: the others go first.
    private var stumbledWeek: ISOWeek??
    /// The ledger's own failures, which are none of the hub's.
    private var ledgerPace = UploadPace()
    /// There was news of the outbox since the ledger was last looked into.
    private var hasNews = false
    /// The hub was silent when it was last spoken to, or it was never spoken to.
    private var isInDoubt = true

    /// When the hub answered last, since the board started; `nil`: not since this program did.
    public private(set) var heardAt: Duration?
    /// The hub does not know this kiosk, or not any more.
    public private(set) var isStranger = false
    /// Silences since the last answer.
    public private(set) var failures = 0

    public init() {}

    /// What to do at an uptime.
    public mutating func next(now: Duration) -> Step {
        if now < restUntil { return .wait(until: restUntil) }
        if let item = items.first { return .send(isInDoubt && stumbles.has(item) ? .health : .item(item)) }
        if now >= lookDue { return .idle }
        let mustKnock = isInDoubt && failures > 0
        if let week = weeks.first { return .send(mustKnock ? .health : .counts(week)) }
        if !numbers.isEmpty { return .send(mustKnock ? .health : .question(numbers)) }
        if now >= healthDue { return .send(.health) }
        return .wait(until: min(lookDue, healthDue))
    }

    /// What is wanted of the ledger when it is idle; news that come from now on are of something later.
    public mutating func wanted(now: Duration) -> Wanted {
        hasNews = false
        return Wanted(counts: now >= countsDue, questions: now >= questionsDue, after: lastAsked)
    }

    /// Takes in what the ledger has.
    public mutating func stocked(_ stock: Stock, at now: Duration) {
        ledgerPace.succeeded()
        items = stumbles.last(stock.items)[...]
        // A full batch has more behind it, and so has news that came while the ledger was looked into.
        lookDue = items.count < Uploader.batch && !hasNews ? now + Uploader.lookEvery : now
        if let due = stumbles.nextDue(after: now) { lookDue = min(lookDue, due) }
        if now >= countsDue {
            weeks = (stock.weeks.filter { $0.week != stumbledWeek } + stock.weeks.filter { $0.week == stumbledWeek })[...]
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
    public mutating func recordCame(at now: Duration) {
        lookDue = min(lookDue, now)
        hasNews = true
    }

    /// There is a network again, after some time without.
    public mutating func networkReturned(at now: Duration, random: inout some RandomNumberGenerator) {
        guard failures > 0 else { return }
        failures = 0
        restUntil = min(restUntil, now + pace.returned(random: &random))
    }
}

extension Uploader {
    /// Takes in what came back for a parcel.
    ///
    /// - Returns: what the ledger has to note, if anything. If it cannot be noted, the parcel comes again: call
    ///   ``ledgerFailed(at:random:)``.
    public mutating func answered(
        _ parcel: HubParcel, _ answer: HubAnswer, at now: Duration, random: inout some RandomNumberGenerator
    ) -> LedgerChange? {
        switch answer {
        case .silence, .refused(.notNow, _), .refused(.tooMany, _):
            let asked: Duration? = if case .refused(_, let retryAfter) = answer { retryAfter } else { nil }
            return failed(parcel, at: now, asked: asked, random: &random)
        case .refused(.notEnrolled, _):
            isStranger = true
            failures += 1
            rest(until: now + pace.failed(asked: UploadPace.longest, random: &random), from: now)
            return nil
        case .receipt, .done, .states, .refused:
            // That it says how the kiosk is proves that the hub is there; the pace of what failed stays as it is.
            if parcel != .health || stumbles.isEmpty { pace.succeeded() }
            (heardAt, isStranger, isInDoubt, failures) = (now, false, false, 0)
            return settle(parcel, answer, at: now)
        }
    }

    /// Nothing came back. Where the hub had just answered something else, a record waits by itself from now on.
    private mutating func failed(
        _ parcel: HubParcel, at now: Duration, asked: Duration?, random: inout some RandomNumberGenerator
    ) -> LedgerChange? {
        var pause = pace.failed(asked: asked, random: &random)
        let isItsOwn = !isInDoubt && asked == nil
        var change: LedgerChange?
        if case .item(let item) = parcel, let due = stumbles.note(item, isItsOwn: isItsOwn, at: now) {
            change = .postponed(item, until: due)
        }
        if isItsOwn { pause = min(pause, Stumbles.mostPause) }
        failures = min(failures + 1, 1_000)
        let last = lastAsked
        rest(until: now + pause, from: now)
        switch parcel {
        case .counts(let week) where isItsOwn: (countsDue, stumbledWeek) = (now + Uploader.lookEvery, week.week)
        // What comes after these numbers is asked next.
        case .question where isItsOwn: (questionsDue, lastAsked) = (now + Uploader.lookEvery, last)
        default: break
        }
        return change
    }

    /// The ledger could not be read, or what came could not be noted: the hub is none the worse for it.
    public mutating func ledgerFailed(at now: Duration, random: inout some RandomNumberGenerator) {
        let wasInDoubt = isInDoubt
        rest(until: now + ledgerPace.failed(random: &random), from: now)
        isInDoubt = wasInDoubt
    }

    /// All that is held is let go, and looked up again after a while.
    private mutating func rest(until end: Duration, from now: Duration) {
        (restUntil, isInDoubt) = (end, true)
        if !weeks.isEmpty { countsDue = now }
        if !numbers.isEmpty { (questionsDue, lastAsked) = (now, nil) }
        (items, weeks, numbers, lookDue) = ([], [], [], now)
    }

    private mutating func settle(_ parcel: HubParcel, _ answer: HubAnswer, at now: Duration) -> LedgerChange? {
        switch parcel {
        case .item(let item):
            items = items.dropFirst()
            stumbles.forget(item)
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
