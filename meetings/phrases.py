"""Tables of phrases: the longest one that starts at a token, in any of its case forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from meetings.text import Token

Value = TypeVar("Value")


@dataclass(slots=True)
class _Node(Generic[Value]):
    children: dict[str, _Node[Value]] = field(default_factory=dict)
    value: Value | None = None


class PhraseTable(Generic[Value]):
    """Phrases in their inflected forms, matched token by token.

    ``bases`` gives the uninflected words that a token may stand for (Kazakh suffixes are taken
    off when reading; Russian forms are spelt out when the table is built).
    """

    def __init__(self, bases: Callable[[str], Iterable[str]] | None = None) -> None:
        self._root: _Node[Value] = _Node()
        self._bases = bases

    def add(self, words: Sequence[Iterable[str]], value: Value, *, replace: bool = True) -> None:
        """Put in a phrase: for each word the forms it may take, lower-case."""
        node = self._root
        for forms in words:
            wanted = sorted({form.replace("ё", "е") for form in forms})
            found = next((node.children[form] for form in wanted if form in node.children), None)
            # Words that share a form but not all forms must not share a node.
            if found is None or any(node.children.get(form) is not found for form in wanted):
                found = _merged(node, wanted)
            node = found
        if replace or node.value is None:
            node.value = value

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """The longest phrase starting at token ``at``: the token after it, and its value."""
        if self._bases is None and tokens[at].lower not in self._root.children:
            return None  # as at most tokens
        best: tuple[int, Value] | None = None
        # Several paths are possible: a form of one phrase may be the bare word of another.
        open_paths = [(self._root, at)]
        while open_paths:
            node, index = open_paths.pop()
            if node.value is not None and (best is None or index > best[0]):
                best = (index, node.value)
            if index < len(tokens) and tokens[index].sentence == tokens[at].sentence:
                open_paths.extend((child, index + 1) for child in self._steps(node, tokens[index]))
        return best

    def _steps(self, node: _Node[Value], token: Token) -> list[_Node[Value]]:
        if not node.children:
            return []
        exact = node.children.get(token.lower)
        found = [exact] if exact is not None else []
        if self._bases is not None:
            forms = (node.children.get(base) for base in self._bases(token.lower))
            found.extend(child for child in forms if child is not None and child is not exact)
        return found


def _merged(node: _Node[Value], forms: Sequence[str]) -> _Node[Value]:
    """A child that all forms lead to; what other phrases had under those forms is kept."""
    fresh: _Node[Value] = _Node()
    for form in forms:
        old = node.children.get(form)
        if old is not None:
            _absorb(fresh, old)
    for form in forms:
        node.children[form] = fresh
    return fresh


def _absorb(into: _Node[Value], other: _Node[Value]) -> None:
    if into.value is None:
        into.value = other.value
    for form, child in other.children.items():
        known = into.children.get(form)
        if known is None:
            into.children[form] = child
        elif known is not child:
            _absorb(known, child)
