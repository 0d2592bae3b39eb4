"""Which reader reads a page: the first generation that recognises it, else the generic one."""

from __future__ import annotations

from archive.model import Release
from crawler.pages.document import Document
from crawler.pages.errors import NotARelease, UnreadablePage
from crawler.pages.generations import generations
from crawler.pages.generic import read_generic
from crawler.pages.listing import links_to_releases
from crawler.pages.refusal import refuse_challenge, refuse_error_page, refuse_suspected_challenge
from crawler.urls import is_release_url, lies_outside_releases

#: A page that links to as many releases and has neither date nor body of its own is a section.
_MANY_LINKS = 3


def read_document(document: Document) -> Release:
    """The release of a page, or the refusal that fits it."""
    if lies_outside_releases(document.url):
        refuse_challenge(document)
        raise NotARelease(f"no releases stand where {document.url} lies")
    for generation in generations():
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
    if not is_release_url(document.url):
        return True
    return "body" in unreadable.missing and links_to_releases(document) >= _MANY_LINKS
