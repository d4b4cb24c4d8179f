-- What the reports add up to. All of it follows from the newest `reports` and from `choices`, and is brought up to date
-- story by story.

-- What a user has laid down; kept for good, whatever is derived anew.
CREATE TABLE choices (
    number        INTEGER PRIMARY KEY,    -- in the order in which they were laid down
    kind          TEXT NOT NULL,          -- actor, link
    data          TEXT NOT NULL           -- JSON, as in actors.toml
) STRICT;

-- The rules that the links were made by; none before the first time.
CREATE TABLE linker (
    rules         INTEGER NOT NULL        -- onrecord-link's number for them
) STRICT;

-- Days of reports that came, went or changed since links were brought up to date.
CREATE TABLE unlinked (
    day           TEXT PRIMARY KEY        -- ISO 8601
) STRICT, WITHOUT ROWID;

-- What ties a report to an earlier one.
CREATE TABLE ties (
    report        INTEGER NOT NULL,       -- the later report's number
    other         INTEGER NOT NULL,       -- the earlier one's
    data          TEXT NOT NULL,          -- JSON: that it is copied, with the sentences in common, or on its matter
    PRIMARY KEY (report, other, data)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_other ON ties (other);

-- Reports that ties hold together; one without ties is a story of its own here, and isn't listed.
CREATE TABLE stories (
    number        INTEGER PRIMARY KEY,    -- the ledger's own, never shown
    stale         INTEGER NOT NULL,       -- 1 where its links are still to be made
    reports       INTEGER NOT NULL,       -- how many
    first         TEXT NOT NULL,          -- the day of its first report
    last          TEXT NOT NULL,          -- the day of its last report
    id            TEXT NOT NULL,          -- its first report's
    data          TEXT                    -- JSON: title, actors, reports
) STRICT;
CREATE INDEX stories_by_day ON stories (first, id) WHERE reports > 1;
CREATE INDEX stories_by_end ON stories (last);
CREATE INDEX stories_stale ON stories (number) WHERE stale = 1;
CREATE TABLE story_reports (
    report        INTEGER PRIMARY KEY,    -- a report's number
    story         INTEGER NOT NULL        -- its story's
) STRICT;
CREATE INDEX story_reports_by_story ON story_reports (story);

-- One row a finding of a story: an actor in it, a repeat, an answer, a position, an agreement, a day's entry.
CREATE TABLE linked (
    number        INTEGER PRIMARY KEY,    -- the ledger's own, never shown
    story         INTEGER NOT NULL,       -- the story's number
    kind          TEXT NOT NULL,          -- actor, copied, credited, claim, answer, position, agreement, day
    day           TEXT NOT NULL,          -- what it is listed by, ISO 8601
    name          TEXT NOT NULL,          -- whom it is of: an actor's name; for an actor its key in `actors`
    about         TEXT NOT NULL,          -- an issue, a claim's name …; empty where there is none
    data          TEXT NOT NULL           -- JSON
) STRICT;
CREATE INDEX linked_by_story ON linked (story);
CREATE INDEX linked_by_name ON linked (kind, name, about, day, story);
CREATE INDEX linked_by_day ON linked (kind, day, name, about, story);

-- Parts of words for search: rowid is `linked.number`, of positions.
CREATE VIRTUAL TABLE position_parts USING fts5 (
    name, about, content = '', contentless_delete = 1, tokenize = 'trigram'
);

-- The claim that each attribution states.
CREATE TABLE statements (
    report        INTEGER NOT NULL,       -- the report's number
    attribution   TEXT NOT NULL,          -- its id in the record; "s2" for the report's own second sentence
    claim         TEXT NOT NULL,          -- the claim's name: its first statement's report and attribution
    sources       INTEGER NOT NULL,       -- different sources that state it
    independent   INTEGER NOT NULL,       -- reports that have it, copies counted once
    same_as       TEXT,                   -- JSON: other sources' claims that state the same
    via           TEXT,                   -- JSON: who passed it on, outwards
    PRIMARY KEY (report, attribution)
) STRICT, WITHOUT ROWID;

-- Actors over all stories, and what their rows in `linked` add up to, counted.
CREATE TABLE actors (
    number        INTEGER PRIMARY KEY,    -- the ledger's own, never shown
    key           TEXT NOT NULL UNIQUE,   -- by which an actor is one across stories
    name          TEXT NOT NULL,          -- its fullest name
    words         TEXT NOT NULL,          -- all its names in lower case, to search
    reports       INTEGER NOT NULL,       -- in how many it is named
    claims        INTEGER NOT NULL,       -- how many it makes
    data          TEXT NOT NULL           -- JSON
) STRICT;
CREATE INDEX actors_by_name ON actors (name, key);
CREATE VIRTUAL TABLE actor_parts USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'trigram'
);
CREATE TABLE actor_words (
    key           TEXT NOT NULL,          -- the actor's
    what          TEXT NOT NULL,          -- name, alias, kind, code, role, chosen, reports, claims
    word          TEXT NOT NULL,          -- a name, a role …; empty for the last two
    times         INTEGER NOT NULL,       -- how often
    PRIMARY KEY (key, what, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_words_by_name ON actor_words (word) WHERE what = 'alias';

-- Whatever happens to a report, its day is linked anew, and so is the story that it was in.
CREATE TRIGGER report_came AFTER INSERT ON reports WHEN new.newest = 1 BEGIN
    INSERT OR IGNORE INTO unlinked VALUES (new.date);
END;
CREATE TRIGGER report_changed AFTER UPDATE OF newest, found ON reports WHEN old.newest = 1 BEGIN
    INSERT OR IGNORE INTO unlinked VALUES (old.date);
    UPDATE stories SET stale = 1 WHERE number = (SELECT story FROM story_reports WHERE report = old.number);
END;
CREATE TRIGGER report_went AFTER DELETE ON reports WHEN old.newest = 1 BEGIN
    INSERT OR IGNORE INTO unlinked VALUES (old.date);
    UPDATE stories SET stale = 1 WHERE number = (SELECT story FROM story_reports WHERE report = old.number);
END;
INSERT OR IGNORE INTO unlinked SELECT date FROM reports WHERE newest = 1;
