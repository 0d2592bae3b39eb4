"""The body of a release on a page of unknown markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from crawler.pages import lexicon
from crawler.pages.blocks import SENTENCE_END, Block, clean_text
from crawler.pages.datelines import is_date_line, is_label_like
from crawler.pages.document import Document
from crawler.pages.layout import Layout
from crawler.pages.walk import read_blocks

_LETTERS = re.compile(r"[\W_]+")
#: A shorter paragraph is prose only where it ends as a sentence does.
_LONG = 80
#: From this share of links on, a block is a list of links.
_LINKS = 0.6


def body_blocks(document: Document, layout: Layout, scope: LexborNode) -> list[Block]:
    """The blocks of the release within ``scope``, in page order, the title and date line included.

    From the title (or the first paragraph that main-text extraction names) to the last one that
    it names or that is prose; what the layout knows as chrome is never among them.
    """
    blocks = read_blocks(scope, layout.chrome)
    start = _after_title(blocks, layout)
    named = _named_by_extraction(document)
    kept: list[Block] = []
    for block in blocks[start:]:
        if lexicon.is_teaser_heading(block.text) and _is_end(blocks, block):
            break
        if block.link_share < _LINKS and not lexicon.is_marginal(block.text):
            kept.append(block)
    first = 0 if start else next((i for i, b in enumerate(kept) if _is_text(b, named)), len(kept))
    last = max((i for i, b in enumerate(kept) if _is_text(b, named)), default=-1)
    return _without_foot(_without_info_line(kept[first : last + 1], document))


def _without_info_line(blocks: list[Block], document: Document) -> list[Block]:
    """The blocks without the short lines of dates and counts that stand between title and text.

    A word or two before such a line, as the name of a section, belong to it.
    """
    start = 0
    for index, block in enumerate(blocks):
        text = block.text
        if is_date_line(text, document):
            start = index + 1
        elif not is_label_like(text):
            break
        elif any(map(str.isdigit, text)):
            start = index + 1
    return blocks[start:]


def _without_foot(blocks: list[Block]) -> list[Block]:
    """The blocks up to the first that is the foot of the page, where less text follows it."""
    for index, block in enumerate(blocks):
        if lexicon.is_footer(block.text) and _prose(blocks[index:]) <= _prose(blocks[:index]):
            return blocks[:index]
    return blocks


def _after_title(blocks: Sequence[Block], layout: Layout) -> int:
    if layout.title is None:
        return 0
    wanted = [block.text for block in read_blocks(layout.title)][-1:]
    for index, block in enumerate(blocks):
        if wanted and block.text == wanted[0]:
            return index + 1
    return 0


def _is_end(blocks: Sequence[Block], heading: Block) -> bool:
    """Whether a teaser heading closes the body: fewer prose blocks follow than went before."""
    at = blocks.index(heading)
    return _prose(blocks[at + 1 :]) < _prose(blocks[:at])


def _prose(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if _is_prose(block))


def _is_text(block: Block, named: str) -> bool:
    if _is_prose(block):
        return True
    key = _key(block.text)
    return len(key) >= 20 and key in named and not lexicon.is_footer(block.text)


def _is_prose(block: Block) -> bool:
    text = block.text
    if lexicon.is_footer(text) or lexicon.is_advert(text) or block.link_share >= _LINKS:
        return False
    return len(text) >= _LONG or (len(text) >= 25 and text.endswith(SENTENCE_END))


def _named_by_extraction(document: Document) -> str:
    """The letters of what is taken for the main text, run together; "" for nothing."""
    return _key(clean_text(document.extract(document.tree.html or "")))


def _key(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
