-- Figures are kept once, with the analysis that read them (archive/figures.py), which is packed
-- without them. (The migration itself fills the column and packs every analysis again.)
ALTER TABLE _analyses ADD COLUMN figures TEXT;
DROP VIEW figures;
DROP TABLE _figures;

CREATE VIEW figures AS
SELECT
    f.release_id,
    f.position,
    coalesce(json_extract(f.figure, '$[8]'), substr(f.whole, f.span_start + 1, f.span_length)) AS text,
    CAST(json_extract(f.figure, '$[0]') AS REAL) AS value,
    json_extract(f.figure, '$[1]') AS unit,
    json_extract(f.figure, '$[6]') AS qualifier,
    CASE WHEN json_extract(f.figure, '$[5]') IS NULL THEN json_extract(f.figure, '$[4]')
        ELSE substr(f.whole, json_extract(f.figure, '$[4]') + 1, json_extract(f.figure, '$[5]')) END AS subject,
    json_extract(f.figure, '$[7]') AS period,
    f.span_start,
    f.span_start + f.span_length AS span_end
FROM (
    SELECT r.id AS release_id, j.key + 1 AS position, j.value AS figure,
        json_extract(j.value, '$[2]') AS span_start, json_extract(j.value, '$[3]') AS span_length,
        v.title || char(10) || v.text AS whole
    FROM releases AS r
    JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version
    JOIN _analyses AS a ON a.rowid = (
        SELECT n.rowid FROM _analyses AS n
        WHERE n.release_id = r.id AND n.version = r.current_version
        ORDER BY n.analysed_at DESC, n.rowid DESC LIMIT 1
    )
    JOIN json_each(a.figures) AS j
) AS f;
