"""Names of people in each language: found, and brought into the nominative."""
