"""Which reader reads a page: the first generation that recognises it, else the generic one."""

from __future__ import annotations

from archive.model import Release
from crawler.pages.comparison import disagreements, oddities
from crawler.pages.document import Document
from crawler.pages.errors import NotARelease, UnreadablePage
from crawler.pages.generations import generations
from crawler.pages.generic import read_generic
from crawler.pages.listing import links_to_releases
from crawler.pages.refusal import refuse_challenge, refuse_error_page, refuse_suspected_challenge
from crawler.urls import lies_outside_releases

#: A page that links to as many releases and has neither date nor body of its own is a section.
_MANY_LINKS = 3


def examine_document(document: Document, *, sampled: bool) -> tuple[Release, tuple[str, ...]]:
    """The release of a page with the doubts about it, or the refusal that fits the page.

    A page on which the reader of its design finds something odd or misses a field, and every
    ``sampled`` one, is read generically too; where the two disagree, the release is in doubt.
    """
    try:
        release = read_document(document)
    except UnreadablePage as unreadable:
        return _rescued(document, unreadable)
    known = generations(document.site.readers)
    generation = next((one for one in known if one.name == release.reader), None)
    if generation is None or not (sampled or oddities(document, release, generation)):
        return release, ()
    try:
        return release, disagreements(release, read_generic(document))
    except UnreadablePage:
        return release, ()  # what general rules cannot read says nothing against the reader


def _rescued(document: Document, unreadable: UnreadablePage) -> tuple[Release, tuple[str, ...]]:
    """What general rules read where the reader of a known design misses a field."""
    if not any(one.recognises(document) for one in generations(document.site.readers)):
        raise unreadable
    try:
        return read_generic(document), (str(unreadable),)
    except UnreadablePage:
        raise unreadable from None


def read_document(document: Document) -> Release:
    """The release of a page, or the refusal that fits it."""
    if lies_outside_releases(document.url):
        refuse_challenge(document)
        raise NotARelease(f"no releases stand where {document.url} lies")
    for generation in generations(document.site.readers):
        if generation.recognises(document):
            try:
                return generation.read(document)
            except UnreadablePage:
                _refuse_other_pages(document)
                raise
    _refuse_other_pages(document)
    try:
        return read_generic(document)
    except UnreadablePage as unreadable:
        refuse_suspected_challenge(document)
        if _is_section(document, unreadable):
            raise NotARelease(f"no release but a section stands at {document.url}") from unreadable
        raise


def _refuse_other_pages(document: Document) -> None:
    refuse_challenge(document)
    refuse_error_page(document)


def _is_section(document: Document, unreadable: UnreadablePage) -> bool:
    if not document.site.is_release(document.url):
        return True
    return "body" in unreadable.missing and links_to_releases(document) >= _MANY_LINKS
