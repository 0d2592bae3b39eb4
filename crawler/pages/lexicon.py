"""The words of the pages around a release: adverts, labels, teasers, error pages, challenges."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: Longer paragraphs are never taken for an advert, a label or an error page's heading.
LONGEST = 320
#: Nor are longer ones taken for anything else here.
_SHORT = 120


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(
        files("crawler.pages").joinpath("data", "lexicon.toml").read_text(encoding="utf-8")
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _table()[name]), re.IGNORECASE)


def _is_whole(name: str, text: str, longest: int = _SHORT) -> bool:
    return len(text) <= longest and _pattern(name).fullmatch(text.strip(" .:!…")) is not None


def is_advert(text: str) -> bool:
    """Whether a paragraph asks to follow a channel."""
    if len(text) > LONGEST:
        return False
    lowered = text.lower()
    # The patterns are slow, and nearly no paragraph names a channel.
    return any(word in lowered for word in _table()["channels"]) and _is_whole(
        "adverts", text, LONGEST
    )


def is_label(text: str) -> bool:
    """Whether a paragraph is a button or a label of the page and no sentence."""
    return _is_whole("labels", text)


def is_marginal(text: str) -> bool:
    """Whether a paragraph is but the name of a section, or says who took a picture."""
    return _is_whole("marginal", text)


def is_teaser_heading(text: str) -> bool:
    """Whether a paragraph is nothing but "Read also" in one of the languages."""
    return _is_whole("teasers", text)


def begins_as_teaser(text: str) -> bool:
    """Whether a paragraph begins with "Read also:" and goes on."""
    found = _pattern("teasers").match(text)
    return found is not None and text[found.end() :].lstrip()[:1] in (":", "–", "—", "-")


def names_a_challenge(heading: str) -> bool:
    """Whether a title or heading asks for proof of being human."""
    return len(heading) <= LONGEST and _pattern("challenges").search(heading) is not None


def challenge_marks() -> tuple[str, ...]:
    """Words that the markup of a challenge page holds, in lower case."""
    return tuple(_table()["challenge_marks"])


def names_an_error(heading: str) -> bool:
    """Whether a title or heading is that of an error page."""
    return _is_whole("not_found", heading)


def is_footer(text: str) -> bool:
    """Whether a paragraph is the foot of a page: copyright, terms of use, an address."""
    return _is_whole("footers", text, LONGEST)


def is_site_name(text: str) -> bool:
    """Whether a text is what the site adds to every title."""
    return _is_whole("site_names", text, LONGEST)


def is_next_page(text: str) -> bool:
    """Whether a link's text leads to the next page of a listing."""
    return _is_whole("next_page", text)


def is_read_more(text: str) -> bool:
    """Whether a link's text only says "go on reading"."""
    return _is_whole("read_more", text)


def is_language_name(text: str) -> bool:
    """Whether a link's text is the name of a language."""
    return _is_whole("languages", text)
