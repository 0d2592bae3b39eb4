"""Cities by their names in the three languages."""

from __future__ import annotations

from meetings.model import Lang, Place
from meetings.places.cities import named

__all__ = ["Place", "place_in"]


def place_in(lang: Lang, city: str | None, country: str | None) -> Place:
    """A place as readers of ``lang`` call it: a city whose name is not known there is left out.

    A known city tells its country where that is missing.
    """
    found = named(city, lang) if city else None
    if found is None:
        return Place(None, country)
    return Place(found.name, country or found.country)
