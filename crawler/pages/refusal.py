"""Pages that hold no release: challenges, error pages. Judged by headings, never by status."""

from __future__ import annotations

from crawler.pages.document import Document
from crawler.pages.errors import ChallengePage, NotARelease
from crawler.pages.lexicon import challenge_marks, names_a_challenge, names_an_error

#: A challenge or an error page says little; a release with a word of the lexicon says more.
_SHORT = 1500


def refuse_challenge(document: Document) -> None:
    """Raise ChallengePage where a heading asks for proof of being human."""
    if any(names_a_challenge(text) for text in document.title_texts) and (
        document.visible_length < _SHORT or _has_challenge_marks(document)
    ):
        raise ChallengePage(f"the site asks for proof of being human at {document.url}")


def refuse_suspected_challenge(document: Document) -> None:
    """Raise ChallengePage where nothing could be read and the markup is that of a challenge.

    Only then: a feedback form has a captcha too, and stands under releases.
    """
    if document.visible_length < _SHORT and _has_challenge_marks(document):
        raise ChallengePage(f"the site seems to ask for proof of being human at {document.url}")


def _has_challenge_marks(document: Document) -> bool:
    for node in document.tree.css("form, iframe, script[src], input, img, div[class], div[id]"):
        values = " ".join(value for value in node.attributes.values() if value).lower()
        if any(mark in values for mark in challenge_marks()):
            return True
    return False


def refuse_error_page(document: Document) -> None:
    """Raise NotARelease where the page says that it was not found or that the site is broken."""
    headings = [*document.title_texts, *_small_headings(document)]
    if any(names_an_error(text) for text in headings):
        raise NotARelease(f"an error page stands at {document.url}")


def _small_headings(document: Document) -> list[str]:
    """What a page without h1 may say instead."""
    if document.tree.css_first("h1") is not None:
        return []
    texts = (node.text(deep=True) for node in document.tree.css("h2, h3, main p, body > p"))
    return [" ".join(text.split()) for text in texts][:5]
