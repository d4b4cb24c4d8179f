-- Sources by day, so that those of a period are counted without their claims. All of it follows from `claims`.
CREATE TABLE sources (
    number        INTEGER PRIMARY KEY,    -- counted up
    key           TEXT NOT NULL UNIQUE    -- `claims.source_key`
) STRICT;
INSERT INTO sources (key) SELECT key FROM source_counts WHERE kind = '' ORDER BY key;

-- How many claims a source of a kind has in a publisher's reports of a day.
CREATE TABLE source_days (
    day           TEXT NOT NULL,          -- `claims.date`
    source        INTEGER NOT NULL,       -- `sources.number`
    kind          TEXT NOT NULL,          -- `claims.source_kind`, or empty
    publisher     TEXT NOT NULL,          -- `claims.publisher_key`, or empty
    claims        INTEGER NOT NULL,       -- how many
    PRIMARY KEY (day, source, kind, publisher)
) STRICT, WITHOUT ROWID;
INSERT INTO source_days
    SELECT c.date, s.number, coalesce(c.source_kind, ''), coalesce(c.publisher_key, ''), count(*)
    FROM claims c JOIN sources s ON s.key = c.source_key GROUP BY 1, 2, 3, 4;

DROP TRIGGER claim_came;
CREATE TRIGGER claim_came AFTER INSERT ON claims WHEN new.source_key IS NOT NULL BEGIN
    INSERT INTO source_counts SELECT '', new.source_key, 1 WHERE true
        ON CONFLICT DO UPDATE SET claims = claims + 1;
    INSERT INTO source_counts SELECT new.source_kind, new.source_key, 1 WHERE new.source_kind IS NOT NULL
        ON CONFLICT DO UPDATE SET claims = claims + 1;
    INSERT INTO sources (key) VALUES (new.source_key) ON CONFLICT DO NOTHING;
    INSERT INTO source_days
        SELECT new.date, number, coalesce(new.source_kind, ''), coalesce(new.publisher_key, ''), 1
        FROM sources WHERE key = new.source_key
        ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
DROP TRIGGER claim_went;
CREATE TRIGGER claim_went AFTER DELETE ON claims BEGIN
    UPDATE source_counts SET claims = claims - 1
        WHERE key = old.source_key AND kind IN ('', old.source_kind);
    DELETE FROM source_counts WHERE key = old.source_key AND kind IN ('', old.source_kind) AND claims = 0;
    UPDATE source_days SET claims = claims - 1
        WHERE day = old.date AND source = (SELECT number FROM sources WHERE key = old.source_key)
            AND kind = coalesce(old.source_kind, '') AND publisher = coalesce(old.publisher_key, '');
    DELETE FROM source_days
        WHERE day = old.date AND source = (SELECT number FROM sources WHERE key = old.source_key)
            AND kind = coalesce(old.source_kind, '') AND publisher = coalesce(old.publisher_key, '') AND claims = 0;
    DELETE FROM sources
        WHERE key = old.source_key AND NOT EXISTS (SELECT 1 FROM source_counts WHERE kind = '' AND key = old.source_key);
    DELETE FROM claim_times WHERE claim = old.number;
END;
