import Intake
import Link
import Synchronization

/// The line in which records wait that arrive side by side: a store commits many of them together, and each caller is answered
/// after that.
public final class TakeLine: Sendable {
    /// One record that has arrived.
    public struct Arrived: Sendable {
        public let lookup: Lookup
        public let delivery: IntakeDelivery
        /// SHA-256 of the record.
        public let digest: [UInt8]
        public let kiosk: KioskID
        public let now: HubTime

        public init(_ delivery: IntakeDelivery, lookup: Lookup, from kiosk: KioskID, at now: HubTime) {
            (self.lookup, self.delivery, self.kiosk, self.now) = (lookup, delivery, kiosk, now)
            digest = delivery.record.digest
        }

        /// What the kiosk gets when it is kept now.
        public var receipt: IntakeReceipt { IntakeReceipt(lookup: lookup, digest: digest, received: now.day.description) }
    }

    public typealias Answer = Result<TakenIntake, HubStoreError>

    /// Some that are committed together.
    public struct Batch: Sendable {
        fileprivate var waiting: [Waiting]
        public var arrived: [Arrived] { waiting.map(\.arrived) }
    }

    fileprivate struct Waiting: Sendable {
        let arrived: Arrived
        let answer: CheckedContinuation<Answer, Never>
        /// How often a commit was begun that had to be undone.
        var tries = 0
    }

    private struct State {
        var waiting: [Waiting] = []
        var working = 0
    }

    /// Some seconds of work: who comes later is told so, instead of waiting without end.
    private static let mostWaiting = 8_192
    /// How often a record goes back into the line when a commit was undone because another one stood in its way. Chosen: one
    /// that is unlucky five times running does not wait for luck.
    private static let mostTries = 5
    /// What an error of a take was about.
    public static let doing = "keeping a record"

    private let mostAtOnce: Int
    private let mostWorking: Int
    private let enoughForAnother: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - mostAtOnce: in one commit. Range: from 1.
    ///   - mostWorking: commits that are made at the same time. Range: from 1.
    ///   - enoughForAnother: so many must wait for each that works before another one begins: a commit of many costs hardly
    ///     more than a commit of few. Range: from 1.
    public init(mostAtOnce: Int, mostWorking: Int = 1, enoughForAnother: Int = 1) {
        (self.mostAtOnce, self.mostWorking, self.enoughForAnother) = (mostAtOnce, mostWorking, enoughForAnother)
    }

    /// Stands in line until the answer is there.
    ///
    /// - Parameter work: called when somebody has to begin working: whoever does takes ``next()`` until there is none.
    public func take(_ arrived: Arrived, work: () -> Void) async throws(HubStoreError) -> TakenIntake {
        let result: Answer = await withCheckedContinuation { continuation in
            let begins: Bool? = state.withLock { state in
                guard state.waiting.count < Self.mostWaiting else { return nil }
                state.waiting.append(Waiting(arrived: arrived, answer: continuation))
                guard state.working < mostWorking, state.waiting.count > state.working * enoughForAnother else { return false }
                state.working += 1
                return true
            }
            switch begins {
            case nil: continuation.resume(returning: .failure(.unavailable(doing: Self.doing, reason: "too many at once")))
            case true?: work()
            case false?: break
            }
        }
        return try result.get()
    }

    /// The next ones; `nil`: nobody waits, and the one who asked works no more.
    public func next() -> Batch? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.working -= 1
                return nil
            }
            let batch = Batch(waiting: Array(state.waiting.prefix(mostAtOnce)))
            state.waiting.removeFirst(batch.waiting.count)
            return batch
        }
    }

    /// Tells each what became of it, in the order of the batch.
    public func answer(_ batch: Batch, _ answers: [Answer]) {
        for (waiting, answer) in zip(batch.waiting, answers) { waiting.answer.resume(returning: answer) }
    }

    /// Tells all that it was not done.
    public func refuse(_ batch: Batch, _ error: HubStoreError) {
        for waiting in batch.waiting { waiting.answer.resume(returning: .failure(error)) }
    }

    /// Puts a batch at the head of the line again: taking a record twice is taking it once. Who was there too often is told so.
    public func putBack(_ batch: Batch) {
        let all = batch.waiting.map { Waiting(arrived: $0.arrived, answer: $0.answer, tries: $0.tries + 1) }
        let again = all.filter { $0.tries < Self.mostTries }
        state.withLock { $0.waiting = again + $0.waiting }
        let unlucky = all.filter { $0.tries >= Self.mostTries }
        refuse(Batch(waiting: unlucky), .unavailable(doing: Self.doing, reason: "others stood in the way"))
    }

    /// Refuses all that wait: there is nothing to keep them in. The one who asked works no more.
    public func refuseAll(_ error: HubStoreError) {
        while let batch = next() { refuse(batch, error) }
    }
}
