import GRDB
import Hub
import Intake

/// Five million lines of counts: 200 kiosks at 40 sites, 52 weeks, 480 lines each.
enum CounterRows {
    /// All lines of one report: stages by topics, languages by stages, stages by needs.
    private static let lines = """
        SELECT 'topic_open' AS metric, s.value AS dim1, 'topic-' || n AS dim2 FROM stage s, number WHERE n < 40
        UNION ALL SELECT 'session_lang', 'l-' || n, s.value FROM stage s, number WHERE n < 20
        UNION ALL SELECT 'token_need', s.value, 'C' || (10 + n) FROM stage s, number WHERE n < 8
        UNION ALL SELECT 'stats_origin', 'c-' || n, '' FROM number WHERE n < 4
        """
    private static let stages = "('pre'), ('arr'), ('work'), ('prob'), ('ret'), ('fam'), ('none')"

    private static let sqlite = """
        CREATE TEMP TABLE number AS
            WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 199) SELECT n FROM c;
        CREATE TEMP TABLE stage AS SELECT column1 AS value FROM (VALUES \(stages));
        CREATE TEMP TABLE line AS \(lines);
        INSERT OR IGNORE INTO kiosk (id, site, channel, enrolled_day)
            SELECT 'counted-' || n, 'site-' || n / 5, 'all', 0 FROM number;
        INSERT INTO counter_report (id, kiosk, week, series, site)
            SELECT 1000000 + k.n * 52 + w.n, 'counted-' || k.n, 202501 + w.n, printf('%032d', 0), 'site-' || k.n / 5
            FROM number k, number w WHERE w.n < 52;
        INSERT INTO counter_line SELECT r.id, metric, dim1, dim2, 3 FROM counter_report r, line WHERE r.id >= 1000000;
        INSERT INTO counter_sum (metric, week, site, dim1, dim2, count) SELECT metric, 202501 + w.n, 'site-' || s.n, dim1, dim2, 15
            FROM line, number w, number s WHERE w.n < 52 AND s.n < 40;
        """

    /// The same for PostgreSQL.
    static let postgreSQL = """
        CREATE TEMP TABLE number AS SELECT generate_series(0, 199) AS n;
        CREATE TEMP TABLE stage AS SELECT column1 AS value FROM (VALUES \(stages)) v;
        CREATE TEMP TABLE line AS \(lines);
        INSERT INTO kiosk (id, site, channel, enrolled_day) SELECT 'counted-' || n, 'site-' || n / 5, 'all', 0 FROM number;
        INSERT INTO counter_report (kiosk, week, series, site)
            SELECT 'counted-' || k.n, 202501 + w.n, repeat('0', 32), 'site-' || k.n / 5 FROM number k, number w WHERE w.n < 52;
        INSERT INTO counter_line SELECT r.id, metric, dim1, dim2, 3 FROM counter_report r, line;
        INSERT INTO counter_sum (metric, week, site, dim1, dim2, count) SELECT metric, 202501 + w.n, 'site-' || s.n, dim1, dim2, 15
            FROM line, number w, number s WHERE w.n < 52 AND s.n < 40;
        ANALYZE;
        """

    static func fill(_ file: String) throws {
        let file = try DatabaseQueue(path: file)
        try file.write { try $0.execute(sql: sqlite) }
        try file.close()
    }

    /// Milliseconds for all sums of a year.
    static func measure(_ store: any HubStore) async throws -> Double {
        guard let first = ISOWeek(year: 2025, week: 1), let last = ISOWeek(year: 2025, week: 52) else { return .infinity }
        var times: [Double] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let sums = try await store.sums(of: Set(Metric.allCases), in: first...last)
            precondition(sums.reduce(0) { $0 + $1.count } == 200 * 52 * 480 * 3, "a sum is wrong")
            times.append((ContinuousClock.now - start).milliseconds)
        }
        return times.sorted()[times.count / 2]
    }
}
