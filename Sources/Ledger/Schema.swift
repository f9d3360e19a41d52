import GRDB

/// The tables, and how SQLite is told to keep them.
enum Schema {
    /// Durable at every commit, erased bytes overwritten, one process at a time.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { db in
            // Set here and not by GRDB's `journalMode = .wal`, which would turn `synchronous` down to NORMAL.
            try db.execute(
                sql: """
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA journal_mode = WAL;
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
        migrations.registerMigration("1") { db in try db.execute(sql: version1) }
        migrations.registerMigration("2") { db in try db.execute(sql: version2) }
        migrations.registerMigration("3") { db in try db.execute(sql: version3) }
        return migrations
    }

    /// `WITHOUT ROWID` everywhere: rows lie in the order of their lookups, which is no order at all, so that nobody can
    /// read from the file who came before whom.
    private static let version1 = """
        CREATE TABLE token (
            lookup BLOB NOT NULL PRIMARY KEY CHECK (length(lookup) = 16),
            print TEXT NOT NULL
                CHECK (print IN ('issued', 'printing', 'printed', 'shown', 'uncertain', 'void')),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'opened', 'referred', 'closed', 'void')),
            -- year * 100 + week; 0 where the clock was not to be trusted
            issued_week INTEGER NOT NULL CHECK (issued_week = 0 OR issued_week BETWEEN 200001 AND 225553),
            -- a code is printed once at the most
            slip_attempts INTEGER NOT NULL DEFAULT 0 CHECK (slip_attempts IN (0, 1)),
            delivered INTEGER NOT NULL DEFAULT 0 CHECK (delivered IN (0, 1)),
            CHECK ((print = 'void') = (state = 'void')),
            CHECK (print NOT IN ('printing', 'printed') OR slip_attempts = 1)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER void_is_final BEFORE UPDATE OF print ON token
        WHEN OLD.print = 'void' AND NEW.print <> 'void'
        BEGIN SELECT RAISE(ABORT, 'void is final'); END;

        CREATE TABLE record (
            lookup BLOB NOT NULL PRIMARY KEY REFERENCES token (lookup) ON DELETE CASCADE,
            sealed BLOB NOT NULL CHECK (length(sealed) = 153)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER void_has_no_record BEFORE INSERT ON record
        WHEN (SELECT print FROM token WHERE lookup = NEW.lookup) = 'void'
        BEGIN SELECT RAISE(ABORT, 'void has no record'); END;

        CREATE TABLE outbox (
            lookup BLOB NOT NULL PRIMARY KEY REFERENCES token (lookup) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('deliver', 'withdraw')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            -- seconds since the machine started
            next_due_seconds INTEGER NOT NULL DEFAULT 0 CHECK (next_due_seconds >= 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE counters (
            week INTEGER NOT NULL CHECK (week = 0 OR week BETWEEN 200001 AND 225553),
            metric TEXT NOT NULL CHECK (metric IN (
                'session', 'session_lang', 'session_stage', 'session_block', 'topic_open', 'fact_helpful_yes',
                'fact_helpful_no', 'audio_play', 'slip_print', 'token_issue', 'token_need', 'help_open', 'quick_exit',
                'language_missing', 'print_fail', 'idle_wipe', 'stats_sex_age', 'stats_origin', 'stats_sector')),
            dim1 TEXT NOT NULL CHECK (length(dim1) <= 16),
            dim2 TEXT NOT NULL CHECK (length(dim2) <= 16),
            value INTEGER NOT NULL CHECK (value > 0),
            PRIMARY KEY (week, metric, dim1, dim2),
            CHECK (dim2 = '' OR metric IN ('session_lang', 'topic_open', 'token_need', 'stats_sex_age', 'stats_sector'))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE meta (
            key TEXT NOT NULL PRIMARY KEY CHECK (key IN ('since_week')),
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What the hub refused, and which weeks' counts it has.
    ///
    /// A series begins with a week's first count and ends when the week is erased: counts that come later begin another one, so
    /// that the hub adds where it must not replace.
    private static let version2 = """
        ALTER TABLE outbox ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1));

        CREATE TABLE series (
            week INTEGER NOT NULL PRIMARY KEY CHECK (week = 0 OR week BETWEEN 200001 AND 225553),
            name BLOB NOT NULL CHECK (length(name) = 16),
            -- how often the week's counts have changed, and how many of these changes the hub has
            changes INTEGER NOT NULL CHECK (changes > 0),
            taken INTEGER NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND changes)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO series (week, name, changes)
            SELECT week, randomblob(16), 1 FROM (SELECT DISTINCT week FROM counters);
        """

    /// Whether a token's week is that of a clock that a time server of the network had set. No token was dated by any other
    /// before, as far as is known.
    private static let version3 = """
        ALTER TABLE token ADD COLUMN is_dated INTEGER NOT NULL DEFAULT 1 CHECK (is_dated IN (0, 1));
        """
}
