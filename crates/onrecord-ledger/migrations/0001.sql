-- Which migrations made this ledger, and a fingerprint of each, checked when the ledger is opened.
CREATE TABLE migrations (
    version  INTEGER PRIMARY KEY,
    checksum TEXT NOT NULL,               -- SHA-256 of the migration's file, in hexadecimal
    applied  TEXT NOT NULL                -- when, in UTC
) STRICT;

-- One row a version of a report. What was found in it lies beside its text.
CREATE TABLE reports (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL,
    version       INTEGER NOT NULL,       -- from 1
    newest        INTEGER NOT NULL,       -- 1 for the version that questions are answered from, else 0
    hash          BLOB NOT NULL,          -- SHA-256 of the report as it was read (hash.rs)
    extractor     TEXT NOT NULL,          -- the program and weights that made `found`
    date          TEXT NOT NULL,          -- ISO 8601
    publisher     TEXT,
    publisher_key TEXT,                   -- in lower case
    title         TEXT,
    url           TEXT,
    text          TEXT NOT NULL,          -- unchanged
    opening       TEXT NOT NULL,          -- its first words, on one line
    words         INTEGER NOT NULL,
    attributions  INTEGER NOT NULL,
    found         TEXT NOT NULL,          -- the rest of the record, as JSON
    added         TEXT NOT NULL,          -- when, in UTC
    UNIQUE (id, version),
    UNIQUE (id, hash)
) STRICT;
CREATE INDEX reports_by_date ON reports (date, id) WHERE newest = 1;

-- One row an attribution of a newest version; the words are cut from its text.
CREATE TABLE claims (
    number        INTEGER PRIMARY KEY,
    report        INTEGER NOT NULL REFERENCES reports (number),
    position      INTEGER NOT NULL,       -- in the record, from 0
    attribution   TEXT NOT NULL,          -- its id in the record
    source        TEXT NOT NULL,
    source_name   TEXT,                   -- of the entity that the source is
    source_key    TEXT,                   -- by which a source is one; none where there is no source
    source_kind   TEXT,
    cue           TEXT NOT NULL,
    content       TEXT NOT NULL,
    spans         TEXT NOT NULL,          -- JSON: [source, cue, content], each a list of [start, end]
    directness    TEXT,
    said_on       TEXT
) STRICT;
CREATE INDEX claims_by_report ON claims (report, position);
CREATE INDEX claims_by_source ON claims (source_key) WHERE source_key IS NOT NULL;

-- Words, for search: of newest versions, by the numbers of the tables above.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claim_words USING fts5 (
    source, name, content, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
