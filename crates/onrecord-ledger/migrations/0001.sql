-- Which migrations made this ledger, checked when it is opened.
CREATE TABLE migrations (
    version       INTEGER PRIMARY KEY,    -- the migration's number, from 1
    checksum      TEXT NOT NULL,          -- SHA-256 of its file, in hexadecimal
    applied       TEXT NOT NULL           -- when, in UTC
) STRICT;

-- One row a version of a report. What was found in it lies beside its text. The long columns come last: SQLite walks
-- over all before the one it is asked for.
CREATE TABLE reports (
    number        INTEGER PRIMARY KEY,    -- the ledger's own, never shown
    id            TEXT NOT NULL,          -- the report's
    version       INTEGER NOT NULL,       -- from 1
    newest        INTEGER NOT NULL,       -- 1 for the version that questions are answered from, else 0
    hash          BLOB NOT NULL,          -- SHA-256 of the report as it was read (hash.rs)
    extractor     TEXT NOT NULL,          -- the program and weights that made `found`
    date          TEXT NOT NULL,          -- the day it is dated, ISO 8601
    publisher     TEXT,                   -- as it was read
    publisher_key TEXT,                   -- in lower case, to compare by
    title         TEXT,                   -- as it was read
    url           TEXT,                   -- as it was read
    words         INTEGER NOT NULL,       -- how many its text has
    attributions  INTEGER NOT NULL,       -- how many were found
    added         TEXT NOT NULL,          -- when, in UTC
    opening       TEXT NOT NULL,          -- the text's first words, on one line
    text          TEXT NOT NULL,          -- as it was read
    found         TEXT NOT NULL,          -- the rest of the record, as JSON
    UNIQUE (id, version),
    UNIQUE (id, hash)
) STRICT;
CREATE INDEX reports_by_date ON reports (date, id) WHERE newest = 1;

-- One row an attribution of a newest version. All of it follows from `reports`.
CREATE TABLE claims (
    number        INTEGER PRIMARY KEY,    -- the ledger's own, never shown
    report        INTEGER NOT NULL REFERENCES reports (number),
    position      INTEGER NOT NULL,       -- in the record, from 0
    attribution   TEXT NOT NULL,          -- its id in the record
    source        TEXT NOT NULL,          -- words cut from the text, parts joined by " … "; empty where there are none
    source_name   TEXT,                   -- of the entity that the source is
    source_key    TEXT,                   -- by which a source is one; none where there is no source
    source_kind   TEXT,                   -- named, spokesperson, …
    cue           TEXT NOT NULL,          -- words, as in `source`
    content       TEXT NOT NULL,          -- words, as in `source`
    spans         TEXT NOT NULL,          -- JSON: [source, cue, content], each a list of [start, end] in code points
    directness    TEXT,                   -- direct, indirect, mixed
    said_on       TEXT                    -- the day it was said, ISO 8601
) STRICT;
CREATE INDEX claims_by_report ON claims (report, position);
CREATE INDEX claims_by_source ON claims (source_key) WHERE source_key IS NOT NULL;

-- Words for search, of newest versions, without the texts themselves: rowid is `reports.number` and `claims.number`.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claim_words USING fts5 (
    source, name, content, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
