-- Analyses and what links releases are packed against a preamble that all share, and against what
-- the version has anyway. (Pages are packed again by the migration itself, against their texts.)
UPDATE _analyses SET packed = (
    SELECT ukimet_pack(ukimet_unpack(packed, v.text), v.text) FROM versions AS v
    WHERE v.release_id = _analyses.release_id AND v.version = _analyses.version
);

ALTER TABLE _analyses ADD COLUMN packed_traits BLOB;  -- against images and alternates
UPDATE _analyses SET packed_traits = (
    SELECT ukimet_pack(traits, v.images || v.alternates) FROM versions AS v
    WHERE v.release_id = _analyses.release_id AND v.version = _analyses.version
);
ALTER TABLE _analyses DROP COLUMN traits;
