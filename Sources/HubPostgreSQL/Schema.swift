import Hub

/// The tables, step by step.
enum Schema {
    /// Chosen once: hubs that start at the same time change the tables one after the other.
    private static let lock = 7_301_846_550_112_034_511
    static let publishing = 7_301_846_550_112_034_512

    /// Every step from an empty database to this version's shape. A step that was ever installed is never changed.
    private static let steps: [[String]] = [[fleet, intakes, counts, staff, cases, guides, reports], [kiosksStay]]

    /// Brings the tables to this version's shape.
    ///
    /// - Throws: ``HubStoreError/newerVersion``
    static func migrate(_ db: inout Connection) throws {
        _ = try db.rows("SELECT pg_advisory_xact_lock($1)", [.int(lock)])
        try db.script(
            """
            CREATE TABLE IF NOT EXISTS hub_schema (
                is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), version integer NOT NULL);
            INSERT INTO hub_schema (version) VALUES (0) ON CONFLICT DO NOTHING
            """)
        let version = try db.rows("SELECT version FROM hub_schema").first?.int("version") ?? 0
        guard version <= steps.count else { throw HubStoreError.newerVersion }
        for step in steps.dropFirst(version) { for part in step { try db.script(part) } }
        try db.execute("UPDATE hub_schema SET version = $1", [.int(steps.count)])
    }

    private static let fleet = """
        CREATE TABLE kiosk (
            id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
            site text NOT NULL,
            channel text NOT NULL CHECK (channel IN ('test', 'canary', 'all')),
            enrolled_day integer NOT NULL,
            last_contact_seconds bigint,
            health json,
            is_revoked boolean NOT NULL DEFAULT false
        );

        CREATE TABLE certificate (
            fingerprint bytea PRIMARY KEY CHECK (octet_length(fingerprint) = 32),
            kiosk text NOT NULL REFERENCES kiosk (id),
            expires_seconds bigint NOT NULL,
            is_revoked boolean NOT NULL DEFAULT false
        );
        CREATE INDEX certificate_kiosk ON certificate (kiosk);

        CREATE TABLE enrolment_offer (
            kiosk text PRIMARY KEY CHECK (length(kiosk) BETWEEN 1 AND 40),
            site text NOT NULL,
            channel text NOT NULL CHECK (channel IN ('test', 'canary', 'all')),
            secret_digest bytea NOT NULL UNIQUE CHECK (octet_length(secret_digest) = 32),
            expires_seconds bigint NOT NULL
        );

        CREATE TABLE setting (
            key text PRIMARY KEY CHECK (key IN ('openable_weeks')),
            value bigint NOT NULL
        );
        """

    /// A record is there exactly as long as it waits.
    private static let intakes = """
        CREATE TABLE intake (
            lookup bytea PRIMARY KEY CHECK (octet_length(lookup) = 16),
            state text NOT NULL CHECK (state IN ('waiting', 'opened', 'referred', 'closed', 'void', 'expired')),
            -- NULL: only its slip has brought it so far
            kiosk text REFERENCES kiosk (id),
            site text NOT NULL DEFAULT '',
            -- SHA-256; NULL: no kiosk has delivered it
            digest bytea CHECK (octet_length(digest) = 32),
            arrived_day integer NOT NULL,
            -- year * 100 + week; 0 where the clock was not to be trusted
            issued_week integer NOT NULL CHECK (issued_week = 0 OR issued_week BETWEEN 200001 AND 225553),
            record bytea CHECK (octet_length(record) = 153),
            CHECK ((record IS NOT NULL) = (state = 'waiting')),
            CHECK (record IS NULL OR digest IS NOT NULL),
            CHECK (digest IS NULL OR kiosk IS NOT NULL)
        );
        -- Sealed bytes do not get smaller.
        ALTER TABLE intake ALTER COLUMN record SET STORAGE EXTERNAL;
        CREATE INDEX intake_waiting ON intake (site) WHERE state = 'waiting';

        CREATE FUNCTION hub_void_is_final() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'void is final'; END $$;
        CREATE TRIGGER void_is_final BEFORE UPDATE ON intake FOR EACH ROW
            WHEN (OLD.state = 'void' AND NEW.state <> 'void') EXECUTE FUNCTION hub_void_is_final();
        """

