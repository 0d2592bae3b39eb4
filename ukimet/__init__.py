"""Ukimet: the command line and the configuration, which compose the rooms of the project."""

from crawler.version import VERSION as __version__

__all__ = ["__version__"]
