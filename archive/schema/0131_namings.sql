-- What releases say of a person again and again (name, office, role) is kept once.
CREATE TABLE _namings (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,           -- as in the text, in the nominative
    office        TEXT,
    country       TEXT,
    organisation  TEXT,
    role          TEXT NOT NULL            -- 'mentioned': named, but did not take part
) STRICT;
CREATE INDEX _namings_name ON _namings (name);
CREATE INDEX _namings_country ON _namings (country);

CREATE TABLE _participations (
    release_id  INTEGER NOT NULL REFERENCES releases (id),
    position    INTEGER NOT NULL,
    naming_id   INTEGER NOT NULL REFERENCES _namings (id),
    person_id   INTEGER REFERENCES people (id),  -- null where two namesakes fit alike
    span_start  INTEGER,                         -- where the name was read
    span_end    INTEGER,
    PRIMARY KEY (release_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO _namings (name, office, country, organisation, role)
SELECT DISTINCT name, office, country, organisation, role FROM participations;
INSERT INTO _participations (release_id, position, naming_id, person_id, span_start, span_end)
SELECT p.release_id, p.position, n.id, p.person_id, p.span_start, p.span_end
FROM participations AS p
JOIN _namings AS n ON n.name = p.name AND n.office IS p.office AND n.country IS p.country
    AND n.organisation IS p.organisation AND n.role = p.role
ORDER BY p.release_id, p.position;
DROP TABLE participations;

CREATE INDEX _participations_person ON _participations (person_id, naming_id);
CREATE INDEX _participations_naming ON _participations (naming_id);

CREATE VIEW participations AS
SELECT p.release_id, p.position, n.name, n.office, n.country, n.organisation, n.role, p.person_id,
    p.span_start, p.span_end
FROM _participations AS p
JOIN _namings AS n ON n.id = p.naming_id;
