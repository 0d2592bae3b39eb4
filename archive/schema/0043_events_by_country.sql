-- Search by a country that is seldom told of begins with its events.
CREATE INDEX events_country ON events (country) WHERE country IS NOT NULL;
