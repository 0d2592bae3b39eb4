"""Where releases are found."""
