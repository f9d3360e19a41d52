import Hub

/// The hub's store in PostgreSQL: for a country, with any number of hubs on one database.
///
/// When a call returns, its change is committed, as durably as the server's `synchronous_commit` says; the store insists on
/// `on`. A call that was begun is finished even if the task that waits for it is cancelled.
public final class PostgreSQLHubStore: Sendable {
    /// Chosen: what a server with two cores keeps busy with; more only wait for each other.
    public static let usualConnections = 8

    let pool: ConnectionPool
    let takes: TakeQueue
    let stand: NewsStand
    let wire: NewsWire

    /// Connects, and brings the tables to this version's shape.
    ///
    /// - Parameters:
    ///   - url: as libpq takes it, `postgresql://…`. Its password stays out of every error.
    ///   - connections: besides the one that listens. Range: 1–64.
    /// - Throws: ``HubStoreError/newerVersion`` or ``HubStoreError/unavailable(doing:reason:)``.
    public init(url: String, connections: Int = usualConnections) async throws(HubStoreError) {
        pool = ConnectionPool(url: url, size: min(max(connections, 1), 64))
        stand = NewsStand()
        wire = NewsWire(url: url, stand: stand)
        takes = TakeQueue(pool: pool, wire: wire)
        do {
            try await write("opening the store") { db in try Schema.migrate(&db) }
        } catch {
            await pool.close()
            throw error
        }
        wire.start()
    }

    deinit {
        pool.end()
        wire.close()
    }
}

extension PostgreSQLHubStore {
    /// How often a transaction is tried again that the database undid because another stood in its way.
    private static let tries = 5

    /// Changes the store in one transaction, and returns when it is on the disk.
    @discardableResult
    func write<T: Sendable>(
        _ doing: String, _ change: @escaping @Sendable (inout Connection) throws -> T
    ) async throws(HubStoreError) -> T {
        let result: Result<T, HubStoreError>? = await pool.run { db, isLast in
            for attempt in 1...Self.tries {
                do {
                    return .success(try Self.transaction(&db, change))
                } catch SQLProblem.away where !isLast && !db.hasBegun {
                    return nil
                } catch SQLProblem.refused(let state) where SQLProblem.undone.contains(state) && attempt < Self.tries {
                    continue
                } catch {
                    return .failure(HubStoreError(error, doing: doing))
                }
            }
            return .failure(.unavailable(doing: doing, reason: "others stood in the way"))
        }
        return try (result ?? .failure(.unavailable(doing: doing, reason: "the database is away"))).get()
    }

    private static func transaction<T>(_ db: inout Connection, _ change: (inout Connection) throws -> T) throws -> T {
        db.hasBegun = false
        try db.execute("BEGIN")
        db.hasBegun = true
        do {
            let result = try change(&db)
            try db.execute("COMMIT")
            return result
        } catch {
            // A connection that is gone has rolled back already: `try?`.
            try? db.script("ROLLBACK")
            throw error
        }
    }

    /// Reads the store. What is read by one statement is as it stood at one moment.
    func read<T: Sendable>(
        _ doing: String, _ query: @escaping @Sendable (inout Connection) throws -> T
    ) async throws(HubStoreError) -> T {
        let result: Result<T, HubStoreError>? = await pool.run { db, isLast in
            do {
                return .success(try query(&db))
            } catch SQLProblem.away where !isLast {
                return nil
            } catch {
                return .failure(HubStoreError(error, doing: doing))
            }
        }
        return try (result ?? .failure(.unavailable(doing: doing, reason: "the database is away"))).get()
    }
}
