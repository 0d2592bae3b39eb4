"""One sentence that tells what a release is about, in the release's own words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from meetings.figures.sentences import sentence_spans
from meetings.model import Analysis, Lang

LONGEST = 220
_SHORTEST = 40
_LEAD = 4000
_PARENTHESES = re.compile(r"\s*\((?![^)]*\d)[^()\n]{1,120}\)")
_DATE_LINE = re.compile(r"^[^.!?]{0,50}\d{4}[^.!?]{0,12}$")
_WORD = re.compile(r"[^\W_]+")
#: Points where a sentence may be cut off: not inside a name, a figure or a pair of marks.
_CUT = re.compile(
    r"(?<![A-ZА-ЯЁӘҒҚҢӨҰҮҺІ.\d])[\w»”)]*(?<=[a-zа-яёәғқңөұүһі»”)]) (?=[a-zа-яёәғқңөұүһі])"
)


@dataclass(frozen=True, slots=True)
class _Words:
    noise: tuple[re.Pattern[str], ...]
    meta: re.Pattern[str]
    clause: re.Pattern[str]


def summarise(title: str, text: str, lang: Lang, facts: Analysis) -> str:
    """A sentence of at most about 220 characters out of ``text``; the title where it has none.

    Parentheses and "the press service reports" are left out; a sentence that only repeats the
    title gives way to a more telling one. ``facts`` says which sentences name participants.
    """
    words = _words()
    candidates = [_cleaned(sentence, words) for sentence in _sentences(text, words)]
    candidates = [candidate for candidate in candidates if len(candidate) >= _SHORTEST]
    if not candidates:
        return _shortened(title.strip() or text.strip(), words)
    fresh = [one for one in candidates[:4] if not _repeats(one, title)]
    chosen = fresh[0] if fresh else candidates[0]
    if chosen is not candidates[0] and not _names_someone(chosen, facts):
        chosen = next((one for one in fresh if _names_someone(one, facts)), chosen)
    return _shortened(chosen, words)


def _sentences(text: str, words: _Words) -> list[str]:
    lead = text[:_LEAD]
    sentences = []
    for begin, end in sentence_spans(lead):
        sentence = " ".join(lead[begin:end].split())
        if not _DATE_LINE.match(sentence) and not words.meta.match(sentence):
            sentences.append(sentence)
    return sentences[:8]


def _cleaned(sentence: str, words: _Words) -> str:
    for pattern in words.noise:
        sentence = pattern.sub("", sentence)
    return " ".join(_PARENTHESES.sub("", sentence).split()).lstrip("—–- ")


def _repeats(sentence: str, title: str) -> bool:
    """Whether the sentence says no more than the title."""
    said = {word[:6].lower() for word in _WORD.findall(sentence) if len(word) > 3}
    known = {word[:6].lower() for word in _WORD.findall(title) if len(word) > 3}
    return bool(said) and len(said - known) <= max(1, len(said) // 8)


def _names_someone(sentence: str, facts: Analysis) -> bool:
    return any(person.name.split()[-1] in sentence for person in facts.participants if person.name)


def _shortened(sentence: str, words: _Words) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    clauses = [
        match.start()
        for match in words.clause.finditer(sentence, LONGEST // 3, LONGEST)
        if _balanced(sentence[: match.start()])
    ]
    if clauses:
        return sentence[: clauses[-1]].rstrip(" ,;—–-") + "."
    cuts = [
        match.end() - 1
        for match in _CUT.finditer(sentence, 0, LONGEST)
        if _balanced(sentence[: match.end() - 1])
    ]
    if cuts:
        return sentence[: cuts[-1]].rstrip(" ,;—–-") + "…"
    space = sentence.rfind(" ", 0, LONGEST)
    return (sentence[:space] if space > 0 else sentence[:LONGEST]) + "…"


def _balanced(piece: str) -> bool:
    return (
        piece.count("«") == piece.count("»")
        and piece.count("“") == piece.count("”")
        and piece.count("(") == piece.count(")")
        and piece.count('"') % 2 == 0
    )


@cache
def _words() -> _Words:
    resource = files("meetings").joinpath("data", "summary.toml")
    entry = tomllib.loads(resource.read_text(encoding="utf-8"))
    return _Words(
        noise=tuple(re.compile(pattern) for pattern in entry["noise"]),
        meta=re.compile(entry["meta"]),
        clause=re.compile(entry["clause"]),
    )
