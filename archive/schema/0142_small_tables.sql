-- Every table and index takes a page of the file at least: small tables with a key of their own need
-- no second tree for it, those that hold a handful of rows no index, and none is kept that nobody asks.
DROP INDEX _dictionaries_lang;
DROP INDEX _mends_person;
DROP INDEX organisations_name;

CREATE TABLE _facts_new (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO _facts_new (name, value) SELECT name, value FROM _facts;
DROP TABLE _facts;
ALTER TABLE _facts_new RENAME TO _facts;

CREATE TABLE failures_new (
    url             TEXT PRIMARY KEY,
    run_id          INTEGER REFERENCES runs (id),  -- the latest that tried
    reason          TEXT NOT NULL,                 -- the name of the exception
    message         TEXT NOT NULL,
    first_failed_at TEXT NOT NULL,
    failed_at       TEXT NOT NULL,
    attempts        INTEGER NOT NULL,
    page_id         INTEGER REFERENCES _pages (id)
) STRICT, WITHOUT ROWID;
INSERT INTO failures_new (url, run_id, reason, message, first_failed_at, failed_at, attempts, page_id)
SELECT url, run_id, reason, message, first_failed_at, failed_at, attempts, page_id FROM failures;
DROP TABLE failures;
ALTER TABLE failures_new RENAME TO failures;

CREATE TABLE outcomes_new (
    run_id  INTEGER NOT NULL REFERENCES runs (id),
    name    TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
INSERT INTO outcomes_new (run_id, name, count) SELECT run_id, name, count FROM outcomes;
DROP TABLE outcomes;
ALTER TABLE outcomes_new RENAME TO outcomes;

CREATE TABLE near_duplicates_new (
    release_id  INTEGER NOT NULL REFERENCES releases (id),  -- the later one
    earlier_id  INTEGER NOT NULL REFERENCES releases (id),
    similarity  REAL NOT NULL,   -- share of the shorter text's word triples that the other has, too
    PRIMARY KEY (release_id, earlier_id)
) STRICT, WITHOUT ROWID;
INSERT INTO near_duplicates_new (release_id, earlier_id, similarity)
SELECT release_id, earlier_id, similarity FROM near_duplicates;
DROP TABLE near_duplicates;
ALTER TABLE near_duplicates_new RENAME TO near_duplicates;
CREATE INDEX near_duplicates_earlier ON near_duplicates (earlier_id);
