-- The first schema of the archive. Every later change is a migration of its own (archive/migrations.py).
-- Times are ISO 8601 with offset; `published_at` is local to the site, all others UTC.
-- Lists and objects are JSON. Names that begin with "_" are private to Ukimet.

-- One event, as told by one to three releases (one a language). Always derived, never evidence.
CREATE TABLE events (
    id            INTEGER PRIMARY KEY,
    is_meeting    INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    city          TEXT,
    country       TEXT,
    date_start    TEXT,
    date_end      TEXT,
    published_at  TEXT NOT NULL,           -- of its earliest release
    announce      INTEGER NOT NULL         -- 0: belongs to the past that the first run archived
) STRICT;

-- One row per release. The id rises with the time of publication (archive/keys.py).
CREATE TABLE releases (
    id              INTEGER PRIMARY KEY,
    url             TEXT NOT NULL UNIQUE,  -- canonical
    lang            TEXT NOT NULL,
    section         TEXT,
    title           TEXT NOT NULL,
    published_at    TEXT NOT NULL,
    current_version INTEGER NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('live', 'withdrawn', 'unsure')),
    first_seen_at   TEXT NOT NULL,
    last_seen_at    TEXT NOT NULL,
    event_id        INTEGER NOT NULL REFERENCES events (id),
    sha256          TEXT NOT NULL,         -- of the current version's content
    text_sha256     TEXT NOT NULL          -- of its title and text alone: finds the same text elsewhere
) STRICT;
CREATE INDEX releases_text_sha256 ON releases (text_sha256);
CREATE INDEX releases_event ON releases (event_id);
CREATE INDEX releases_lang ON releases (lang, id);

-- Every address at which a release has been seen, with what a conditional request needs.
CREATE TABLE addresses (
    url            TEXT PRIMARY KEY,
    release_id     INTEGER NOT NULL REFERENCES releases (id),
    first_seen_at  TEXT NOT NULL
) STRICT;
CREATE INDEX addresses_release ON addresses (release_id);

-- Bytes as fetched, compressed with zlib; one per version.
CREATE TABLE pages (
    id          INTEGER PRIMARY KEY,
    url         TEXT NOT NULL,
    status      INTEGER NOT NULL,
    headers     TEXT NOT NULL,
    fetched_at  TEXT NOT NULL,
    sha256      TEXT NOT NULL,             -- of the uncompressed bytes
    body        BLOB NOT NULL
) STRICT;

-- One row per distinct content of a release. Never changed once written, except last_seen_at.
CREATE TABLE versions (
    release_id    INTEGER NOT NULL REFERENCES releases (id),
    version       INTEGER NOT NULL,
    title         TEXT NOT NULL,
    published_at  TEXT NOT NULL,
    text          TEXT NOT NULL,
    markdown      TEXT NOT NULL,
    images        TEXT NOT NULL,
    attachments   TEXT NOT NULL,
    alternates    TEXT NOT NULL,
    reader        TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    page_id       INTEGER NOT NULL REFERENCES pages (id),
    run_id        INTEGER REFERENCES runs (id),
    first_seen_at TEXT NOT NULL,
    last_seen_at  TEXT NOT NULL,
    PRIMARY KEY (release_id, version)
) STRICT;
CREATE INDEX versions_page ON versions (page_id);

-- What each version of the analyser said of each version of a release (JSON).
CREATE TABLE _analyses (
    release_id       INTEGER NOT NULL,
    version          INTEGER NOT NULL,
    analyser_version TEXT NOT NULL,
    analysed_at      TEXT NOT NULL,
    document         TEXT NOT NULL,
    traits           TEXT NOT NULL,        -- what links it to the same event in other languages
    PRIMARY KEY (release_id, version, analyser_version),
    FOREIGN KEY (release_id, version) REFERENCES versions (release_id, version)
) STRICT;

-- People named in the current version of a release, as the text names them.
CREATE TABLE participations (
    release_id    INTEGER NOT NULL REFERENCES releases (id),
    position      INTEGER NOT NULL,
    name          TEXT NOT NULL,
    office        TEXT,
    country       TEXT,
    organisation  TEXT,
    role          TEXT NOT NULL,           -- 'mentioned': named, but did not take part
    PRIMARY KEY (release_id, position)
) STRICT;
CREATE INDEX participations_name ON participations (name);
CREATE INDEX participations_country ON participations (country);

