-- Each address once, and not a second time in an index beside the table; and none that serves
-- nothing: releases are looked at again for thirty days.
CREATE TABLE _validators_new (
    url            TEXT PRIMARY KEY,
    etag           TEXT,
    last_modified  TEXT,
    fetched_at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO _validators_new (url, etag, last_modified, fetched_at)
SELECT v.url, v.etag, v.last_modified, v.fetched_at FROM _validators AS v
LEFT JOIN releases AS r ON r.url = v.url
WHERE r.url IS NULL OR julianday(v.fetched_at) - julianday(r.published_at) < 31
ORDER BY v.url;
DROP TABLE _validators;
ALTER TABLE _validators_new RENAME TO _validators;
