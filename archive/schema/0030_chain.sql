-- The chain over all versions in the order in which they arrived (archive/chain.py).
CREATE TABLE chain (
    link        INTEGER PRIMARY KEY,       -- 1, 2, 3 …
    release_id  INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    sha256      TEXT NOT NULL,             -- of the link before, the version, its release and its page
    UNIQUE (release_id, version),
    FOREIGN KEY (release_id, version) REFERENCES versions (release_id, version)
) STRICT;

-- What was archived before there was a chain. Needs the function ukimet_link, which Archive registers.
CREATE TEMP TABLE _arrived (
    link INTEGER PRIMARY KEY, release_id, url, version, sha256, fetched_at, page_sha256
);
INSERT INTO _arrived (release_id, url, version, sha256, fetched_at, page_sha256)
SELECT v.release_id, r.url, v.version, v.sha256, p.fetched_at, p.sha256
FROM versions AS v
JOIN releases AS r ON r.id = v.release_id
JOIN pages AS p ON p.id = v.page_id
ORDER BY v.first_seen_at, v.page_id;

INSERT INTO chain (link, release_id, version, sha256)
WITH RECURSIVE linked (link, release_id, version, sha256) AS (
    SELECT 0, 0, 0, printf('%064d', 0)
    UNION ALL
    SELECT a.link, a.release_id, a.version, ukimet_link(
        l.sha256, a.release_id, a.url, a.version, a.sha256, a.fetched_at, a.page_sha256
    )
    FROM linked AS l
    JOIN _arrived AS a ON a.link = l.link + 1
)
SELECT link, release_id, version, sha256 FROM linked WHERE link > 0;
DROP TABLE _arrived;
