import GRDB
import Hub
import Intake
import Link
import Synchronization

/// Records that arrive side by side are committed together: one write to the disk for many, and each caller is answered after it.
final class TakeQueue: Sendable {
    /// One record that has arrived.
    struct Arrived: Sendable {
        let lookup: Lookup
        let delivery: IntakeDelivery
        let digest: [UInt8]
        let kiosk: KioskID
        let now: HubTime

        var receipt: IntakeReceipt { IntakeReceipt(lookup: lookup, digest: digest, received: now.day.description) }
    }

    typealias Answer = Result<TakenIntake, HubStoreError>

    private struct Waiting {
        let arrived: Arrived
        let answer: CheckedContinuation<Answer, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWorking = false
    }

    /// Some seconds of work: who comes later is told so, instead of waiting without end.
    private static let mostWaiting = 8_192
    /// A commit of so many takes some milliseconds: others who want to write are not held up longer.
    private static let mostAtOnce = 256
    static let doing = "keeping a record"

    private let database: any DatabaseWriter
    private let stand: NewsStand
    private let state = Mutex(State())

    init(database: any DatabaseWriter, stand: NewsStand) { (self.database, self.stand) = (database, stand) }

    func take(_ arrived: Arrived) async throws(HubStoreError) -> TakenIntake {
        let result: Answer = await withCheckedContinuation { continuation in
            let begins: Bool? = state.withLock { state in
                guard state.waiting.count < Self.mostWaiting else { return nil }
                state.waiting.append(Waiting(arrived: arrived, answer: continuation))
                defer { state.isWorking = true }
                return !state.isWorking
            }
            switch begins {
            case nil: continuation.resume(returning: .failure(.unavailable(doing: Self.doing, reason: "too many at once")))
            case true?: work()
            case false?: break
            }
        }
        return try result.get()
    }

    /// Commits the next ones. Between two commits, whoever else wants to write has their turn.
    private func work() {
        database.asyncWriteWithoutTransaction { [self] db in
            let batch = state.withLock { state in
                let batch = Array(state.waiting.prefix(Self.mostAtOnce))
                state.waiting.removeFirst(batch.count)
                return batch
            }
            let answers = Self.keep(batch.map(\.arrived), in: db)
            for (waiting, answer) in zip(batch, answers) { waiting.answer.resume(returning: answer) }
            stand.tell(.cases)
            let goesOn = state.withLock { state in
                state.isWorking = !state.waiting.isEmpty
                return state.isWorking
            }
            if goesOn { work() }
        }
    }

    /// Keeps all in one transaction, or none.
    private static func keep(_ batch: [Arrived], in db: Database) -> [Answer] {
        var answers: [Answer] = []
        do {
            try db.inTransaction(.immediate) {
                for arrived in batch { answers.append(try db.keep(arrived)) }
                return .commit
            }
            return answers
        } catch {
            return batch.map { _ in .failure(HubStoreError(error, doing: doing)) }
        }
    }
}

extension Database {
    fileprivate func keep(_ arrived: TakeQueue.Arrived) throws -> TakeQueue.Answer {
        guard let site = try site(of: arrived.kiosk) else { return .failure(.notFound(doing: TakeQueue.doing)) }
        let insert = try cachedStatement(
            sql: """
                INSERT INTO intake (lookup, state, kiosk, site, digest, arrived_day, issued_week, record)
                VALUES (?, 'waiting', ?, ?, ?, ?, ?, ?) ON CONFLICT (lookup) DO NOTHING
                """)
        try insert.execute(arguments: [
            Column.blob(arrived.lookup.bytes), arrived.kiosk.text, site, Column.blob(arrived.digest), arrived.now.dayNumber,
            Column.week(arrived.delivery.week), Column.blob(arrived.delivery.record.bytes),
        ])
        if changesCount == 1 { return .success(.kept(arrived.receipt)) }
        guard let known = try knownIntake(arrived.lookup) else { throw UnreadableColumn() }
        switch known.arrival(of: arrived.digest, under: arrived.lookup, from: arrived.kiosk) {
        case .again(let answer): return .success(answer)
        case .afterSlip:
            try noteOrigin(of: arrived, site: site)
            return .success(.kept(arrived.receipt))
        }
    }

    /// The desk had the record from its slip before the kiosk delivered it.
    private func noteOrigin(of arrived: TakeQueue.Arrived, site: String) throws {
        let key = Column.blob(arrived.lookup.bytes)
        try execute(
            sql: "UPDATE intake SET kiosk = ?, site = ?, digest = ?, arrived_day = ? WHERE lookup = ?",
            arguments: [arrived.kiosk.text, site, Column.blob(arrived.digest), arrived.now.dayNumber, key])
        try execute(sql: "UPDATE intake_case SET site = ? WHERE lookup = ?", arguments: [site, key])
    }

    func site(of kiosk: KioskID) throws -> String? {
        try String.fetchOne(cachedStatement(sql: "SELECT site FROM kiosk WHERE id = ?"), arguments: [kiosk.text])
    }
}
