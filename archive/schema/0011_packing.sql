-- Pages are compressed with earlier pages as dictionaries, what repeats a text against the text.

-- One page of each language and design, compressed by itself. Pages cannot be read without them.
CREATE TABLE _dictionaries (
    id       INTEGER PRIMARY KEY,
    lang     TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    body     BLOB NOT NULL
) STRICT;
CREATE INDEX _dictionaries_lang ON _dictionaries (lang, id);

ALTER TABLE pages ADD COLUMN codec TEXT NOT NULL DEFAULT 'zlib';  -- or 'zstd'
ALTER TABLE pages ADD COLUMN dictionary_id INTEGER REFERENCES _dictionaries (id);

-- Need the functions ukimet_pack and ukimet_unpack, which Archive registers.
ALTER TABLE versions ADD COLUMN _markdown BLOB;
UPDATE versions SET _markdown = ukimet_pack(markdown, text);
ALTER TABLE versions DROP COLUMN markdown;

ALTER TABLE _analyses ADD COLUMN packed BLOB;
UPDATE _analyses SET packed = ukimet_pack(document, (
    SELECT v.text FROM versions AS v
    WHERE v.release_id = _analyses.release_id AND v.version = _analyses.version
));
ALTER TABLE _analyses DROP COLUMN document;
