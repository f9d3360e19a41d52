import GRDB

/// The tables, and how SQLite is told to keep them.
enum Schema {
    /// So long a process waits for another one that writes, before it says that it cannot.
    static let patienceMilliseconds = 5_000

    /// Every commit on the disk, erased bytes overwritten, references held.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "hub"
        configuration.busyMode = .timeout(Double(patienceMilliseconds) / 1_000)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA trusted_schema = OFF;
                    """)
        }
        return configuration
    }

    /// Every step from an empty file to this version's shape. A step that was ever installed is never changed.
    static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("1") { db in
            for part in [fleet, intakes, counts, staff, cases, guides, reports] { try db.execute(sql: part) }
        }
        return migrations
    }

    private static let fleet = """
        CREATE TABLE kiosk (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            site TEXT NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('test', 'canary', 'all')),
            enrolled_day INTEGER NOT NULL,
            last_contact_seconds INTEGER,
            health TEXT CHECK (health <> ''),
            is_revoked INTEGER NOT NULL DEFAULT 0 CHECK (is_revoked IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE certificate (
            fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
            kiosk TEXT NOT NULL REFERENCES kiosk (id),
            expires_seconds INTEGER NOT NULL,
            is_revoked INTEGER NOT NULL DEFAULT 0 CHECK (is_revoked IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX certificate_kiosk ON certificate (kiosk);

        CREATE TABLE enrolment_offer (
            kiosk TEXT NOT NULL PRIMARY KEY CHECK (length(kiosk) BETWEEN 1 AND 40),
            site TEXT NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('test', 'canary', 'all')),
            secret_digest BLOB NOT NULL UNIQUE CHECK (length(secret_digest) = 32),
            expires_seconds INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE setting (
            key TEXT NOT NULL PRIMARY KEY CHECK (key IN ('openable_weeks')),
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// `WITHOUT ROWID`: rows lie in the order of their lookups, which is no order at all, so that nobody can read from the
    /// file who came before whom. A record is there exactly as long as it waits.
    private static let intakes = """
        CREATE TABLE intake (
            lookup BLOB NOT NULL PRIMARY KEY CHECK (length(lookup) = 16),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'opened', 'referred', 'closed', 'void', 'expired')),
            -- NULL: only its slip has brought it so far
            kiosk TEXT REFERENCES kiosk (id),
            site TEXT NOT NULL DEFAULT '',
            -- SHA-256; NULL: no kiosk has delivered it
            digest BLOB CHECK (length(digest) = 32),
            arrived_day INTEGER NOT NULL,
            -- year * 100 + week; 0 where the clock was not to be trusted
            issued_week INTEGER NOT NULL CHECK (issued_week = 0 OR issued_week BETWEEN 200001 AND 225553),
            record BLOB CHECK (length(record) = 153),
            CHECK ((record IS NOT NULL) = (state = 'waiting')),
            CHECK (record IS NULL OR digest IS NOT NULL),
            CHECK (digest IS NULL OR kiosk IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX intake_waiting ON intake (site) WHERE state = 'waiting';

        CREATE TRIGGER void_is_final BEFORE UPDATE OF state ON intake
        WHEN OLD.state = 'void' AND NEW.state <> 'void'
        BEGIN SELECT RAISE(ABORT, 'void is final'); END;
        """

    private static let counts = """
        CREATE TABLE counter_report (
            id INTEGER PRIMARY KEY,
            kiosk TEXT NOT NULL REFERENCES kiosk (id),
            week INTEGER NOT NULL CHECK (week = 0 OR week BETWEEN 200001 AND 225553),
            series TEXT NOT NULL CHECK (length(series) = 32),
            site TEXT NOT NULL,
            UNIQUE (kiosk, week, series)
        ) STRICT;

        CREATE TABLE counter_line (
            report INTEGER NOT NULL REFERENCES counter_report (id) ON DELETE CASCADE,
            metric TEXT NOT NULL CHECK (length(metric) <= 32),
            dim1 TEXT NOT NULL CHECK (length(dim1) <= 16),
            dim2 TEXT NOT NULL CHECK (length(dim2) <= 16),
            count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000000000),
            PRIMARY KEY (report, metric, dim1, dim2)
        ) STRICT, WITHOUT ROWID;

        -- What reports add up, kept in step with every report that comes. Rows lie as they are
        -- added up, with the weeks of one cell side by side: a year is summed without sorting.
        CREATE TABLE counter_sum (
            metric TEXT NOT NULL,
            week INTEGER NOT NULL CHECK (week BETWEEN 200001 AND 225553),
            site TEXT NOT NULL,
            dim1 TEXT NOT NULL,
            dim2 TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (metric, site, dim1, dim2, week)
        ) STRICT, WITHOUT ROWID;
        """

    private static let staff = """
        CREATE TABLE staff (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 2 AND 32),
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('counsellor', 'coordinator', 'technician')),
            languages TEXT NOT NULL CHECK (languages <> ''),
            is_woman INTEGER NOT NULL CHECK (is_woman IN (0, 1)),
            is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
            password_hash TEXT NOT NULL,
            sealed_totp_secret BLOB,
            last_totp_step INTEGER NOT NULL,
            failures INTEGER NOT NULL CHECK (failures >= 0),
            locked_until_seconds INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE staff_session (
            digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            staff TEXT NOT NULL REFERENCES staff (id),
            began_seconds INTEGER NOT NULL,
            last_seen_seconds INTEGER NOT NULL,
            is_locked INTEGER NOT NULL CHECK (is_locked IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX staff_session_staff ON staff_session (staff);

        CREATE TABLE audit (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            time_seconds INTEGER NOT NULL,
            who TEXT NOT NULL CHECK (who <> ''),
            what TEXT NOT NULL CHECK (what <> ''),
            whom TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'lines are only ever added'); END;
        CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'lines are only ever added'); END;
        """

    private static let cases = """
        CREATE TABLE intake_case (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- NULL when the number is forgotten: then nothing leads back to the slip
            lookup BLOB UNIQUE REFERENCES intake (lookup) ON DELETE SET NULL,
            opened_day INTEGER NOT NULL,
            waiting_since_seconds INTEGER,
            urgency TEXT NOT NULL CHECK (urgency IN ('red', 'amber', 'green')),
            language TEXT NOT NULL,
            wants_woman INTEGER NOT NULL CHECK (wants_woman IN (0, 1)),
            issued_week INTEGER NOT NULL CHECK (issued_week = 0 OR issued_week BETWEEN 200001 AND 225553),
            site TEXT NOT NULL,
            sealed_answers BLOB,
            erase_day INTEGER NOT NULL,
            counsellor TEXT REFERENCES staff (id),
            redemption TEXT CHECK (redemption <> ''),
            closed_day INTEGER,
            CHECK ((waiting_since_seconds IS NOT NULL) = (counsellor IS NULL AND closed_day IS NULL)),
            CHECK (closed_day IS NULL OR sealed_answers IS NULL)
        ) STRICT;
        CREATE INDEX intake_case_waiting ON intake_case (waiting_since_seconds) WHERE waiting_since_seconds IS NOT NULL;
        CREATE INDEX intake_case_counsellor ON intake_case (counsellor) WHERE closed_day IS NULL;
        CREATE INDEX intake_case_opened ON intake_case (opened_day);

        CREATE TABLE referral (
            intake_case INTEGER NOT NULL REFERENCES intake_case (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            service TEXT NOT NULL,
            provider_kind TEXT NOT NULL,
            made_on_day INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected', 'done')),
            result TEXT NOT NULL CHECK (result IN
                ('provided', 'unavailable', 'unknown', 'already-received', 'not-applicable', 'declined-by-client')),
            PRIMARY KEY (intake_case, number)
        ) STRICT, WITHOUT ROWID;
        """

    private static let guides = """
        CREATE TABLE guide (
            channel TEXT NOT NULL CHECK (channel IN ('test', 'canary', 'all')),
            site TEXT NOT NULL,
            version TEXT NOT NULL,
            manifest BLOB NOT NULL,
            signature TEXT NOT NULL,
            published_by TEXT NOT NULL,
            published_at_seconds INTEGER NOT NULL,
            PRIMARY KEY (channel, site)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE guide_content (
            digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
            bytes INTEGER NOT NULL CHECK (bytes >= 0)
        ) STRICT, WITHOUT ROWID;

        -- In pieces, so that a range costs what it holds and not the whole part.
        CREATE TABLE guide_piece (
            digest TEXT NOT NULL REFERENCES guide_content (digest) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 0),
            content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 65536),
            UNIQUE (digest, number)
        ) STRICT;

        CREATE TABLE guide_part (
            channel TEXT NOT NULL,
            site TEXT NOT NULL,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL REFERENCES guide_content (digest),
            PRIMARY KEY (channel, site, number),
            UNIQUE (channel, site, name),
            FOREIGN KEY (channel, site) REFERENCES guide (channel, site) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX guide_part_digest ON guide_part (digest);
        """

    private static let reports = """
        CREATE TABLE activity (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('outreach', 'training', 'event', 'membership')),
            site TEXT NOT NULL,
            day INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0),
            entered_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX activity_day ON activity (day);

        CREATE TABLE release_record (
            report_table TEXT NOT NULL CHECK (report_table <> ''),
            period TEXT NOT NULL CHECK (period <> ''),
            tier INTEGER NOT NULL CHECK (tier BETWEEN 0 AND 2),
            threshold INTEGER NOT NULL,
            suppressed INTEGER NOT NULL CHECK (suppressed >= 0),
            approved_by TEXT NOT NULL,
            released_at_seconds INTEGER NOT NULL,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            PRIMARY KEY (report_table, period)
        ) STRICT, WITHOUT ROWID;
        """
}
