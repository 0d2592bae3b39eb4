-- Why a version is not trusted (JSON list of sentences; empty: it is).
ALTER TABLE versions ADD COLUMN doubts TEXT NOT NULL DEFAULT '[]';

-- What befell the pages of a crawl beyond the counts in `runs`, by name (docs/archive.md).
CREATE TABLE outcomes (
    run_id  INTEGER NOT NULL REFERENCES runs (id),
    name    TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (run_id, name)
) STRICT;
