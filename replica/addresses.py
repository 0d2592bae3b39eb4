"""What the addresses of releases look like, by generation of the site."""

from __future__ import annotations

import zlib
from datetime import datetime

from replica.languages import LANGS, Lang, language_prefix
from replica.model import Event

#: The number that the first release of a replica gets; the real site stood near it in late 2026
#: (C) and in March 2018 (A). Generation B has no such scale.
FIRST_NUMBERS = {"A": 16001, "B": 32001, "C": 32001, "akorda": 2001}


def release_path(generation: str, event: Event, lang: Lang, at: datetime, number: int) -> str:
    """The path of a release: the one of the real site where the text has one, else a new one."""
    text = event.texts[lang]
    if text.path is not None:
        return text.path
    if generation == "A":
        return f"{section_path('A', event.section, lang)}/{shared_name(event, number)}"
    if generation == "akorda":
        return f"{language_prefix(lang)}/{text.slug}-{number}"
    suffix = creation_number(at) if generation == "B" else str(number)
    return f"{section_path(generation, event.section, lang)}/{text.slug}-{suffix}"


def section_path(generation: str, section: str, lang: Lang) -> str:
    """The path of a section's listing, such as ``/ru/news/reviews``."""
    if generation == "akorda":
        place = "events"
    elif generation == "B":
        place = section
    elif generation == "A":  # everything stood below /news, plain news in the section "all"
        last = section.rpartition("/")[2]
        place = f"news/{'all' if last in ('', 'news') else last}"
    else:  # generation C has its categories under /news, and no other sections
        place = "news" if section in ("", "news") else f"news/{section.rpartition('/')[2]}"
    return f"{language_prefix(lang)}/{place}" if place else language_prefix(lang)


def shared_name(event: Event, number: int) -> str:
    """Generation A's last part of a path, the same in all languages: a number, words, or both."""
    slug = next(event.texts[lang].slug for lang in LANGS if lang in event.texts)
    form = zlib.crc32(event.id.encode()) % 3
    if form == 0:
        return str(number)
    return slug if form == 1 and "-" in slug else f"{slug}-{number}"


def creation_number(at: datetime) -> str:
    """Generation B's number: day, zero-based month, minute and second, unpadded, not unique."""
    return f"{at.day}{at.month - 1}{at.minute}{at.second}"