    private static let counts = """
        CREATE TABLE counter_report (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            kiosk text NOT NULL REFERENCES kiosk (id),
            week integer NOT NULL CHECK (week = 0 OR week BETWEEN 200001 AND 225553),
            series text NOT NULL CHECK (length(series) = 32),
            site text NOT NULL,
            UNIQUE (kiosk, week, series)
        );

        CREATE TABLE counter_line (
            report bigint NOT NULL REFERENCES counter_report (id) ON DELETE CASCADE,
            metric text NOT NULL CHECK (length(metric) <= 32),
            dim1 text NOT NULL CHECK (length(dim1) <= 16),
            dim2 text NOT NULL CHECK (length(dim2) <= 16),
            count bigint NOT NULL CHECK (count BETWEEN 1 AND 1000000000),
            PRIMARY KEY (report, metric, dim1, dim2)
        );

        -- What reports add up, kept in step with every report that comes. Rows lie as they are
        -- added up, with the weeks of one cell side by side: a year is summed without sorting.
        CREATE TABLE counter_sum (
            metric text NOT NULL,
            week integer NOT NULL CHECK (week BETWEEN 200001 AND 225553),
            site text NOT NULL,
            dim1 text NOT NULL,
            dim2 text NOT NULL,
            count bigint NOT NULL CHECK (count >= 0),
            PRIMARY KEY (metric, site, dim1, dim2, week)
        );
        """

    private static let staff = """
        CREATE TABLE staff (
            id text PRIMARY KEY CHECK (length(id) BETWEEN 2 AND 32),
            name text NOT NULL,
            role text NOT NULL CHECK (role IN ('counsellor', 'coordinator', 'technician')),
            languages json NOT NULL,
            is_woman boolean NOT NULL,
            is_active boolean NOT NULL,
            password_hash text NOT NULL,
            sealed_totp_secret bytea,
            last_totp_step bigint NOT NULL,
            failures integer NOT NULL CHECK (failures >= 0),
            locked_until_seconds bigint
        );

        CREATE TABLE staff_session (
            digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
            staff text NOT NULL REFERENCES staff (id),
            began_seconds bigint NOT NULL,
            last_seen_seconds bigint NOT NULL,
            is_locked boolean NOT NULL
        );
        CREATE INDEX staff_session_staff ON staff_session (staff);

        CREATE TABLE audit (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            time_seconds bigint NOT NULL,
            who text NOT NULL CHECK (who <> ''),
            what text NOT NULL CHECK (what <> ''),
            whom text NOT NULL
        );
        CREATE FUNCTION hub_only_added() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'lines are only ever added'; END $$;
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
            FOR EACH STATEMENT EXECUTE FUNCTION hub_only_added();
        """

