-- Whose copy a version was read from; null: it was fetched by ourselves (archive/importing/).
ALTER TABLE versions ADD COLUMN source TEXT;
