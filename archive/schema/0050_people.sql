-- One row per person, whatever the language and the spelling.
CREATE TABLE people (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again
    name_kk  TEXT,                               -- the fullest spelling in each language
    name_ru  TEXT,
    name_en  TEXT
) STRICT;

-- How releases spell a person's name, in the nominative.
CREATE TABLE spellings (
    person_id  INTEGER NOT NULL REFERENCES people (id),
    lang       TEXT NOT NULL,
    spelling   TEXT NOT NULL,
    PRIMARY KEY (person_id, lang, spelling)
) STRICT, WITHOUT ROWID;
CREATE INDEX spellings_spelling ON spellings (spelling);

-- Under what a person is found (archive/spelling.py).
CREATE TABLE _name_keys (
    key        TEXT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id),
    PRIMARY KEY (key, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX _name_keys_person ON _name_keys (person_id);

-- What a person has decided: this spelling, with an office of this country, is this person.
CREATE TABLE _mends (
    spelling   TEXT NOT NULL,                    -- folded
    country    TEXT NOT NULL,                    -- empty: none is given
    person_id  INTEGER NOT NULL REFERENCES people (id),
    mended_at  TEXT NOT NULL,
    PRIMARY KEY (spelling, country)
) STRICT, WITHOUT ROWID;
CREATE INDEX _mends_person ON _mends (person_id);

-- Ids of people who were merged into another.
CREATE TABLE _merged_people (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (id)
) STRICT;

-- Who it is; null where two namesakes fit alike.
ALTER TABLE participations ADD COLUMN person_id INTEGER REFERENCES people (id);
ALTER TABLE participations ADD COLUMN span_start INTEGER;  -- where the name was read: code points of
ALTER TABLE participations ADD COLUMN span_end INTEGER;    -- title, line break, text
CREATE INDEX participations_person ON participations (person_id, country, office);

-- The offices of people, from and to as the releases show them.
CREATE VIEW offices AS
SELECT
    p.person_id,
    r.lang,
    p.office,
    p.country,
    p.organisation,
    min(r.published_at) AS first_published_at,
    max(r.published_at) AS last_published_at,
    count(*) AS releases
FROM participations AS p
JOIN releases AS r ON r.id = p.release_id
WHERE p.person_id IS NOT NULL AND p.office IS NOT NULL AND r.status <> 'unsure'
GROUP BY p.person_id, r.lang, p.office, p.country, p.organisation;
