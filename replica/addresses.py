"""What the addresses of releases look like, by generation of the site."""

from __future__ import annotations

from datetime import datetime

from replica.languages import Lang, language_prefix
from replica.model import Event

#: The number that the first release of a replica gets; the real site stood near it in late 2026.
FIRST_NUMBER = 32001


def release_path(generation: str, event: Event, lang: Lang, at: datetime, number: int) -> str:
    """The path of a release: the one of the real site where the text has one, else a new one."""
    text = event.texts[lang]
    if text.path is not None:
        return text.path
    suffix = creation_number(at) if generation == "B" else str(number)
    return f"{section_path(generation, event.section, lang)}/{text.slug}-{suffix}"


def section_path(generation: str, section: str, lang: Lang) -> str:
    """The path of a section's listing, such as ``/ru/news/reviews``."""
    if generation == "B":
        place = section
    else:  # generation C has its categories under /news, and no other sections
        place = "news" if section in ("", "news") else f"news/{section.rpartition('/')[2]}"
    return f"{language_prefix(lang)}/{place}" if place else language_prefix(lang)


def creation_number(at: datetime) -> str:
    """Generation B's number: day, zero-based month, minute and second, unpadded, not unique."""
    return f"{at.day}{at.month - 1}{at.minute}{at.second}"
