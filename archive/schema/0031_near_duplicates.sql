-- Releases that say nearly the same (archive/duplicates.py): linked, never merged.
CREATE TABLE near_duplicates (
    release_id  INTEGER NOT NULL REFERENCES releases (id),  -- the later one
    earlier_id  INTEGER NOT NULL REFERENCES releases (id),
    similarity  REAL NOT NULL,   -- share of the shorter text's word triples that the other has, too
    PRIMARY KEY (release_id, earlier_id)
) STRICT;
CREATE INDEX near_duplicates_earlier ON near_duplicates (earlier_id);

-- A few hashes of each text, by which nearly the same texts find one another.
CREATE TABLE _sketches (
    hash        INTEGER NOT NULL,
    release_id  INTEGER NOT NULL REFERENCES releases (id),
    PRIMARY KEY (hash, release_id)
) STRICT, WITHOUT ROWID;

-- Need the functions ukimet_sketch and ukimet_likeness, which Archive registers.
INSERT OR IGNORE INTO _sketches (hash, release_id)
SELECT h.value, r.id
FROM releases AS r
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version
JOIN json_each(ukimet_sketch(v.text)) AS h;

INSERT INTO near_duplicates (release_id, earlier_id, similarity)
SELECT later, earlier, similarity
FROM (
    SELECT a.id AS later, b.id AS earlier,
        ukimet_likeness(a.title, va.text, b.title, vb.text) AS similarity
    FROM (
        SELECT s.release_id AS later, t.release_id AS earlier
        FROM _sketches AS s
        JOIN _sketches AS t ON t.hash = s.hash
            AND t.release_id < s.release_id
            AND t.release_id >= s.release_id - 30 * 1440 * 1000
        GROUP BY s.release_id, t.release_id
        HAVING count(*) > 1
    )
    JOIN releases AS a ON a.id = later
    JOIN releases AS b ON b.id = earlier AND b.lang = a.lang
    JOIN versions AS va ON va.release_id = a.id AND va.version = a.current_version
    JOIN versions AS vb ON vb.release_id = b.id AND vb.version = b.current_version
)
WHERE similarity IS NOT NULL;