    private static let cases = """
        CREATE TABLE intake_case (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            -- NULL when the number is forgotten: then nothing leads back to the slip
            lookup bytea UNIQUE REFERENCES intake (lookup) ON DELETE SET NULL,
            opened_day integer NOT NULL,
            waiting_since_seconds bigint,
            urgency text NOT NULL CHECK (urgency IN ('red', 'amber', 'green')),
            language text NOT NULL,
            wants_woman boolean NOT NULL,
            issued_week integer NOT NULL CHECK (issued_week = 0 OR issued_week BETWEEN 200001 AND 225553),
            site text NOT NULL,
            sealed_answers bytea,
            erase_day integer NOT NULL,
            counsellor text REFERENCES staff (id),
            redemption json,
            closed_day integer,
            CHECK ((waiting_since_seconds IS NOT NULL) = (counsellor IS NULL AND closed_day IS NULL)),
            CHECK (closed_day IS NULL OR sealed_answers IS NULL)
        );
        CREATE INDEX intake_case_waiting ON intake_case (waiting_since_seconds) WHERE waiting_since_seconds IS NOT NULL;
        CREATE INDEX intake_case_counsellor ON intake_case (counsellor) WHERE closed_day IS NULL;
        CREATE INDEX intake_case_opened ON intake_case (opened_day);

        CREATE TABLE referral (
            intake_case bigint NOT NULL REFERENCES intake_case (id),
            number integer NOT NULL CHECK (number >= 1),
            service text NOT NULL,
            provider_kind text NOT NULL,
            made_on_day integer NOT NULL,
            state text NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected', 'done')),
            result text NOT NULL CHECK (result IN
                ('provided', 'unavailable', 'unknown', 'already-received', 'not-applicable', 'declined-by-client')),
            PRIMARY KEY (intake_case, number)
        );
        """

    /// No kiosk is ever erased, and a record is kept only together with a look at its kiosk: so the reference holds without being
    /// looked up once more for every record, which took longer than keeping it.
    private static let kiosksStay = """
        CREATE TRIGGER kiosk_is_not_erased BEFORE DELETE OR TRUNCATE ON kiosk
            FOR EACH STATEMENT EXECUTE FUNCTION hub_only_added();
        ALTER TABLE intake DROP CONSTRAINT intake_kiosk_fkey;
        """

    private static let guides = """
        CREATE TABLE guide (
            channel text NOT NULL CHECK (channel IN ('test', 'canary', 'all')),
            site text NOT NULL,
            version text NOT NULL,
            manifest bytea NOT NULL,
            signature text NOT NULL,
            published_by text NOT NULL,
            published_at_seconds bigint NOT NULL,
            PRIMARY KEY (channel, site)
        );

        CREATE TABLE guide_content (
            digest text PRIMARY KEY CHECK (length(digest) = 64),
            bytes bigint NOT NULL CHECK (bytes >= 0)
        );

        -- In pieces, so that a range costs what it holds and not the whole part.
        CREATE TABLE guide_piece (
            digest text NOT NULL REFERENCES guide_content (digest) ON DELETE CASCADE,
            number integer NOT NULL CHECK (number >= 0),
            content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 65536),
            PRIMARY KEY (digest, number)
        );

        CREATE TABLE guide_part (
            channel text NOT NULL,
            site text NOT NULL,
            number integer NOT NULL,
            name text NOT NULL,
            digest text NOT NULL REFERENCES guide_content (digest),
            PRIMARY KEY (channel, site, number),
            UNIQUE (channel, site, name),
            FOREIGN KEY (channel, site) REFERENCES guide (channel, site) ON DELETE CASCADE
        );
        CREATE INDEX guide_part_digest ON guide_part (digest);
        """

    private static let reports = """
        CREATE TABLE activity (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            kind text NOT NULL CHECK (kind IN ('outreach', 'training', 'event', 'membership')),
            site text NOT NULL,
            day integer NOT NULL,
            people bigint NOT NULL CHECK (people >= 0),
            entered_by text NOT NULL
        );
        CREATE INDEX activity_day ON activity (day);

        CREATE TABLE release_record (
            report_table text NOT NULL CHECK (report_table <> ''),
            period text NOT NULL CHECK (period <> ''),
            tier integer NOT NULL CHECK (tier BETWEEN 0 AND 2),
            threshold integer NOT NULL,
            suppressed integer NOT NULL CHECK (suppressed >= 0),
            approved_by text NOT NULL,
            released_at_seconds bigint NOT NULL,
            digest text NOT NULL CHECK (length(digest) = 64),
            PRIMARY KEY (report_table, period)
        );
        """
}
