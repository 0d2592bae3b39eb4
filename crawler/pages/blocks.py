"""The text of a piece of markup as a flat list of blocks: paragraphs, headings, list items.

Everything that a release says goes through these blocks, so that text and Markdown can never
differ, and no nesting of the page, however deep, can harm a reader.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from selectolax.lexbor import LexborNode

Kind = Literal["p", "h2", "h3", "h4", "li", "row", "quote"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SPACE = re.compile(r"\s+")

_SKIPPED = frozenset(
    "head script style noscript template iframe svg button form select textarea nav footer aside "
    "figcaption video audio object canvas map dialog menu".split()
)
_BLOCKS: dict[str, Kind] = {
    **dict.fromkeys(
        "address article body center dd details div dl dt fieldset figure header hgroup hr html "
        "main ol p pre section summary table tbody tfoot thead ul".split(),
        "p",
    ),
    "h1": "h2",
    "h2": "h2",
    "h3": "h3",
    "h4": "h4",
    "h5": "h4",
    "h6": "h4",
    "li": "li",
    "tr": "row",
    "blockquote": "quote",
}
#: Kinds that hold whatever stands in them: a paragraph in a list item is the item.
_HOLDERS = frozenset({"li", "row", "quote", "h2", "h3", "h4"})
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one form; ``href`` is its link as written on the page."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None

    def html(self) -> str:
        """The run as HTML, escaped."""
        inner = escape(self.text, quote=False)
        if not self.text.strip():
            return inner
        if self.italic:
            inner = f"<em>{inner}</em>"
        if self.bold:
            inner = f"<strong>{inner}</strong>"
        return f'<a href="{escape(self.href)}">{inner}</a>' if self.href else inner


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row; never empty, white space normalised."""

    kind: Kind
    runs: tuple[Run, ...]
    #: Which list or table an item belongs to: neighbours of one group are not parted.
    group: int = 0

    @property
    def text(self) -> str:
        """The words, on one line."""
        return "".join(run.text for run in self.runs)

    @property
    def link_share(self) -> float:
        """The part of the text that is links, 0 to 1."""
        total = sum(len(run.text) for run in self.runs)
        return sum(len(run.text) for run in self.runs if run.href) / total if total else 0.0


def clean_text(text: str) -> str:
    """``text`` on one line: white space of any kind to single spaces, invisible characters off."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def read_blocks(node: LexborNode, skip: Collection[int] = ()) -> list[Block]:
    """The blocks within ``node``, in page order; nodes whose ``mem_id`` is in ``skip`` left out."""
    walk = _Walk()
    for opening, one in _events(node, skip):
        if opening:
            walk.open(one)
        else:
            walk.close(one)
    walk.flush()
    return walk.blocks


def _events(root: LexborNode, skip: Collection[int]) -> Iterator[tuple[bool, LexborNode]]:
    """Every node on entering (True) and on leaving (False), without recursion."""
    stack: list[tuple[bool, LexborNode]] = [(True, root)]
    while stack:
        opening, node = stack.pop()
        if opening and node.mem_id != root.mem_id and is_skipped(node, skip):
            continue
        yield opening, node
        if opening:
            stack.append((False, node))
            stack.extend((True, child) for child in reversed(children(node)))


def children(node: LexborNode) -> list[LexborNode]:
    """The child nodes, texts included, in order."""
    found: list[LexborNode] = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def is_skipped(node: LexborNode, skip: Collection[int]) -> bool:
    """Whether a node's content is never a release's: scripts, forms, captions, hidden parts."""
    tag = node.tag or ""
    if tag == "-text":
        return False
    if tag in _SKIPPED or tag.startswith("-") or node.mem_id in skip:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._holders: list[tuple[Kind, int]] = []
        self._groups = 0
        self._group_stack: list[int] = [0]
        self._bold = 0
        self._italic = 0
        self._hrefs: list[str | None] = []
        self._breaks = 0

    def open(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._add_text(node.text_content or "")
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self._open_block(tag)
        else:
            self._format(tag, 1)
            if tag == "a":
                self._hrefs.append(node.attributes.get("href"))

    def close(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._close_block(tag)
        elif tag == "a":
            self._hrefs.pop()
        elif tag in ("td", "th"):
            self._runs.append(Run(" "))
        else:
            self._format(tag, -1)

    def _format(self, tag: str, step: int) -> None:
        if tag in _BOLD:
            self._bold += step
        elif tag in _ITALIC:
            self._italic += step

    def _open_block(self, tag: str) -> None:
        kind = _BLOCKS[tag]
        if tag in ("ul", "ol", "table"):
            self._groups += 1
            self._group_stack.append(self._groups)
        if kind == "p" and self._holders and self._holders[-1][0] in ("li", "row"):
            self._runs.append(Run(" "))
        else:
            self.flush()
        if kind in _HOLDERS:
            self._holders.append((kind, self._group_stack[-1]))

    def _close_block(self, tag: str) -> None:
        kind = _BLOCKS[tag]
        if kind == "p" and self._holders and self._holders[-1][0] in ("li", "row"):
            self._runs.append(Run(" "))
        else:
            self.flush()
        if kind in _HOLDERS:
            self._holders.pop()
        if tag in ("ul", "ol", "table"):
            self._group_stack.pop()

    def _add_text(self, text: str) -> None:
        text = _SPACE.sub(" ", _INVISIBLE.sub("", text))
        if not text:
            return
        if text != " ":
            self._breaks = 0
        href = next((one for one in reversed(self._hrefs) if one), None)
        self._runs.append(Run(text, self._bold > 0, self._italic > 0, href))

    def _break(self) -> None:
        """One line break is a space, two in a row part paragraphs."""
        self._breaks += 1
        if self._breaks > 1 and not (self._holders and self._holders[-1][0] in ("li", "row")):
            self.flush()
        else:
            self._runs.append(Run(" "))

    def flush(self) -> None:
        runs = _tidy(self._runs)
        self._runs = []
        self._breaks = 0
        if runs:
            kind, group = self._holders[-1] if self._holders else ("p", 0)
            self.blocks.append(Block(kind, runs, group))


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of one form joined, spaces single, none at either end."""
    joined: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text[1:] if after_space and run.text[0] == " " else run.text
        if not text:
            continue
        after_space = text[-1] == " "
        last = joined[-1] if joined else None
        if last is not None and replace(run, text="") == replace(last, text=""):
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(run, text=text))
    if joined and joined[-1].text[-1] == " ":
        joined[-1] = replace(joined[-1], text=joined[-1].text[:-1])
        if not joined[-1].text:
            joined.pop()
    return tuple(joined)
