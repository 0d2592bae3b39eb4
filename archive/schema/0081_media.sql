-- Attachments and images of releases (archive/media.py), fetched where the operator wants them kept.
CREATE TABLE blobs (
    sha256  TEXT PRIMARY KEY,  -- of the bytes as fetched
    codec   TEXT NOT NULL CHECK (codec IN ('raw', 'zstd')),
    body    BLOB NOT NULL
) STRICT;
CREATE TABLE media (
    url           TEXT PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('document', 'image')),
    status        TEXT NOT NULL CHECK (status IN ('wanted', 'kept', 'failed', 'refused')),
    reason        TEXT,  -- why it is not kept, as in the table outcomes
    sha256        TEXT REFERENCES blobs (sha256),
    content_type  TEXT,
    length        INTEGER,  -- of the bytes as fetched
    fetched_at    TEXT,  -- of the latest try
    attempts      INTEGER NOT NULL DEFAULT 0,
    CHECK ((status = 'kept') = (sha256 IS NOT NULL AND length IS NOT NULL))
) STRICT;
CREATE INDEX media_due ON media (status) WHERE status IN ('wanted', 'failed');
