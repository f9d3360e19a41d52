/// The tables of `guide.sqlite`. Lists of codes are words with spaces between them.
///
/// Foreign keys are checked when the pack is built; the kiosk only reads.
enum Schema {
    static let tables = """
        CREATE TABLE guide (
            version TEXT NOT NULL, built_on TEXT NOT NULL, core_languages TEXT NOT NULL, changed_since TEXT
        ) STRICT;
        CREATE TABLE site (
            id TEXT NOT NULL, profile TEXT NOT NULL, country TEXT NOT NULL, name TEXT NOT NULL,
            neutral_name TEXT NOT NULL, languages TEXT NOT NULL, origins TEXT NOT NULL, stages TEXT NOT NULL,
            key_contacts TEXT NOT NULL, help_contacts TEXT NOT NULL, child_contacts TEXT NOT NULL,
            rights TEXT NOT NULL, sign_off TEXT NOT NULL,
            slip_width_mm INTEGER NOT NULL CHECK (slip_width_mm IN (58, 80)),
            retention_days INTEGER NOT NULL CHECK (retention_days BETWEEN 1 AND 180),
            minutes_ahead_of_utc INTEGER NOT NULL CHECK (minutes_ahead_of_utc BETWEEN -720 AND 840)
        ) STRICT;
        CREATE TABLE source (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, date TEXT NOT NULL,
            licence TEXT NOT NULL, attribution TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE claim (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, countries TEXT NOT NULL,
            source TEXT NOT NULL REFERENCES source DEFERRABLE INITIALLY DEFERRED, locator TEXT NOT NULL,
            as_of TEXT NOT NULL, review_due TEXT NOT NULL, confidence TEXT NOT NULL, contested_note TEXT NOT NULL,
            risk TEXT NOT NULL, on_expiry TEXT NOT NULL, verified_by TEXT NOT NULL, second_verifier TEXT NOT NULL,
            verified_on TEXT, method TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE legal_basis (
            claim TEXT NOT NULL REFERENCES claim DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
            instrument TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (claim, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE topic (
            id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, icon TEXT NOT NULL, stages TEXT NOT NULL,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE service (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, countries TEXT NOT NULL, risk TEXT NOT NULL,
            languages TEXT NOT NULL, tells_police TEXT NOT NULL, tells_employer TEXT NOT NULL,
            has_eligibility INTEGER NOT NULL CHECK (has_eligibility IN (0, 1)),
            has_fees INTEGER NOT NULL CHECK (has_fees IN (0, 1)),
            source TEXT REFERENCES source DEFERRABLE INITIALLY DEFERRED, as_of TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE phone (
            service TEXT NOT NULL REFERENCES service DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
            number TEXT NOT NULL, from_abroad TEXT NOT NULL, is_free INTEGER NOT NULL CHECK (is_free IN (0, 1)),
            second_source TEXT NOT NULL, assured_on TEXT, assurance_due TEXT, PRIMARY KEY (service, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE hours (
            service TEXT NOT NULL, position INTEGER NOT NULL, weekdays TEXT NOT NULL, opens TEXT NOT NULL,
            closes TEXT NOT NULL, PRIMARY KEY (service, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE article (
            id TEXT PRIMARY KEY, topic TEXT NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
            stages TEXT NOT NULL, countries TEXT NOT NULL, profiles TEXT NOT NULL, icon TEXT NOT NULL,
            risk TEXT NOT NULL, position INTEGER NOT NULL,
            printout TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE block (
            article TEXT NOT NULL REFERENCES article DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
            id TEXT NOT NULL, kind TEXT NOT NULL
                CHECK (kind IN ('paragraph', 'step', 'warning', 'contact', 'tick', 'answer', 'outcome')),
            step INTEGER, service TEXT REFERENCES service DEFERRABLE INITIALLY DEFERRED, outcome TEXT,
            claim TEXT REFERENCES claim DEFERRABLE INITIALLY DEFERRED, icon TEXT,
            PRIMARY KEY (article, position), UNIQUE (article, id),
            CHECK ((step IS NOT NULL) = (kind = 'step')), CHECK ((service IS NOT NULL) = (kind = 'contact')),
            CHECK ((outcome IS NOT NULL) = (kind = 'outcome'))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE union_card (
            position INTEGER PRIMARY KEY, country TEXT NOT NULL UNIQUE, law TEXT NOT NULL,
            claim TEXT REFERENCES claim DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE TABLE union_cell (
            country TEXT NOT NULL REFERENCES union_card (country) DEFERRABLE INITIALLY DEFERRED,
            question TEXT NOT NULL CHECK (question IN ('join', 'form', 'lead')), answer TEXT NOT NULL,
            article TEXT NOT NULL, has_note INTEGER NOT NULL CHECK (has_note IN (0, 1)), PRIMARY KEY (country, question)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign (
            id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE notice (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, priority INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sentence (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE change (
            position INTEGER PRIMARY KEY, line TEXT NOT NULL
        ) STRICT;
        CREATE TABLE fee (
            position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, country TEXT NOT NULL, side TEXT,
            question TEXT NOT NULL, claim TEXT NOT NULL REFERENCES claim DEFERRABLE INITIALLY DEFERRED,
            service TEXT REFERENCES service DEFERRABLE INITIALLY DEFERRED, CHECK ((side IS NULL) = (country = ''))
        ) STRICT;
        CREATE TABLE form (
            version INTEGER NOT NULL, retention_days INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE question (
            position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, up_to INTEGER,
            text TEXT NOT NULL, destination TEXT NOT NULL, page TEXT NOT NULL, if_question TEXT, if_option TEXT,
            options_from TEXT NOT NULL
        ) STRICT;
        CREATE TABLE option (
            question TEXT NOT NULL REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
            id TEXT NOT NULL, number INTEGER NOT NULL, icon TEXT, text TEXT, codes TEXT NOT NULL, urgency TEXT,
            PRIMARY KEY (question, position), UNIQUE (question, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE text (
            language TEXT NOT NULL, id TEXT NOT NULL, string TEXT NOT NULL,
            is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)), PRIMARY KEY (id, language)
        ) STRICT, WITHOUT ROWID;
        """

    /// Every three letters in a row are a term, so that words are found in scripts that put no spaces between them,
    /// and the kiosk needs no dictionary. The texts are folded by ``SearchKey``.
    ///
    /// Source: SQLite FTS5, the trigram tokenizer.
    static let search = """
        CREATE VIRTUAL TABLE search USING fts5 (
            title, body, language UNINDEXED, kind UNINDEXED, id UNINDEXED, tokenize = 'trigram case_sensitive 1'
        )
        """
}
