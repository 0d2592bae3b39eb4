-- Two more kinds of message: an answer to an earlier post, and the digest after a pause or a flood.
-- SQLite cannot change a CHECK, so the table is made anew.
CREATE TABLE deliveries_new (
    id          INTEGER PRIMARY KEY,
    sink        TEXT NOT NULL,             -- 'terminal', 'telegram', …
    chat        TEXT NOT NULL,             -- the language for the terminal
    kind        TEXT NOT NULL CHECK (kind IN ('alert', 'edit', 'reply', 'daily', 'weekly', 'catchup', 'ops')),
    subject     TEXT NOT NULL,             -- what it is about: 'event:17', 'release:29…', 'day:2025-11-18', 'trouble:…'
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
    target_id   INTEGER REFERENCES deliveries_new (id),  -- the delivery that an edit changes or a reply answers
    error       TEXT
) STRICT;
INSERT INTO deliveries_new (id, sink, chat, kind, subject, part, lang, html, buttons, payload_sha256,
    state, due_at, created_at, attempted_at, sent_at, attempts, floor_id, message_id, silent,
    target_id, error)
SELECT id, sink, chat, kind, subject, part, lang, html, buttons, payload_sha256,
    state, due_at, created_at, attempted_at, sent_at, attempts, floor_id, message_id, silent,
    target_id, error
FROM deliveries ORDER BY id;
DROP TABLE deliveries;
ALTER TABLE deliveries_new RENAME TO deliveries;
-- Said once: one alert an event, one digest a period, in each chat.
CREATE UNIQUE INDEX deliveries_once ON deliveries (sink, chat, kind, subject, part)
    WHERE kind IN ('alert', 'daily', 'weekly', 'catchup');
CREATE INDEX deliveries_due ON deliveries (state, due_at);
CREATE INDEX deliveries_subject ON deliveries (subject);
