-- What was read in the current version of each release, for queries. Passages that stand in the
-- release as they are (the sentence of a figure, the words of a quote) are kept as their place.

-- Bodies that a release names.
CREATE TABLE organisations (
    release_id  INTEGER NOT NULL REFERENCES releases (id),
    position    INTEGER NOT NULL,
    name        TEXT NOT NULL,
    PRIMARY KEY (release_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisations_name ON organisations (name);

CREATE TABLE _figures (
    release_id     INTEGER NOT NULL REFERENCES releases (id),
    position       INTEGER NOT NULL,
    value          REAL NOT NULL,
    unit           TEXT NOT NULL,
    qualifier      TEXT,
    period         TEXT,
    subject        TEXT,               -- null: stands at subject_start
    subject_start  INTEGER,
    subject_length INTEGER,
    text           TEXT,               -- null: stands at span_start
    span_start     INTEGER,
    span_end       INTEGER,
    PRIMARY KEY (release_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE _quotes (
    release_id   INTEGER NOT NULL REFERENCES releases (id),
    position     INTEGER NOT NULL,
    speaker      TEXT NOT NULL,
    person_id    INTEGER REFERENCES people (id),
    text         TEXT,                 -- null: stands at text_start
    text_start   INTEGER,
    text_length  INTEGER,
    span_start   INTEGER,
    span_end     INTEGER,
    PRIMARY KEY (release_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX _quotes_person ON _quotes (person_id);

-- Documents that a release says were signed or adopted, or are planned or expected to be.
CREATE TABLE documents (
    release_id  INTEGER NOT NULL REFERENCES releases (id),
    position    INTEGER NOT NULL,
    text        TEXT NOT NULL,
    status      TEXT NOT NULL,
    span_start  INTEGER,
    span_end    INTEGER,
    PRIMARY KEY (release_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW figures AS
SELECT
    f.release_id,
    f.position,
    coalesce(f.text, substr(v.title || char(10) || v.text, f.span_start + 1, f.span_end - f.span_start)) AS text,
    f.value,
    f.unit,
    f.qualifier,
    coalesce(f.subject, substr(v.title || char(10) || v.text, f.subject_start + 1, f.subject_length)) AS subject,
    f.period,
    f.span_start,
    f.span_end
FROM _figures AS f
JOIN releases AS r ON r.id = f.release_id
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version;

CREATE VIEW quotes AS
SELECT
    q.release_id,
    q.position,
    q.speaker,
    q.person_id,
    coalesce(q.text, substr(v.title || char(10) || v.text, q.text_start + 1, q.text_length)) AS text,
    q.span_start,
    q.span_end
FROM _quotes AS q
JOIN releases AS r ON r.id = q.release_id
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version;

-- 1: said later, by `ukimet reanalyse`, and not when the release was announced.
ALTER TABLE _analyses ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
