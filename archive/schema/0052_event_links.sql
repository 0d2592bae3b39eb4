-- What events have to do with one another (archive/follow_ups.py), the earlier published one first.
CREATE TABLE event_links (
    from_event_id  INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    to_event_id    INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL CHECK (kind IN ('announcement', 'outcome', 'same_occasion')),
    PRIMARY KEY (from_event_id, to_event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_links_to ON event_links (to_event_id);
CREATE INDEX events_date ON events (date_start);
