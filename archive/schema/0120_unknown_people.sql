-- Search by a person begins with their participations; those that may be of several people are few.
CREATE INDEX participations_unknown ON participations (name) WHERE person_id IS NULL;
