-- What is known of each attribution beside its words; empty in ledgers of schema 1 until their reports are added anew.
ALTER TABLE claims ADD COLUMN act TEXT;                             -- state, confirm, deny, …
ALTER TABLE claims ADD COLUMN on_behalf_of TEXT;                    -- words that name whom the source speaks for
ALTER TABLE claims ADD COLUMN anonymity INTEGER NOT NULL DEFAULT 0; -- 1 where the source asked not to be named
ALTER TABLE claims ADD COLUMN negated INTEGER NOT NULL DEFAULT 0;   -- 1 where the cue is told in the negative
ALTER TABLE claims ADD COLUMN hedged INTEGER NOT NULL DEFAULT 0;    -- 1 where the report leaves open that it was said
ALTER TABLE claims ADD COLUMN addressee TEXT;                       -- words for whom it was said to
ALTER TABLE claims ADD COLUMN medium TEXT;                          -- words for where or by what it was said
ALTER TABLE claims ADD COLUMN parent TEXT;                          -- id of the attribution whose content holds this one
ALTER TABLE claims ADD COLUMN chain TEXT;                           -- JSON: names from this source's parent outwards
ALTER TABLE claims ADD COLUMN confidence INTEGER;                   -- in hundredths

-- Sentence vectors of newest versions, for linking across reports: one byte a dimension, sentence after sentence.
CREATE TABLE vectors (
    report        INTEGER PRIMARY KEY REFERENCES reports (number),
    width         INTEGER NOT NULL,       -- dimensions of one vector
    vectors       BLOB NOT NULL           -- in the order of the record's sentences
) STRICT;
