"""Who took part, and with what office, country, organisation and role."""
