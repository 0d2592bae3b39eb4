-- Pages are compressed against their neighbours as well (archive/bases.py), and hashes and times of
-- pages are kept as numbers. Headers that differ from the common ones are told by their number in the
-- order of the answer, and moments among them by seconds since 1970 (archive/headers.py; the migration
-- itself turns those that are there).
DROP VIEW pages;

ALTER TABLE _pages ADD COLUMN base_id INTEGER REFERENCES _pages (id);
ALTER TABLE _pages ADD COLUMN digest ANY;  -- 32 bytes
ALTER TABLE _pages ADD COLUMN moment ANY;  -- microseconds since 1970, UTC
UPDATE _pages SET digest = ukimet_digest(sha256), moment = ukimet_microseconds(fetched_at);
ALTER TABLE _pages DROP COLUMN sha256;
ALTER TABLE _pages DROP COLUMN fetched_at;
ALTER TABLE _pages RENAME COLUMN digest TO sha256;
ALTER TABLE _pages RENAME COLUMN moment TO fetched_at;

CREATE VIEW pages AS
SELECT
    p.id,
    -- Empty: the address of the release that was read from it.
    CASE p.url WHEN '' THEN (
        SELECT r.url FROM versions AS v JOIN releases AS r ON r.id = v.release_id
        WHERE v.page_id = p.id ORDER BY v.release_id LIMIT 1
    ) ELSE p.url END AS url,
    p.status,
    (
        SELECT json_group_object(a.name, a.value)
        FROM (
            SELECT
                n.value AS name,
                CASE
                    WHEN o.type IS NULL THEN c.value
                    WHEN o.type = 'integer' THEN
                        substr('SunMonTueWedThuFriSat', 3 * strftime('%w', o.value, 'unixepoch') + 1, 3)
                        || strftime(', %d ', o.value, 'unixepoch')
                        || substr(
                            'JanFebMarAprMayJunJulAugSepOctNovDec',
                            3 * strftime('%m', o.value, 'unixepoch') - 2, 3
                        )
                        || strftime(' %Y %H:%M:%S GMT', o.value, 'unixepoch')
                    ELSE o.value
                END AS value
            FROM json_each(h.names) AS n
            JOIN json_each(h.headers) AS c ON c.key = n.value
            LEFT JOIN json_each(p.headers) AS o ON o.key = CAST(n.key AS TEXT)
            ORDER BY n.key
        ) AS a
    ) AS headers,
    -- Without a fraction where it is none, as ISO 8601 was written.
    CASE typeof(p.fetched_at) WHEN 'integer' THEN
        strftime('%Y-%m-%dT%H:%M:%S', p.fetched_at / 1000000, 'unixepoch')
        || CASE p.fetched_at % 1000000 WHEN 0 THEN '' ELSE printf('.%06d', p.fetched_at % 1000000) END
        || '+00:00'
    ELSE p.fetched_at END AS fetched_at,
    CASE typeof(p.sha256) WHEN 'blob' THEN lower(hex(p.sha256)) ELSE p.sha256 END AS sha256,
    p.body,
    p.codec,
    p.dictionary_id,
    p.base_id
FROM _pages AS p
LEFT JOIN _headers AS h ON h.id = p.headers_id;
