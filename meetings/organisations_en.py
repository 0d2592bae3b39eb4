"""English: bodies known by their grammar: "Caspian Cement LLP", "Council of Heads of State"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from meetings.organisations_ru import Found
from meetings.text import Doc

_CAPITAL = r"[A-Z][\w&’'/-]*"
_TAIL = rf"(?: (?:of|on|for)(?: the)?(?: {_CAPITAL})+(?:(?: and| of the| of)(?: {_CAPITAL})+)*)"
# "… of the Republic of Kazakhstan" says whose, not which.
_OWNER = re.compile(r" (?:of|under) (?:the )?(?:Republic of )?Kazakhstan$")
_STATES = re.compile(r" member states\b")
_MOST_WORDS = 12


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    path = files("meetings").joinpath("data", "organisations_en.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    if name == "ended":
        nouns = "|".join(words["nouns"])
        return re.compile(rf"(?<![\w-])(?:{_CAPITAL} ){{1,6}}(?:{nouns})(?![\w-]){_TAIL}{{0,3}}")
    if name == "opened":
        openers = "|".join(words["openers"])
        return re.compile(rf"(?<![\w-])(?:{openers}){_TAIL}{{1,3}}")
    if name == "company":
        legal = "|".join(words["legal"])
        return re.compile(
            rf"(?<![\w-])(?:{_CAPITAL} ){{1,5}}(?:{legal})(?![\w-])"
            rf"|(?:(?:{legal}) )?[“\"«][A-Z][^”\"»\n]{{0,50}}[^\s”\"»][”\"»] (?:{legal})(?![\w-])"
            rf"|(?:(?:{legal}) )+[“\"«][A-Z][^”\"»\n]{{0,50}}[^\s”\"»][”\"»]"
        )
    return re.compile("|".join(words[name]))


def find(doc: Doc) -> list[Found]:
    """The bodies of the text in order, none inside another."""
    text = doc.text[: doc.body_end]
    found = [*_companies(text), *_named(text, "ended"), *_named(text, "opened"), *_single(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _companies(text: str) -> Iterator[Found]:
    for match in _pattern("company").finditer(text):
        start = _start(text, match.start(), match.end())
        if len(text[start : match.end()].split()) > 1:
            yield Found(start, match.end(), text[start : match.end()], company=True)


def _named(text: str, kind: str) -> Iterator[Found]:
    for match in _pattern(kind).finditer(text):
        start = _start(text, match.start(), match.end())
        end = match.end()
        states = _STATES.match(text, end)
        if states is not None and kind == "opened":
            end = states.end()
        name = _OWNER.sub("", " ".join(text[start:end].split()))
        long_enough = 1 < len(name.split()) <= _MOST_WORDS
        if long_enough and _pattern("state").match(name) is None:
            yield Found(start, end, name, company=False)


def _single(text: str) -> Iterator[Found]:
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(_words()['names'])})(?![\w-])", text):
        yield Found(match.start(), match.end(), match.group(), company=False)


def _start(text: str, start: int, end: int) -> int:
    """Where the name begins, words that only happen to have a capital before it left out."""
    while True:
        word = re.match(r"[\w’'-]+ ", text[start:end])
        if word is None or word.group().strip() not in _words()["never"]:
            return start
        start += word.end()
