-- What a version has in common with its release is kept once, there (archive/versions.py), and so is
-- the address of the site. The view is read and written as the table was.

-- Legacy: other views go on asking for `versions`.
PRAGMA legacy_alter_table = ON;
ALTER TABLE versions RENAME TO _versions;
PRAGMA legacy_alter_table = OFF;

CREATE VIEW versions AS
SELECT
    v.release_id,
    v.version,
    -- Without a hash of its own: all this is as its release has it.
    CASE v.sha256 WHEN '' THEN (SELECT r.title FROM releases AS r WHERE r.id = v.release_id)
        ELSE v.title END AS title,
    CASE v.sha256 WHEN '' THEN (SELECT r.published_at FROM releases AS r WHERE r.id = v.release_id)
        ELSE v.published_at END AS published_at,
    v.text,
    -- char(1): the address of the release up to its path.
    CASE instr(v.images, char(1)) WHEN 0 THEN v.images ELSE replace(v.images, char(1), (
        SELECT substr(r.url, 1, 8 + instr(substr(r.url, 9), '/')) FROM releases AS r WHERE r.id = v.release_id
    )) END AS images,
    v.attachments,
    CASE instr(v.alternates, char(1)) WHEN 0 THEN v.alternates ELSE replace(v.alternates, char(1), (
        SELECT substr(r.url, 1, 8 + instr(substr(r.url, 9), '/')) FROM releases AS r WHERE r.id = v.release_id
    )) END AS alternates,
    v.reader,
    CASE v.sha256 WHEN '' THEN (SELECT r.sha256 FROM releases AS r WHERE r.id = v.release_id)
        ELSE v.sha256 END AS sha256,
    v.page_id,
    v.run_id,
    CASE v.sha256 WHEN '' THEN (SELECT r.first_seen_at FROM releases AS r WHERE r.id = v.release_id)
        ELSE v.first_seen_at END AS first_seen_at,
    CASE v.sha256 WHEN '' THEN (SELECT r.last_seen_at FROM releases AS r WHERE r.id = v.release_id)
        ELSE v.last_seen_at END AS last_seen_at,
    v.doubts,
    v._markdown,
    v.source
FROM _versions AS v;

CREATE TRIGGER versions_insert INSTEAD OF INSERT ON versions BEGIN
    INSERT INTO _versions (release_id, version, title, published_at, text, images, attachments,
        alternates, reader, sha256, page_id, run_id, first_seen_at, last_seen_at, doubts, _markdown,
        source)
    VALUES (NEW.release_id, NEW.version, NEW.title, NEW.published_at, NEW.text, NEW.images,
        NEW.attachments, NEW.alternates, NEW.reader, NEW.sha256, NEW.page_id, NEW.run_id,
        NEW.first_seen_at, NEW.last_seen_at, coalesce(NEW.doubts, '[]'), NEW._markdown, NEW.source);
END;
CREATE TRIGGER versions_update INSTEAD OF UPDATE ON versions BEGIN
    UPDATE _versions SET release_id = NEW.release_id, version = NEW.version, title = NEW.title,
        published_at = NEW.published_at, text = NEW.text, images = NEW.images,
        attachments = NEW.attachments, alternates = NEW.alternates, reader = NEW.reader,
        sha256 = NEW.sha256, page_id = NEW.page_id, run_id = NEW.run_id,
        first_seen_at = NEW.first_seen_at, last_seen_at = NEW.last_seen_at, doubts = NEW.doubts,
        _markdown = NEW._markdown, source = NEW.source
    WHERE release_id = OLD.release_id AND version = OLD.version;
END;
CREATE TRIGGER versions_delete INSTEAD OF DELETE ON versions BEGIN
    DELETE FROM _versions WHERE release_id = OLD.release_id AND version = OLD.version;
END;

UPDATE _versions AS v SET title = '', published_at = '', sha256 = '', first_seen_at = '', last_seen_at = ''
FROM releases AS r
WHERE r.id = v.release_id AND r.current_version = v.version AND v.title = r.title
    AND v.published_at = r.published_at AND v.sha256 = r.sha256
    AND v.first_seen_at = r.first_seen_at AND v.last_seen_at = r.last_seen_at;
UPDATE _versions AS v SET
    images = ukimet_shorten(v.images, r.url), alternates = ukimet_shorten(v.alternates, r.url)
FROM releases AS r WHERE r.id = v.release_id;
