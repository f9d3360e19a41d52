import Hub
import Intake
import Link

/// Records that arrive side by side are committed together, on a few connections at a time; each caller is answered after it.
final class TakeQueue: Sendable {
    /// Chosen: more in one statement gain nothing, and hold others up.
    private static let mostAtOnce = 128
    /// Chosen: while one commit is made, so many more gather for the next connection.
    private static let enoughForAnother = 32

    private let pool: ConnectionPool
    private let wire: NewsWire
    private let line: TakeLine

    init(pool: ConnectionPool, wire: NewsWire) {
        (self.pool, self.wire) = (pool, wire)
        // Half of the connections stay free for the desk.
        line = TakeLine(
            mostAtOnce: Self.mostAtOnce, mostWorking: max(1, pool.size / 2), enoughForAnother: Self.enoughForAnother)
    }

    func take(_ arrived: TakeLine.Arrived) async throws(HubStoreError) -> TakenIntake {
        try await line.take(arrived) {
            pool.submit { [self] db, isLast in
                work(&db, isLast)
            } refuse: { [line] in
                line.refuseAll(.unavailable(doing: TakeLine.doing, reason: "the database is away"))
            }
        }
    }

    /// Commits what waits, until nothing does.
    private func work(_ db: inout Connection, _ isLast: Bool) -> ConnectionPool.Outcome {
        while let batch = line.next() {
            do {
                line.answer(batch, try db.keep(batch.arrived))
                wire.tell(.cases)
            } catch SQLProblem.away where !isLast {
                line.putBack(batch)
                return .again
            } catch SQLProblem.refused(let state) where SQLProblem.undone.contains(state) {
                line.putBack(batch)
            } catch {
                line.refuse(batch, HubStoreError(error, doing: TakeLine.doing))
            }
        }
        return .done
    }
}

extension Connection {
    /// Keeps all that can be kept with one statement, and says of each what became of it.
    fileprivate mutating func keep(_ batch: [TakeLine.Arrived]) throws -> [TakeLine.Answer] {
        let kept = try execute(
            """
            INSERT INTO intake (lookup, state, kiosk, site, digest, arrived_day, issued_week, record)
            SELECT a.lookup, 'waiting', k.id, k.site, a.digest, a.day, a.week, a.record
            FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::integer[], $5::integer[], $6::bytea[])
                AS a (lookup, kiosk, digest, day, week, record) JOIN kiosk k ON k.id = a.kiosk
            ORDER BY a.lookup ON CONFLICT (lookup) DO NOTHING
            """,
            [
                .array(batch.map(\.lookup.bytes)), .array(batch.map(\.kiosk.text)), .array(batch.map(\.digest)),
                .array(batch.map(\.now.dayNumber)), .array(batch.map(\.delivery.week.columnNumber)),
                .array(batch.map(\.delivery.record.bytes)),
            ])
        // Nearly always: all of them are new.
        if kept == batch.count { return batch.map { .success(.kept($0.receipt)) } }
        var known: [[UInt8]: KnownIntake] = [:]
        let sql = "SELECT lookup, state, kiosk, digest, arrived_day FROM intake WHERE lookup = ANY ($1::bytea[])"
        for row in try rows(sql, [.array(batch.map(\.lookup.bytes))]) { known[try row.bytes("lookup")] = try KnownIntake(row) }
        return try batch.map { try answer($0, knowing: known[$0.lookup.bytes]) }
    }

    private mutating func answer(_ arrived: TakeLine.Arrived, knowing known: KnownIntake?) throws -> TakeLine.Answer {
        guard let known else { return .failure(.notFound(doing: TakeLine.doing)) }
        switch known.arrival(of: arrived.digest, under: arrived.lookup, from: arrived.kiosk) {
        case .again(let answer): return .success(answer)
        case .afterSlip: return try noteOrigin(of: arrived)
        }
    }

    /// The desk had the record from its slip before the kiosk delivered it.
    private mutating func noteOrigin(of arrived: TakeLine.Arrived) throws -> TakeLine.Answer {
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
            return .failure(.notFound(doing: TakeLine.doing))
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
    init(_ row: Row) throws(SQLProblem) {
        self.init(
            state: try row.word("state"), kiosk: row.textIfAny("kiosk"), digest: try row.bytesIfAny("digest"),
            arrivedDay: try row.int("arrived_day"))
    }
}
