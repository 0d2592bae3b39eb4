"""Offices: the grammar of each language for what a person is, and of which body or country."""
