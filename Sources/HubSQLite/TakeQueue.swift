import GRDB
import Hub
import Intake
import Link

/// Records that arrive side by side are committed together: one write to the disk for many, and each caller is answered after it.
final class TakeQueue: Sendable {
    /// A commit of so many takes some milliseconds: others who want to write are not held up longer.
    private static let mostAtOnce = 256

    private let database: any DatabaseWriter
    private let stand: NewsStand
    private let line = TakeLine(mostAtOnce: mostAtOnce)

    init(database: any DatabaseWriter, stand: NewsStand) { (self.database, self.stand) = (database, stand) }

    func take(_ arrived: TakeLine.Arrived) async throws(HubStoreError) -> TakenIntake {
        try await line.take(arrived) { work() }
    }

    /// Commits the next ones. Between two commits, whoever else wants to write has their turn.
    private func work() {
        database.asyncWriteWithoutTransaction { [self] db in
            guard let batch = line.next() else { return }
            do { line.answer(batch, try Self.keep(batch.arrived, in: db)) } catch {
                line.refuse(batch, HubStoreError(error, doing: TakeLine.doing))
            }
            stand.tell(.cases)
            work()
        }
    }

    /// Keeps all in one transaction, or none.
    private static func keep(_ batch: [TakeLine.Arrived], in db: Database) throws -> [TakeLine.Answer] {
        var answers: [TakeLine.Answer] = []
        try db.inTransaction(.immediate) {
            for arrived in batch { answers.append(try db.keep(arrived)) }
            return .commit
        }
        return answers
    }
}

extension Database {
    fileprivate func keep(_ arrived: TakeLine.Arrived) throws -> TakeLine.Answer {
        guard let site = try site(of: arrived.kiosk) else { return .failure(.notFound(doing: TakeLine.doing)) }
        let insert = try cachedStatement(
            sql: """
                INSERT INTO intake (lookup, state, kiosk, site, digest, arrived_day, issued_week, record)
                VALUES (?, 'waiting', ?, ?, ?, ?, ?, ?) ON CONFLICT (lookup) DO NOTHING
                """)
        try insert.execute(arguments: [
            Column.blob(arrived.lookup.bytes), arrived.kiosk.text, site, Column.blob(arrived.digest), arrived.now.dayNumber,
            arrived.delivery.week.columnNumber, Column.blob(arrived.delivery.record.bytes),
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
    private func noteOrigin(of arrived: TakeLine.Arrived, site: String) throws {
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
