import Hub
import Intake
import Link
import Synchronization

/// Records that arrive side by side are committed together, on a few connections at a time; each caller is answered after it.
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
        var working = 0
    }

    /// Some seconds of work: who comes later is told so, instead of waiting without end.
    private static let mostWaiting = 8_192
    /// Chosen: more in one statement gain nothing, and hold others up.
    private static let mostAtOnce = 128
    static let doing = "keeping a record"

    private let pool: ConnectionPool
    private let wire: NewsWire
    private let state = Mutex(State())
    /// Half of the connections stay free for the desk.
    private let mostWorking: Int

    init(pool: ConnectionPool, wire: NewsWire) {
        (self.pool, self.wire) = (pool, wire)
        mostWorking = max(1, pool.size / 2)
    }

    func take(_ arrived: Arrived) async throws(HubStoreError) -> TakenIntake {
        let result: Answer = await withCheckedContinuation { continuation in
            let begins: Bool? = state.withLock { state in
                guard state.waiting.count < Self.mostWaiting else { return nil }
                state.waiting.append(Waiting(arrived: arrived, answer: continuation))
                guard state.working < mostWorking else { return false }
                state.working += 1
                return true
            }
            switch begins {
            case nil: continuation.resume(returning: .failure(.unavailable(doing: Self.doing, reason: "too many at once")))
            case true?:
                pool.submit { [self] db, isLast in
                    work(&db, isLast)
                } refuse: { [self] in
                    refuse()
                }
            case false?: break
            }
        }
        return try result.get()
    }

    private func next() -> [Waiting] {
        state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.mostAtOnce))
            state.waiting.removeFirst(batch.count)
            if batch.isEmpty { state.working -= 1 }
            return batch
        }
    }

    /// Commits what waits, until nothing does.
    private func work(_ db: inout Connection, _ isLast: Bool) -> ConnectionPool.Outcome {
        while true {
            let batch = next()
            if batch.isEmpty { return .done }
            do {
                let answers = try db.keep(batch.map(\.arrived))
                for (waiting, answer) in zip(batch, answers) { waiting.answer.resume(returning: answer) }
                wire.tell(.cases)
            } catch SQLProblem.away where !isLast {
                // Taking a record twice is taking it once: another connection may do it.
                state.withLock { $0.waiting = batch + $0.waiting }
                return .again
            } catch {
                let failure = HubStoreError(error, doing: Self.doing)
                for waiting in batch { waiting.answer.resume(returning: .failure(failure)) }
            }
        }
    }

    /// There is no connection: who waits is told so.
    private func refuse() {
        while true {
            let batch = next()
            if batch.isEmpty { return }
            let failure = HubStoreError.unavailable(doing: Self.doing, reason: "the database is away")
            for waiting in batch { waiting.answer.resume(returning: .failure(failure)) }
        }
    }
}

extension Connection {
    /// Keeps all that can be kept with one statement, and says of each what became of it.
    fileprivate mutating func keep(_ batch: [TakeQueue.Arrived]) throws -> [TakeQueue.Answer] {
        let kept = try rows(
            """
            INSERT INTO intake (lookup, state, kiosk, site, digest, arrived_day, issued_week, record)
            SELECT a.lookup, 'waiting', k.id, k.site, a.digest, a.day, a.week, a.record
            FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::integer[], $5::integer[], $6::bytea[])
                AS a (lookup, kiosk, digest, day, week, record) JOIN kiosk k ON k.id = a.kiosk
            ORDER BY a.lookup ON CONFLICT (lookup) DO NOTHING RETURNING lookup, kiosk, digest, arrived_day
            """,
            [
                .array(batch.map(\.lookup.bytes)), .array(batch.map(\.kiosk.text)), .array(batch.map(\.digest)),
                .array(batch.map(\.now.dayNumber)), .array(batch.map { $0.delivery.week.map { $0.year * 100 + $0.week } ?? 0 }),
                .array(batch.map(\.delivery.record.bytes)),
            ])
        var known: [[UInt8]: KnownIntake] = [:]
        for row in kept { known[try row.bytes("lookup")] = try KnownIntake(row, state: .waiting) }
        let others = batch.filter { known[$0.lookup.bytes] == nil }.map(\.lookup.bytes)
        if !others.isEmpty {
            let sql = "SELECT lookup, state, kiosk, digest, arrived_day FROM intake WHERE lookup = ANY ($1::bytea[])"
            for row in try rows(sql, [.array(others)]) { known[try row.bytes("lookup")] = try KnownIntake(row) }
        }
        return try batch.map { try answer($0, knowing: known[$0.lookup.bytes]) }
    }

    private mutating func answer(_ arrived: TakeQueue.Arrived, knowing known: KnownIntake?) throws -> TakeQueue.Answer {
        guard let known else { return .failure(.notFound(doing: TakeQueue.doing)) }
        switch known.arrival(of: arrived.digest, under: arrived.lookup, from: arrived.kiosk) {
        case .again(let answer): return .success(answer)
        case .afterSlip: return try noteOrigin(of: arrived)
        }
    }

    /// The desk had the record from its slip before the kiosk delivered it.
    private mutating func noteOrigin(of arrived: TakeQueue.Arrived) throws -> TakeQueue.Answer {
        let noted = try rows(
            """
            WITH origin AS (
                UPDATE intake SET kiosk = k.id, site = k.site, digest = $3, arrived_day = $4 FROM kiosk k
                WHERE lookup = $1 AND k.id = $2 AND kiosk IS NULL RETURNING lookup, intake.site
            )
            UPDATE intake_case c SET site = origin.site FROM origin WHERE c.lookup = origin.lookup RETURNING c.id
            """,
            [.bytes(arrived.lookup.bytes), .text(arrived.kiosk.text), .bytes(arrived.digest), .int(arrived.now.dayNumber)])
        if !noted.isEmpty { return .success(.kept(arrived.receipt)) }
        // Another kiosk was faster, or this one is not known.
        let known = try knownIntake(arrived.lookup)
        guard let known, case .again(let answer) = known.arrival(of: arrived.digest, under: arrived.lookup, from: arrived.kiosk)
        else {
            return .failure(.notFound(doing: TakeQueue.doing))
        }
        return .success(answer)
    }

    /// - Parameter lock: nobody else changes it until the transaction is over.
    mutating func knownIntake(_ lookup: Lookup, lock: Bool = false) throws(SQLProblem) -> KnownIntake? {
        let sql = "SELECT state, kiosk, digest, arrived_day FROM intake WHERE lookup = $1"
        guard let row = try rows(lock ? sql + " FOR UPDATE" : sql, [.bytes(lookup.bytes)]).first else { return nil }
        return try KnownIntake(row)
    }
}

extension KnownIntake {
    /// - Parameter state: for a row without this column.
    init(_ row: Row, state: State? = nil) throws(SQLProblem) {
        let told: State = if let state { state } else { try row.word("state") }
        self.init(
            state: told, kiosk: row.textIfAny("kiosk"), digest: try row.bytesIfAny("digest"),
            arrivedDay: try row.int("arrived_day"))
    }
}
