"""The text of a piece of markup as a flat list of blocks.

Everything that a release says goes through these blocks, so that text and Markdown can never
differ, and no nesting of the page, however deep, can harm a reader.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from importlib.resources import files
from typing import cast

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import Block, Kind, Run, clean_text, spaced

_TABLE = tomllib.loads(
    files("crawler.pages").joinpath("data", "elements.toml").read_text(encoding="utf-8")
)
_SKIPPED = frozenset(_TABLE["skipped"])
_BLOCKS: dict[str, Kind] = {
    tag: cast("Kind", kind) for kind, tags in _TABLE["blocks"].items() for tag in tags
}
#: Kinds that hold whatever stands in them.
_HOLDERS = frozenset({"li", "row", "quote", "h2", "h3", "h4"})
_BOLD = frozenset({"b", "strong"})
_CELLS = frozenset({"td", "th"})
_ITALIC = frozenset({"i", "em"})


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


def node_text(node: LexborNode) -> str:
    """The text of an element on one line; blocks within it are parted by a space."""
    only = node.child
    if only is not None and only.next is None and only.tag == "-text":
        return clean_text(only.text_content or "")  # as the walk below would read it
    return " ".join(block.text for block in read_blocks(node))


def _events(root: LexborNode, skip: Collection[int]) -> Iterator[tuple[bool, LexborNode]]:
    """Every node on entering (True) and on leaving (False), without recursion."""
    stack: list[tuple[bool, LexborNode]] = [(True, root)]
    root_id = root.mem_id
    while stack:
        opening, node = stack.pop()
        if not opening or node.tag == "-text":
            yield opening, node
        elif node.mem_id == root_id or not is_skipped(node, skip):
            yield True, node
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


def _kind_of(node: LexborNode) -> Kind:
    """The kind of block that an element makes; a row whose cells hold paragraphs is layout."""
    kind = _BLOCKS[node.tag or ""]
    return "p" if kind == "row" and _is_layout(node) else kind


def _is_layout(row: LexborNode) -> bool:
    if row.css_first("table, h1, h2, p + p, p + ul, div + div, blockquote") is not None:
        return True
    return any(_breaks_twice(one) for one in row.css("br + br"))


def _breaks_twice(second: LexborNode) -> bool:
    """Whether nothing but space stands between a line break and the one before it."""
    before = second.prev
    while before is not None and before.tag == "-text":
        if (before.text_content or "").strip():
            return False
        before = before.prev
    return True


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._holders: list[Kind] = []
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
            self._open_block(_kind_of(node))
        else:
            self._format(tag, 1)
            if tag == "a":
                self._hrefs.append(node.attributes.get("href"))

    def close(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._close_block(_kind_of(node))
        elif tag == "a":
            self._hrefs.pop()
        elif tag in _CELLS:
            self._part()
        else:
            self._format(tag, -1)

    def _format(self, tag: str, step: int) -> None:
        if tag in _BOLD:
            self._bold += step
        elif tag in _ITALIC:
            self._italic += step

    def _open_block(self, kind: Kind) -> None:
        self._part() if kind == "p" else self.flush()
        if kind in _HOLDERS:
            self._holders.append(kind)

    def _close_block(self, kind: Kind) -> None:
        self._part() if kind == "p" else self.flush()
        if kind in _HOLDERS:
            self._holders.pop()

    def _part(self) -> None:
        """Begin another paragraph, or only another word where all is one line."""
        if self._in_line():
            self._runs.append(Run(" "))
        else:
            self.flush()

    def _add_text(self, text: str) -> None:
        text = spaced(text)
        if not text:
            return
        if text != " ":
            self._breaks = 0
        href = next((one for one in reversed(self._hrefs) if one), None)
        self._runs.append(Run(text, self._bold > 0, self._italic > 0, href))

    def _break(self) -> None:
        """One line break is a space, two in a row part paragraphs."""
        self._breaks += 1
        if self._breaks > 1 and not self._in_line():
            self.flush()
        else:
            self._runs.append(Run(" "))

    def _in_line(self) -> bool:
        """Whether what stands here is one line: a paragraph in a list item is the item."""
        return bool(self._holders) and self._holders[-1] in ("li", "row")

    def flush(self) -> None:
        runs = _tidy(self._runs)
        self._runs = []
        self._breaks = 0
        if runs:
            self.blocks.append(Block(self._holders[-1] if self._holders else "p", runs))


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
        if last is not None and _form(run) == _form(last):
            joined[-1] = Run(last.text + text, *_form(last))
        else:
            joined.append(run if text == run.text else Run(text, *_form(run)))
    if joined and joined[-1].text[-1] == " ":
        last = joined.pop()
        if last.text != " ":
            joined.append(Run(last.text[:-1], *_form(last)))
    return tuple(joined)


def _form(run: Run) -> tuple[bool, bool, str | None]:
    return run.bold, run.italic, run.href
