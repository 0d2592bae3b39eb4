"""Organisations: known bodies, and those that a text names."""
