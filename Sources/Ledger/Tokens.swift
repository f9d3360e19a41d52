import GRDB
import Intake

extension Ledger {
    /// Keeps a sealed record under its lookup. When this returns it is on the disk, and only then may a slip be printed.
    ///
    /// `week` is `nil` where there is no clock at all; see ``clockBecameTrusted(in:for:)``.
    ///
    /// - Parameter isSure: whether a time server of the network vouches for the week. If not, the time that a record is kept
    ///   begins only when one does.
    /// - Throws: ``LedgerError/alreadyIssued`` if the lookup is in use; make another code.
    public func issue(
        record: SealedRecord, lookup: Lookup, week: ISOWeek?, isSure: Bool = true
    ) async throws(LedgerError) {
        try await write(.issuing) { db in
            let key = lookup.databaseValue
            guard try PrintState.fetch(db, key) == nil else { throw LedgerError.alreadyIssued }
            try db.execute(
                sql: "INSERT INTO token (lookup, print, state, issued_week, is_dated) VALUES (?, 'issued', 'waiting', ?, ?)",
                arguments: [key, WeekColumn(week), isSure && week != nil])
            try db.execute(
                sql: "INSERT INTO record (lookup, sealed) VALUES (?, ?)", arguments: [key, record.bytes.blob])
            try db.execute(sql: "INSERT INTO outbox (lookup, kind) VALUES (?, 'deliver')", arguments: [key])
        }
    }

    /// Must be called before the first byte goes to the printer; it refuses a second slip of the same code.
    ///
    /// - Throws: ``LedgerError/notAllowed(_:from:)`` unless the token is `issued` or `shown`.
    public func beginPrinting(_ lookup: Lookup) async throws(LedgerError) { try await move(lookup, .printing) }

    /// The slip came out.
    public func printed(_ lookup: Lookup) async throws(LedgerError) { try await move(lookup, .printed) }

    /// The visitor has the code from the glass, by choice or for want of paper.
    public func shown(_ lookup: Lookup) async throws(LedgerError) { try await move(lookup, .shown) }

    /// The visitor left in between: whatever they may have seen or taken is good.
    public func interrupted(_ lookup: Lookup) async throws(LedgerError) { try await move(lookup, .interrupted) }

    /// The slip did not come out: the record is erased, the code is dead, and if it may have been handed over already,
    /// it is called back. To void a second time changes nothing.
    public func void(_ lookup: Lookup) async throws(LedgerError) {
        try await write(.voiding, erasing: true) { db in try Ledger.void(lookup, in: db) }
        outboxGrew()
    }

    /// What became of a number, as far as this kiosk knows.
    public func state(of lookup: Lookup) async throws(LedgerError) -> TokenState {
        try await read(.reading) { db in
            try String.fetchOne(db, sql: "SELECT state FROM token WHERE lookup = ?", arguments: [lookup.databaseValue])
                .flatMap(TokenState.init) ?? .unknown
        }
    }

    /// How far its slip has come, or `nil` for an unknown token.
    public func printState(of lookup: Lookup) async throws(LedgerError) -> PrintState? {
        try await read(.reading) { db in try PrintState.fetch(db, lookup.databaseValue) }
    }

    /// Takes in what the hub says of a token. Once a counsellor has opened it, its record is erased here.
    ///
    /// - Returns: `false`, and nothing changes, if the token is not known here or the news is older than what is known.
    @discardableResult
    public func learned(_ lookup: Lookup, _ state: TokenState) async throws(LedgerError) -> Bool {
        try await write(.learning, erasing: true) { db in try Ledger.learned(lookup, state, in: db) }
    }

    /// Takes in what the hub says of some tokens, all at once: one change of the disk for all of them.
    public func learned(_ news: [LedgerChange.News]) async throws(LedgerError) {
        try await write(.learning, erasing: true) { db in
            for one in news { try Ledger.learned(one.lookup, one.state, in: db) }
        }
    }

    @discardableResult
    private static func learned(_ lookup: Lookup, _ state: TokenState, in db: Database) throws -> Bool {
        let key = lookup.databaseValue
        let known = try String.fetchOne(db, sql: "SELECT state FROM token WHERE lookup = ?", arguments: [key])
            .flatMap(TokenState.init)
        guard let known, known.mayBecome(state) else { return false }
        if state == .void {
            try Ledger.void(lookup, in: db)
        } else {
            try db.execute(
                sql: "UPDATE token SET state = ?, delivered = 1 WHERE lookup = ?", arguments: [state.rawValue, key])
            try db.execute(sql: "DELETE FROM record WHERE lookup = ?", arguments: [key])
        }
        try db.execute(sql: "DELETE FROM outbox WHERE lookup = ?", arguments: [key])
        return true
    }

    private func move(_ lookup: Lookup, _ step: PrintStep) async throws(LedgerError) {
        try await write(.printing) { db in
            let key = lookup.databaseValue
            guard let state = try PrintState.fetch(db, key) else { throw LedgerError.unknownToken(.printing) }
            guard let next = state.after(step) else { throw LedgerError.notAllowed(step, from: state) }
            try db.execute(
                sql: "UPDATE token SET print = ?, slip_attempts = slip_attempts + ? WHERE lookup = ?",
                arguments: [next.rawValue, step == .printing ? 1 : 0, key])
        }
        if step != .printing { outboxGrew() }
    }

    private static func void(_ lookup: Lookup, in db: Database) throws {
        let key = lookup.databaseValue
        guard let state = try PrintState.fetch(db, key) else { throw LedgerError.unknownToken(.voiding) }
        guard state != .void else { return }
        // Handed out once is enough: the answer of the hub may have been lost.
        let mayBeThere = try Bool.fetchOne(
            db,
            sql: """
                SELECT delivered = 1 OR EXISTS (SELECT 1 FROM outbox o WHERE o.lookup = t.lookup AND o.attempts > 0)
                FROM token t WHERE lookup = ?
                """, arguments: [key])
        try db.execute(sql: "UPDATE token SET print = 'void', state = 'void' WHERE lookup = ?", arguments: [key])
        try db.execute(sql: "DELETE FROM record WHERE lookup = ?", arguments: [key])
        try db.execute(sql: "DELETE FROM outbox WHERE lookup = ?", arguments: [key])
        if mayBeThere == true {
            try db.execute(sql: "INSERT INTO outbox (lookup, kind) VALUES (?, 'withdraw')", arguments: [key])
        }
    }
}

extension PrintState {
    static func fetch(_ db: Database, _ key: DatabaseValue) throws -> PrintState? {
        try String.fetchOne(db, sql: "SELECT print FROM token WHERE lookup = ?", arguments: [key])
            .flatMap(PrintState.init)
    }
}
