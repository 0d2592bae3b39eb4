-- The index with the stems of titles apart from those of texts (a word of the title weighs more),
-- with the keys of names in both scripts (archive/names.py), and with the language as a term.
DROP TABLE _search;
DROP VIEW _search_source;

-- Needs the function ukimet_terms, which Archive registers.
CREATE VIEW _search_source AS
SELECT
    r.id,
    v.title,
    v.text,
    '0' || r.lang || ' ' || ukimet_terms(r.lang, v.title) AS title_terms,
    ukimet_terms(r.lang, v.text) AS text_terms
FROM releases AS r
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version;

CREATE VIRTUAL TABLE _search USING fts5(
    title, text, title_terms, text_terms,
    content = '_search_source', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO _search (_search) VALUES ('rebuild');
