"""Ukimet: the command line and the configuration, which compose the rooms of the project."""
