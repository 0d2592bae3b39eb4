-- Versions that were archived and have not been analysed yet (archive/unread.py).
CREATE TABLE _unread (
    id          INTEGER PRIMARY KEY,       -- in the order in which they were archived
    release_id  INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    UNIQUE (release_id, version),
    FOREIGN KEY (release_id, version) REFERENCES versions (release_id, version)
) STRICT;
