-- What the pages of a site have in common, and their releases, is kept once (archive/pages.py; the
-- migration itself shortens the rows that are there).
CREATE TABLE _headers (
    id       INTEGER PRIMARY KEY,
    names    TEXT NOT NULL UNIQUE,         -- of the headers of an answer in their order (JSON list)
    headers  TEXT NOT NULL                 -- of the first answer that had these (JSON object)
) STRICT;

ALTER TABLE pages RENAME TO _pages;
ALTER TABLE _pages ADD COLUMN headers_id INTEGER REFERENCES _headers (id);

CREATE VIEW pages AS
SELECT
    p.id,
    -- Empty: the address of the release that was read from it.
    CASE p.url WHEN '' THEN (
        SELECT r.url FROM versions AS v JOIN releases AS r ON r.id = v.release_id
        WHERE v.page_id = p.id ORDER BY v.release_id LIMIT 1
    ) ELSE p.url END AS url,
    p.status,
    -- Those that differ from the common ones, in whose places they are put.
    CASE WHEN h.id IS NULL THEN p.headers ELSE json_patch(h.headers, p.headers) END AS headers,
    p.fetched_at,
    p.sha256,
    p.body,
    p.codec,
    p.dictionary_id
FROM _pages AS p
LEFT JOIN _headers AS h ON h.id = p.headers_id;
