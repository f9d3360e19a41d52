import GRDB
import Intake

/// What this machine keeps, in counts: the page "About this machine".
public struct LedgerSummary: Hashable, Sendable {
    /// Sealed records that lie here.
    public var kept: Int
    /// Tokens whose record is with the counsellors.
    public var delivered: Int
    /// Tokens whose slip did not come out.
    public var void: Int
    /// All tokens whose state is known here.
    public var tokens: Int
    /// Lines of weekly counts.
    public var counters: Int
    /// The first week counted, or `nil` before there was one.
    public var since: ISOWeek?
}

extension Ledger {
    /// On whose word time passes for what is kept.
    public enum Word: Hashable, Sendable {
        /// A time server of the network: for everything.
        case network
        /// The hub alone: only for what it has got. A hub whose clock is wrong must not cost a record that never came there.
        case hub

        /// In SQL: the tokens for which it counts.
        fileprivate var tokens: String {
            switch self {
            case .network: "is_dated = 1"
            case .hub: "NOT EXISTS (SELECT 1 FROM outbox o WHERE o.lookup = token.lookup)"
            }
        }
    }

    /// Erases every token and record that was issued before a week: what is kept is kept for so long and no longer.
    ///
    /// - Returns: how many tokens were erased.
    @discardableResult
    public func expire(before week: ISOWeek, on word: Word = .network) async throws(LedgerError) -> Int {
        try await write(.expiring, erasing: true) { db in
            try db.execute(
                sql: "DELETE FROM token WHERE issued_week <> 0 AND issued_week < ? AND \(word.tokens)",
                arguments: [WeekColumn(week)])
            return db.changesCount
        }
    }

    /// The clock can be trusted now: tokens from before, and those that a wrong clock put into the future, count as
    /// issued this week, so that they expire at all.
    public func clockBecameTrusted(in week: ISOWeek, on word: Word = .network) async throws(LedgerError) {
        try await write(.expiring) { db in
            let change =
                switch word {
                case .network: "is_dated = 1 WHERE issued_week = 0 OR is_dated = 0 OR issued_week > :week"
                case .hub: "is_dated = is_dated WHERE issued_week = 0 AND \(word.tokens)"
                }
            try db.execute(
                sql: "UPDATE token SET issued_week = :week, \(change)", arguments: ["week": WeekColumn(week)])
        }
    }

    /// Erases the counts of all weeks before one, as far as the hub has them.
    public func forgetCounters(before week: ISOWeek) async throws(LedgerError) {
        try await write(.expiring, erasing: true) { db in
            let weeks = "SELECT week FROM series WHERE week <> 0 AND week < :week AND taken = changes"
            try db.execute(sql: "DELETE FROM counters WHERE week IN (\(weeks))", arguments: ["week": WeekColumn(week)])
            try db.execute(sql: "DELETE FROM series WHERE week IN (\(weeks))", arguments: ["week": WeekColumn(week)])
        }
    }

    /// Takes the right to write and gives it back: shows that the ledger still answers, and wears out no card.
    public func probe() async throws(LedgerError) {
        try await read(.reading) { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            try db.execute(sql: "ROLLBACK")
        }
    }

    /// What this machine keeps, in counts.
    public func summary() async throws(LedgerError) -> LedgerSummary {
        try await read(.reading) { db in
            func count(_ from: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(from)") ?? 0 }
            return LedgerSummary(
                kept: try count("record"),
                delivered: try count("token WHERE delivered = 1 AND print <> 'void'"),
                void: try count("token WHERE print = 'void'"),
                tokens: try count("token"),
                counters: try count("counters"),
                since: try WeekColumn.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'since_week'")?.week)
        }
    }
}
