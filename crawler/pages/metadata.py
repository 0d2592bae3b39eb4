"""What a page says of itself for machines, and how that and the visible page make one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from crawler.pages.blocks import clean_text
from crawler.pages.dates import ParsedDate
from crawler.pages.document import Document
from crawler.pages.lexicon import is_site_name

_OFFSET = re.compile(r"\s*(?:z|[+-]\d\d:?\d\d|[+-]\d\d)$", re.IGNORECASE)
_PARTING = re.compile(r"\s+(?:[|»·•]|::|[-–—])\s+")
_DATE_NAMES = ("article:published_time", "og:published_time", "datePublished", "pubdate")
#: From this length on, a heading tells what a release is about; "News" does not.
_TELLING = 20
#: Shorter titles must be equal to count as the same.
_COMPARABLE = 10


def published_stamps(document: Document) -> Iterator[str]:
    """The machine-readable dates of publication, as written, best first."""
    for described in document.linked_data:
        if isinstance(described.get("datePublished"), str):
            yield described["datePublished"]
    stamp = document.meta(*_DATE_NAMES)
    if stamp:
        yield stamp
    for node in document.tree.css('[itemprop="datePublished"], time[datetime]'):
        stamp = node.attributes.get("datetime") or node.attributes.get("content")
        if stamp:
            yield clean_text(stamp)


def publication_date(document: Document, shown: Sequence[ParsedDate]) -> ParsedDate | None:
    """When the release was published, from the machine-readable dates and those ``shown`` by it.

    Machine-readable dates come first, but the page's own minute is kept where they lack one, and
    where a local time is mislabelled as another zone's.
    """
    for stamp in published_stamps(document):
        said = document.date(stamp)
        if said is not None:
            return _reconcile(said, stamp, shown, document)
    return next((one for one in shown if one.has_time), None) or next(iter(shown), None)


def printed_date(document: Document, line: ParsedDate | None) -> ParsedDate | None:
    """The same where the date line is known for certain: the metadata only adds what it lacks."""
    if line is not None and line.has_time:
        return line
    said = publication_date(document, [])
    if line is None or (said is not None and said.at.date() == line.at.date()):
        return said
    return line


def _reconcile(
    said: ParsedDate, stamp: str, shown: Sequence[ParsedDate], document: Document
) -> ParsedDate:
    local = document.date(_OFFSET.sub("", stamp))
    for one in shown:
        if not one.has_time:
            continue
        if _is_vague(said) and abs((one.at.date() - said.at.date()).days) <= 1:
            return one
        if local is not None and local.has_time and _minute(local.at) == _minute(one.at):
            return one
    return said


def _is_vague(said: ParsedDate) -> bool:
    return not said.has_time or said.at.time() == time()


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def stated_title(document: Document, headings: Sequence[str]) -> str | None:
    """The title, from JSON-LD, OpenGraph and the visible ``headings`` (h1 first).

    A heading that the metadata repeats, cut or with the site's name added, is taken as it is shown.
    """
    stated = [
        clean_text(one["headline"])
        for one in document.linked_data
        if isinstance(one.get("headline"), str)
    ]
    stated.extend(filter(None, (document.meta("og:title"), document.meta("twitter:title"))))
    stated.extend(document.title_texts[:1] if document.title_elements else ())
    for title in stated:
        for heading in headings:
            if _same_title(title, heading):
                return heading
    bare = [_without_site_name(title, document.meta("og:site_name")) for title in stated]
    telling = [heading for heading in headings[:1] if len(heading) >= _TELLING]
    return next((one for one in (*telling, *bare) if one and not is_site_name(one)), None)


def _same_title(stated: str, heading: str) -> bool:
    """Whether ``stated`` is ``heading``, cut short or with something added behind a dash or bar."""
    short, shown = stated.rstrip(" .…").casefold(), heading.casefold()
    if min(len(short), len(shown)) < _COMPARABLE:
        return short == shown
    if shown.startswith(short):
        return True
    return short.startswith(shown) and _PARTING.match(short, len(shown)) is not None


def _without_site_name(title: str, site: str | None) -> str:
    for part in reversed([*_PARTING.finditer(title)]):
        tail = title[part.end() :]
        if is_site_name(tail) or (site and tail.casefold() == site.casefold()):
            return title[: part.start()]
    return "" if site and title.casefold() == site.casefold() else title