-- Every crawl and what came of it.
CREATE TABLE runs (
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('poll', 'full', 'since')),
    started_at   TEXT NOT NULL,
    finished_at  TEXT,
    outcome      TEXT CHECK (outcome IN ('done', 'partial', 'failed', 'interrupted')),
    requests     INTEGER NOT NULL DEFAULT 0,
    found        INTEGER NOT NULL DEFAULT 0,
    new          INTEGER NOT NULL DEFAULT 0,
    changed      INTEGER NOT NULL DEFAULT 0,
    unchanged    INTEGER NOT NULL DEFAULT 0,
    withdrawn    INTEGER NOT NULL DEFAULT 0,
    failed       INTEGER NOT NULL DEFAULT 0,
    message      TEXT                      -- why it failed, in words for the operator
) STRICT;

-- Releases that could not be fetched or read: kept, with the page, until a later run succeeds.
CREATE TABLE failures (
    url             TEXT PRIMARY KEY,
    run_id          INTEGER REFERENCES runs (id),  -- the latest that tried
    reason          TEXT NOT NULL,                 -- the name of the exception
    message         TEXT NOT NULL,
    first_failed_at TEXT NOT NULL,
    failed_at       TEXT NOT NULL,
    attempts        INTEGER NOT NULL,
    page_id         INTEGER REFERENCES pages (id)
) STRICT;

-- The validators of listings and releases, for conditional requests.
CREATE TABLE _validators (
    url            TEXT PRIMARY KEY,
    etag           TEXT,
    last_modified  TEXT,
    fetched_at     TEXT NOT NULL
) STRICT;

-- Every message: to whom, what, and how far it has come (notifier/outbox.py).
CREATE TABLE deliveries (
    id          INTEGER PRIMARY KEY,
    sink        TEXT NOT NULL,             -- 'terminal' or 'telegram'
    chat        TEXT NOT NULL,             -- the language for the terminal
    kind        TEXT NOT NULL CHECK (kind IN ('alert', 'edit', 'daily', 'weekly', 'ops')),
    subject     TEXT NOT NULL,             -- what it is about: 'event:17', 'day:2025-11-18', 'week:2025-11-17', 'trouble:…'
    part        INTEGER NOT NULL DEFAULT 1,
    lang        TEXT NOT NULL,
    html        TEXT NOT NULL,             -- the message, in Telegram's HTML
    buttons     TEXT NOT NULL DEFAULT '[]',-- [[label, url], …]
    payload_sha256 TEXT NOT NULL,          -- of html and buttons
    state       TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'uncertain', 'failed', 'held', 'dropped')),
    due_at      TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    attempted_at TEXT,
    sent_at     TEXT,
    attempts    INTEGER NOT NULL DEFAULT 0,
    floor_id    INTEGER,                   -- highest own message id known in the chat before the call
    message_id  INTEGER,
    silent      INTEGER NOT NULL DEFAULT 0,
    target_id   INTEGER REFERENCES deliveries (id),  -- for an edit: the delivery whose message it changes
    error       TEXT
) STRICT;
-- Said once: one alert an event, one digest a period, in each chat.
CREATE UNIQUE INDEX deliveries_once ON deliveries (sink, chat, kind, subject, part)
    WHERE kind IN ('alert', 'daily', 'weekly');
CREATE INDEX deliveries_due ON deliveries (state, due_at);
CREATE INDEX deliveries_subject ON deliveries (subject);

-- Small facts about the archive itself, such as the moment from which events are announced.
CREATE TABLE _facts (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;

-- One row per meeting, with its links in three languages.
CREATE VIEW meetings AS
SELECT
    e.id,
    e.kind,
    e.published_at,
    e.date_start,
    e.date_end,
    e.city,
    e.country,
    max(CASE r.lang WHEN 'kk' THEN r.title END) AS title_kk,
    max(CASE r.lang WHEN 'ru' THEN r.title END) AS title_ru,
    max(CASE r.lang WHEN 'en' THEN r.title END) AS title_en,
    max(CASE r.lang WHEN 'kk' THEN r.url END) AS url_kk,
    max(CASE r.lang WHEN 'ru' THEN r.url END) AS url_ru,
    max(CASE r.lang WHEN 'en' THEN r.url END) AS url_en
FROM events AS e
JOIN releases AS r ON r.event_id = e.id
WHERE e.is_meeting = 1 AND r.status <> 'unsure'
GROUP BY e.id;

-- What the full-text index stands on; needs the function ukimet_stems, which Archive registers.
CREATE VIEW _search_source AS
SELECT r.id, v.title, v.text, ukimet_stems(r.lang, v.title || char(10) || v.text) AS stems
FROM releases AS r
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version;

CREATE VIRTUAL TABLE _search USING fts5(
    title, text, stems,
    content = '_search_source', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
