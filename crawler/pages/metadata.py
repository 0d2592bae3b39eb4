"""What a page says of itself for machines, and how that and the visible page make one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from crawler.pages.blocks import clean_text
from crawler.pages.dates import ParsedDate
from crawler.pages.document import Document

_OFFSET = re.compile(r"\s*(?:z|[+-]\d\d:?\d\d|[+-]\d\d)$", re.IGNORECASE)
_DATE_NAMES = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publish-date"),
    *("publish_date", "publication_date", "dc.date.issued", "dcterms.issued", "dc.date.created"),
    *("dcterms.created", "dc.date", "dcterms.date", "article.published", "date"),
)


def published_stamps(document: Document) -> Iterator[str]:
    """The machine-readable dates of publication, as written, best first."""
    # What is said of the page as a page counts after what is said of the article on it.
    for described in sorted(document.linked_data, key=lambda one: one.get("@type") == "WebPage"):
        if isinstance(described.get("datePublished"), str):
            yield described["datePublished"]
    stamp = document.meta(*_DATE_NAMES)
    if stamp:
        yield stamp
    for node in document.tree.css("[itemprop~=datePublished]"):
        stamp = node.attributes.get("datetime") or node.attributes.get("content")
        if stamp:
            yield clean_text(stamp)


def publication_date(document: Document, shown: Sequence[ParsedDate]) -> ParsedDate | None:
    """When the release was published, from the machine-readable dates and those ``shown`` by it.

    Machine-readable dates come first, but the page's own minute is kept where they lack one, and
    where a local time is mislabelled as another zone's.
    """
    dated = ((stamp, document.date(stamp)) for stamp in published_stamps(document))
    stamps = [(stamp, said) for stamp, said in dated if said is not None]
    if stamps:
        first = stamps[0][1].at.date()
        exact = (one for one in stamps if not _is_vague(one[1]) and one[1].at.date() == first)
        stamp, said = next(exact, stamps[0])
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
