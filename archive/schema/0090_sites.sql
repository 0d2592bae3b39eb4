-- The sites that an archive watches (archive/sites.py). A release and a crawl belong to one of them.
CREATE TABLE sites (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,  -- as the configuration calls it
    host  TEXT NOT NULL          -- with its port, if that is not the usual one, and without www.
) STRICT;
ALTER TABLE releases ADD COLUMN site_id INTEGER REFERENCES sites (id);
ALTER TABLE runs ADD COLUMN site_id INTEGER REFERENCES sites (id);
-- Until now an archive held one site: the one at whose address the latest release stands, or what
-- was asked for where nothing could be archived. It is called by its host until the next crawl, which
-- finds it by the host and gives it the name that the configuration has.
INSERT INTO sites (id, name, host)
WITH asked (url) AS (
    SELECT coalesce(
        (SELECT url FROM releases ORDER BY id DESC LIMIT 1),
        (SELECT url FROM failures LIMIT 1),
        (SELECT url FROM _validators LIMIT 1)
    )
),
parts (rest) AS (SELECT substr(url, instr(url, '://') + 3) || '/' FROM asked WHERE url IS NOT NULL),
hosts (host) AS (SELECT substr(rest, 1, instr(rest, '/') - 1) FROM parts)
SELECT 1, host, host FROM (SELECT CASE WHEN host LIKE 'www.%' THEN substr(host, 5) ELSE host END AS host FROM hosts);
UPDATE releases SET site_id = (SELECT id FROM sites);
UPDATE runs SET site_id = (SELECT id FROM sites);
-- What is true of one site is kept under its number (archive/runs.py).
UPDATE _facts SET name = name || ':1'
WHERE EXISTS (SELECT 1 FROM sites) AND name IN (
    'watching_since', 'next_poll_at', 'site_asks_to_wait_until', 'site_asks_to_wait_until_times',
    'challenge_wait_until', 'challenge_wait_until_times'
);
