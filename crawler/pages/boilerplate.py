"""What is left of a body's blocks when everything that is not the release's is taken off."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.pages import lexicon
from crawler.pages.blocks import Block
from crawler.pages.datelines import is_date_line
from crawler.pages.document import Document

#: How far down a body its title and date line are looked for.
_HEAD = 4
#: From this share of links on, a block is a list of links and no text.
_LINKS = 0.8


def without_boilerplate(blocks: Sequence[Block], document: Document, title: str) -> list[Block]:
    """The blocks without adverts, share bars, teasers, and the title and date line at the top."""
    kept: list[Block] = []
    in_teaser = False
    for block in blocks:
        text = block.text
        if lexicon.is_teaser_heading(text):
            in_teaser = True
        elif in_teaser and block.link_share >= _LINKS:
            continue
        elif not _is_boilerplate(block):
            in_teaser = False
            if len(kept) >= _HEAD or not _repeats_head(text, document, title):
                kept.append(block)
    return kept


def _is_boilerplate(block: Block) -> bool:
    text = block.text
    if lexicon.is_advert(text) or lexicon.is_label(text) or _is_teaser(block):
        return True
    # Rules and arrows between paragraphs are drawn with characters.
    return not any(letter.isalnum() for letter in text)


def _is_teaser(block: Block) -> bool:
    return any(run.href for run in block.runs) and lexicon.begins_as_teaser(block.text)


def _repeats_head(text: str, document: Document, title: str) -> bool:
    # A bare number there counts the visits.
    is_count = text.replace(" ", "").isdecimal()
    return is_count or text.casefold() == title.casefold() or is_date_line(text, document)
