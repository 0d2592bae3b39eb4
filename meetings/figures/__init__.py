"""Numbers that a text tells: value, unit, qualifier, and what of."""
