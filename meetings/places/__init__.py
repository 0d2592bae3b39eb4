"""Where the event was held."""
