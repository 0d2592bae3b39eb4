"""Where things stand on a page of unknown markup: its title, its chrome, its dates, its content."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import SENTENCE_END, clean_text
from crawler.pages.document import Document
from crawler.pages.lexicon import is_advert, is_footer, is_label
from crawler.pages.titles import OUTSIDE, Heading, element_showing
from crawler.pages.walk import read_blocks

_ALWAYS = "header, [itemprop~=caption]"
_NEVER = frozenset({"html", "body", "main", "article"})
_INLINE = frozenset({"p", "span", "b", "strong", "em", "i", "td", "blockquote"})
#: What pictures stand in with their captions; a paragraph or an item may begin with an icon.
_PICTURED = frozenset({"div", "figure", "section", "center", "table", "a"})
_CAPTION = 200
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: A teaser says a title, a date and a few sentences.
_CARD = 1000
#: Before the link, it says a date and the name of a section.
_HEAD = 120
#: No page needs more steps from its body to its text.
_DEEPEST = 64
#: Shorter paragraphs do not count as prose.
_PROSE = 60
_SHORT_PROSE = 20


class Layout:
    """The parts of one page. ``place_title`` is called once, before anything else."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._title: LexborNode | None = None
        self._lengths: dict[int, int] = {}

    def place_title(self, title: str | None, headings: Sequence[Heading]) -> None:
        """Fix where on the page the title stands: the heading that says it, if any does."""
        wanted = (title or "").casefold()
        if not title:
            return
        said = (heading.node for heading in headings if heading.text.casefold() == wanted)
        self._title = next(said, None) or element_showing(title, self._document)

    @property
    def title(self) -> LexborNode | None:
        """The element that shows the title."""
        return self._title

    def holds_title(self, node: LexborNode) -> bool:
        """Whether an element is that of the title or lies around it."""
        return node.mem_id in self._above_title

    @cached_property
    def _above_title(self) -> frozenset[int]:
        return frozenset(one.mem_id for one in upwards(self._title)) if self._title else frozenset()

    @cached_property
    def chrome(self) -> frozenset[int]:
        """Everything whose words are not the release's: menus, adverts, teasers, galleries."""
        return self.chrome_around_pictures | self._named(_words()[1]) | self._captions

    @cached_property
    def chrome_around_pictures(self) -> frozenset[int]:
        """The same without galleries, whose pictures are the release's."""
        return self.surely_chrome | self._named(_words()[0])

    @cached_property
    def surely_chrome(self) -> frozenset[int]:
        """What is chrome by its element or its links; what it is called may mislead."""
        always = {node.mem_id for node in self._document.tree.css(f"{OUTSIDE}, {_ALWAYS}")}
        return frozenset(always | self._teasers) - self._above_title

    def _named(self, words: frozenset[str]) -> frozenset[int]:
        return frozenset(
            node.mem_id
            for node in self._document.tree.css("[class], [id]")
            if node.tag not in _NEVER
            and node.mem_id not in self._above_title
            and not words.isdisjoint(_name_words(node))
            and not self._carries_most(node)
        )

    def _carries_most(self, node: LexborNode) -> bool:
        """Whether most of the page's prose lies within a node: then its name is misleading."""
        whole = self._prose
        return whole > 0 and prose_length(node, self._own_title, self._least) * 2 > whole

    @cached_property
    def _prose(self) -> int:
        body = self._document.tree.body
        return prose_length(body, self._own_title, self._least) if body is not None else 0

    @cached_property
    def _own_title(self) -> frozenset[int]:
        return frozenset([self._title.mem_id]) if self._title is not None else frozenset()

    @cached_property
    def _least(self) -> int:
        """How long a paragraph must be to count as prose; on a page of short ones, less."""
        body = self._document.tree.body
        long = body is None or prose_length(body, self._own_title) > 0
        return _PROSE if long else _SHORT_PROSE

    @cached_property
    def _captions(self) -> frozenset[int]:
        """Pictures with the words that share a container of their own with them, if no sentence."""
        found = set()
        for picture in self._document.tree.css("img"):
            around = next((one for one in upwards(picture.parent) if one.text().strip()), None)
            if around is None or around.tag not in _PICTURED or around.mem_id in self._above_title:
                continue
            text = clean_text(around.text())
            ends = text.endswith(SENTENCE_END) or ". " in text
            if len(text) <= _CAPTION and not ends and around.css_first("p") is None:
                found.add(around.mem_id)
        return frozenset(found)

    @cached_property
    def _teasers(self) -> frozenset[int]:
        """The cards of other releases: known by a link that is a line of its own."""
        found: dict[int, LexborNode] = {}
        for link, _ in self._document.release_links:
            if _stands_alone(link):
                card = self._card(link)
                found[card.mem_id] = card
        return frozenset(found)

    def _card(self, link: LexborNode) -> LexborNode:
        """The largest element around a link that is no more than a teaser."""
        card = link
        own = link.attributes.get("href")
        for one in upwards(link):
            if one.tag in _NEVER - {"article"} or one.mem_id in self._above_title:
                break
            if len(_before(link, one)) > _HEAD:
                break
            hrefs = {a.attributes.get("href") for a in one.css("a[href]")} - {own}
            if len(one.text(deep=True)) > _CARD or any(map(self._document.release_at, hrefs)):
                break
            if one.mem_id != link.mem_id and prose_length(one) > _CARD // 2:
                break
            card = one
        return card

    def content(self) -> LexborNode | None:
        """The smallest element that holds the title and at least half of the page's prose.

        Without a title on the page, the smallest that holds most of it; None on an empty page.
        """
        body = self._document.tree.body
        if body is None:
            return None
        half = self._prose_without_chrome(body) / 2
        if self._title is None:
            return self._smallest_with(body, half)
        for one in upwards(self._title.parent):
            length = self._prose_without_chrome(one)
            # Below an article the next one may follow in full, so its own mark is enough.
            if one.tag == "article" and length >= _PROSE:
                return one
            if length >= half > 0:
                return self._with_what_follows(one)
        return body

    def _with_what_follows(self, node: LexborNode) -> LexborNode:
        """The node that holds the title and one paragraph, or the one around it with the rest."""
        for outer in upwards(node.parent):
            skip = self.chrome | self._own_title
            if len(_paragraphs(node, skip)) > 1 or outer.tag in ("html", "article"):
                break
            more = [one for one in elements(outer) if one.mem_id not in skip]
            more = [one for one in more if one.mem_id not in self._above_title]
            if any(_paragraphs(one, skip) for one in more):
                apart = (one.css_first("h1, h2, h3, h4, h5, h6") for one in more)
                return node if any(one is not None for one in apart) else outer
        return node

    def _smallest_with(self, node: LexborNode, length: float) -> LexborNode:
        for _ in range(_DEEPEST):
            below = [one for one in elements(node) if one.mem_id not in self.chrome]
            inner = next((one for one in below if self._prose_without_chrome(one) > length), None)
            if inner is None or _is_paragraph(inner):
                break
            before = below[: next(i for i, one in enumerate(below) if one.mem_id == inner.mem_id)]
            if any(map(self._prose_without_chrome, before)):
                break  # a lead that stands above the text is the release's
            node = inner
        return node

    def _prose_without_chrome(self, node: LexborNode) -> int:
        if node.mem_id not in self._lengths:
            skip = self.chrome | self._own_title
            self._lengths[node.mem_id] = prose_length(node, skip, self._least)
        return self._lengths[node.mem_id]


