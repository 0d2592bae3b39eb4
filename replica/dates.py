"""The ways in which the site writes a date, by language and place on the page."""

from __future__ import annotations

from datetime import datetime

from replica.languages import Lang, words


def numeric(at: datetime) -> str:
    """``31.07.2026``, day first in every language."""
    return f"{at:%d.%m.%Y}"


def listing_of_b(at: datetime, lang: Lang) -> str:
    """``02 Мар 2021``."""
    return f"{at:%d} {words(lang).months_short[at.month - 1]} {at.year}"


def article_of_b(at: datetime, lang: Lang) -> str:
    """``02 Март 2021, 20:27``: a capitalised month in the nominative."""
    return f"{at:%d} {words(lang).months[at.month - 1].capitalize()} {at:%Y, %H:%M}"


def article_of_a(at: datetime, lang: Lang, variant: int) -> str:
    """``16 наурыз 2018, 19:26`` or ``15 наурыз 2018 / 16:12``, the latter split by ``<br>`` too."""
    day = f"{at:%d} {words(lang).months[at.month - 1]} {at.year}"
    return f"{day}{(', ', ' / ', '<br>')[variant % 3]}{at:%H:%M}"


def article_of_c(at: datetime, lang: Lang, variant: int, today: datetime | None) -> str:
    """The date line of a release of generation C; ``variant`` chooses among the forms in use.

    ``today`` allows the form "Today, 14:35" (Kazakh) for releases of that day; None forbids it.
    """
    month = words(lang).months[at.month - 1]
    if lang == "en":
        day = f"{at.day}" if variant % 2 else f"{at:%d}"
        return f"{day} {month} {at:%Y, %H:%M}"
    if lang == "ru":
        return article_of_b(at, lang)
    if says_today(lang, variant) and today is not None and today.date() == at.date():
        return f"{words(lang)['today']}, {at:%H:%M}"
    if variant % 4 == 1:
        hours = int((at.utcoffset() or at - at).total_seconds() // 3600)
        return f"{at:%H:%M}, {at:%d} {month.capitalize()} {at.year} | GMT +{hours}"
    return f"{at:%d} {month} {at:%Y, %H:%M}"


def says_today(lang: Lang, variant: int) -> bool:
    """Whether the date line of a release of generation C says "today" on its first day."""
    return lang == "kk" and variant % 4 == 0


def in_words(at: datetime, lang: Lang) -> str:
    """The date without time as teasers write it, such as ``21 марта 2026 года``."""
    month = words(lang).months_of[at.month - 1]
    match lang:
        case "kk":
            return f"{at.year} жылғы {at.day} {month}"
        case "ru":
            return f"{at.day} {month} {at.year} года"
        case "en":
            return f"{month} {at.day} {at.year}"
