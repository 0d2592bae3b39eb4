-- Analyses are kept as lists without what stands in the text (archive/shapes.py, archive/figures.py),
-- and what links releases is worked out when it is asked for (archive/analyses.py). The migration
-- itself packs every analysis again.
DROP VIEW figures;

ALTER TABLE _analyses ADD COLUMN moment ANY;  -- microseconds since 1970, UTC
UPDATE _analyses SET moment = ukimet_microseconds(analysed_at);
ALTER TABLE _analyses DROP COLUMN analysed_at;
ALTER TABLE _analyses RENAME COLUMN moment TO analysed_at;
ALTER TABLE _analyses DROP COLUMN packed_traits;

CREATE VIEW figures AS
SELECT
    g.release_id,
    g.position,
    g.text,
    CAST(json_extract(g.figure, '$[0]') AS REAL) AS value,
    CASE json_type(g.figure, '$[1]') WHEN 'integer' THEN substr(g.text, -json_extract(g.figure, '$[1]'))
        ELSE json_extract(g.figure, '$[1]') END AS unit,
    json_extract(g.figure, '$[6]') AS qualifier,
    CASE WHEN json_extract(g.figure, '$[5]') IS NULL THEN json_extract(g.figure, '$[4]')
        ELSE substr(g.whole, g.sentence + 1, json_extract(g.figure, '$[5]')) END AS subject,
    CASE json_type(g.figure, '$[7]') WHEN 'array' THEN substr(
            g.whole, g.sentence + json_extract(g.figure, '$[7][0]') + 1, json_extract(g.figure, '$[7][1]')
        ) ELSE json_extract(g.figure, '$[7]') END AS period,
    g.span_start,
    g.span_start + g.span_length AS span_end
FROM (
    SELECT
        f.*,
        coalesce(
            json_extract(f.figure, '$[8]'), substr(f.whole, f.span_start + 1, f.span_length)
        ) AS text,
        coalesce(f.span_start, 0) - json_extract(f.figure, '$[4]') AS sentence
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
    ) AS f
) AS g;
