-- What large ledgers are asked by, without their reports being read through. All of it follows from `reports`.
ALTER TABLE claims ADD COLUMN date TEXT NOT NULL DEFAULT '';        -- the day its report is dated
ALTER TABLE claims ADD COLUMN publisher_key TEXT;                   -- its report's
UPDATE claims SET (date, publisher_key) = (SELECT date, publisher_key FROM reports WHERE number = claims.report);

DROP INDEX claims_by_source;
CREATE INDEX claims_by_source ON claims
    (source_key, date, report, position, source_kind, publisher_key, source_name, source) WHERE source_key IS NOT NULL;
CREATE INDEX claims_by_date ON claims (date, report, position);
CREATE INDEX claims_by_kind ON claims (source_kind, date);
CREATE INDEX claims_by_act ON claims (act, date);
CREATE INDEX claims_by_publisher ON claims (publisher_key, date);
CREATE INDEX claims_by_day_said ON claims (said_on) WHERE said_on IS NOT NULL;
CREATE INDEX claims_by_behalf ON claims (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
CREATE INDEX claims_anonymous ON claims (date) WHERE anonymity = 1;
CREATE INDEX reports_by_publisher ON reports (publisher_key, date, id) WHERE newest = 1;
CREATE INDEX actor_words_named ON actor_words (word, key) WHERE what = 'name';

-- The days that times named in a claim's content cover; what is open reaches to the calendar's end.
CREATE TABLE claim_times (
    claim         INTEGER NOT NULL,       -- the claim's number
    first         TEXT NOT NULL,          -- ISO 8601
    last          TEXT NOT NULL,          -- ISO 8601
    PRIMARY KEY (claim, first, last)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO claim_times
    SELECT c.number, coalesce(json_extract(t.value, '$.from'), '0000-01-01'),
        coalesce(json_extract(t.value, '$.to'), '9999-12-31')
    FROM reports r JOIN claims c ON c.report = r.number, json_each(r.found, '$.times') t, json_each(c.spans, '$[2]') s
    WHERE r.newest = 1 AND json_extract(t.value, '$.span[0]') < json_extract(s.value, '$[1]')
        AND json_extract(t.value, '$.span[1]') > json_extract(s.value, '$[0]')
        AND json_extract(t.value, '$.value') NOT LIKE '%_REF'
        AND coalesce(json_extract(t.value, '$.from'), json_extract(t.value, '$.to')) IS NOT NULL;

-- How many claims each source has: of all kinds (empty), and of each kind.
CREATE TABLE source_counts (
    kind          TEXT NOT NULL,          -- `claims.source_kind`, or empty
    key           TEXT NOT NULL,          -- `claims.source_key`
    claims        INTEGER NOT NULL,       -- how many
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_counts_by_claims ON source_counts (kind, claims DESC, key);
INSERT INTO source_counts SELECT '', source_key, count(*) FROM claims WHERE source_key IS NOT NULL GROUP BY source_key;
INSERT INTO source_counts
    SELECT source_kind, source_key, count(*) FROM claims
    WHERE source_key IS NOT NULL AND source_kind IS NOT NULL GROUP BY source_kind, source_key;
CREATE TRIGGER claim_came AFTER INSERT ON claims WHEN new.source_key IS NOT NULL BEGIN
    INSERT INTO source_counts SELECT '', new.source_key, 1 WHERE true
        ON CONFLICT DO UPDATE SET claims = claims + 1;
    INSERT INTO source_counts SELECT new.source_kind, new.source_key, 1 WHERE new.source_kind IS NOT NULL
        ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claim_went AFTER DELETE ON claims BEGIN
    UPDATE source_counts SET claims = claims - 1
        WHERE key = old.source_key AND kind IN ('', old.source_kind);
    DELETE FROM source_counts WHERE key = old.source_key AND kind IN ('', old.source_kind) AND claims = 0;
    DELETE FROM claim_times WHERE claim = old.number;
END;