def _before(link: LexborNode, around: LexborNode) -> str:
    """The words within an element that stand before a link's own."""
    own, text = link.text(deep=True), around.text(deep=True)
    return clean_text(text.partition(own)[0]) if own.strip() else ""


def _paragraphs(node: LexborNode, skip: Collection[int]) -> list[str]:
    """The sentences and longer texts within a node, but no foot of the page and no advert."""
    return [
        block.text
        for block in read_blocks(node, skip)
        if len(block.text) >= _SHORT_PROSE
        and (len(block.text) >= _PROSE or block.text.endswith(SENTENCE_END))
        and block.link_share < 0.5
        and not (is_footer(block.text) or is_advert(block.text) or is_label(block.text))
    ]


def _is_paragraph(node: LexborNode) -> bool:
    return node.tag in _INLINE - {"td"} or len(read_blocks(node)) == 1


def upwards(node: LexborNode | None) -> Iterator[LexborNode]:
    """A node and everything around it, innermost first."""
    while node is not None:
        yield node
        node = node.parent


def elements(node: LexborNode) -> Iterator[LexborNode]:
    """The child elements, without texts."""
    child = node.child
    while child is not None:
        if not (child.tag or "").startswith("-"):
            yield child
        child = child.next


def prose_length(node: LexborNode, skip: Collection[int] = (), least: int = _PROSE) -> int:
    """The number of letters in paragraphs within a node that are text and no links or footer."""
    return sum(
        len(block.text)
        for block in read_blocks(node, skip)
        if len(block.text) >= least and block.link_share < 0.5 and not is_footer(block.text)
    )


def _stands_alone(link: LexborNode) -> bool:
    """Whether a link is a line of its own and no part of a sentence."""
    own = len(clean_text(link.text(deep=True)))
    parent = link.parent
    if own == 0 or parent is None:
        return False
    if parent.tag in _INLINE:
        return own * 5 >= len(clean_text(parent.text(deep=True))) * 4
    return own >= len(clean_text(parent.text(deep=False)))


def _name_words(node: LexborNode) -> set[str]:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    found: set[str] = set()
    for name in _SPLIT.sub("-", names[:300]).lower().split():
        parts = [part for part in re.split(r"[-_]+", name) if part]
        found.update(parts)
        found.update(f"{one}-{two}" for one, two in pairwise(parts))
    return found


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(
        files("crawler.pages").joinpath("data", "chrome.toml").read_text(encoding="utf-8")
    )
    return frozenset(table["words"]), frozenset(table["pictures"])
