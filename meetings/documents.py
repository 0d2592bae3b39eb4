"""Documents that a text names with what became of them, and other events it refers to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from meetings.figures.morphology import nominative_phrase
from meetings.figures.sentences import sentence_spans
from meetings.model import Document, Lang, ReferencedEvent, Span

_LONGEST_SENTENCE = 900
_LONGEST_NAME = 260
_STATUS = {
    "signed": "signed", "подпис": "signed", "қол": "signed",
    "adopted": "adopted", "approved": "adopted", "принят": "adopted", "принял": "adopted",
    "утверж": "adopted", "утверд": "adopted", "қабыл": "adopted", "бекіт": "adopted",
}  # fmt: skip
_SPLIT = {
    "en": re.compile(
        r",? and (?=(?:an?|the|\d+|several|joint|other) )|, (?=(?:an?|the|\d+) )|, as well as "
    ),
    "ru": re.compile(
        r", а также |(?<=\w) и (?=\d|мемор|согл|протокол|декл|контр|план|дорож|совмест)"
        r"|, (?=мемор|согл|протокол|декл|контр|план|дорож)"
    ),
    "kk": re.compile(r", сондай-ақ | және (?=[^,]{0,80}(?:туралы|жөнінде))"),
}
_LEADING = re.compile(
    r"^(?:(?:also|following|as a result|ряд|также|the parties|a|an|the)\b[ ,]*|[—–:,-]\s*)+",
    re.IGNORECASE,
)
_OPENING_EN = re.compile(r"^[^,]{0,90}, (?=(?:an?|the|\d+|several|joint|a number) )", re.IGNORECASE)
_OPENING_KK = re.compile(
    r".{0,120}?(?:қорытындысы бойынша|қорытындысында|барысында|нәтижесінде|аясында),? "
    r"|.{0,160}?\w(?:ып|іп|еп|ап), "
)
#: Greedy, so that the last article or number before the document's word counts.
_DETERMINER = re.compile(r"^.*(?<!\w)(?:an?|the|to date)\s", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?:в|во|на|с|со|по|для|при|из|от|к|о|об|in|at|by|on|of|with|for|this|these|it|they)\s",
    re.IGNORECASE,
)
_KK_DATIVE = ("ға", "ге", "қа", "ке", "на", "не")
_VAGUE = re.compile(r"(?:number of |several |the following )?(?:joint )?documents$|следующ|мынадай")
_MOST_WORDS_BEFORE = {"en": 6, "ru": 3, "kk": 12}
_TAIL_RU = re.compile(r"\s*[,;](?=\s+(?:котор|сообщ|направл|предусматр|где)).*$|\s*[.;]$")


@dataclass(frozen=True, slots=True)
class _Words:
    noun: re.Pattern[str]
    strong: re.Pattern[str]
    passive: re.Pattern[str]
    active: re.Pattern[str]
    planned: re.Pattern[str]
    expected: re.Pattern[str]


def read_documents(text: str, lang: Lang) -> tuple[Document, ...]:
    """Documents that the text says were signed or adopted, or are planned or expected to be.

    Documents that are only talked of, or were signed on other occasions, are left out.
    """
    words = _words(lang)
    documents: list[Document] = []
    seen: set[str] = set()
    for start, end in sentence_spans(text):
        if end - start > _LONGEST_SENTENCE:
            continue
        for name, status, at in _read_sentence(text[start:end], lang, words):
            key = name.lower()
            if key not in seen:
                seen.add(key)
                documents.append(Document(name, status, (start + at, start + at + len(name))))
    return tuple(documents)


def _read_sentence(sentence: str, lang: Lang, words: _Words) -> Iterator[tuple[str, str, int]]:
    if not words.strong.search(sentence):
        return
    verb, status = _verb(sentence, words)
    if verb is None:
        return
    for begin, end in _objects(sentence, verb, lang, words):
        for piece_begin, piece_end in _split(sentence, begin, end, lang):
            name_begin, name_end = _narrowed(sentence, piece_begin, piece_end, lang, words)
            if _VAGUE.match(sentence[name_begin:name_end]):
                name_end = _told(sentence, verb.end(), lang) or name_begin
            name = sentence[name_begin:name_end]
            if " " in name and 8 <= len(name) <= _LONGEST_NAME:
                yield name, status, name_begin


def _told(sentence: str, verb_end: int, lang: Lang) -> int | None:
    """Where "a number of documents were signed in the areas of …" ends, if it tells that much."""
    rest = sentence[verb_end:].rstrip(" .;")
    return verb_end + len(rest) if lang == "en" and rest.startswith((" in ", " on ")) else None


def _narrowed(sentence: str, begin: int, end: int, lang: Lang, words: _Words) -> Span:
    """The name alone: from the words that belong to the document on; empty where none does."""
    heads = list(words.strong.finditer(sentence, begin, end))
    if not heads:
        return begin, begin
    if lang == "kk":
        opening = _OPENING_KK.match(sentence, begin, heads[-1].start())
        start = opening.end() if opening is not None else begin
        last = heads[-1]
        return start, last.end() - (2 if last.group().endswith(_KK_DATIVE) else 0)
    before = sentence[begin : heads[0].start()]
    for match in _DETERMINER.finditer(before):
        begin, before = begin + match.end(), before[match.end() :]
        break
    too_far = len(before.split()) > _MOST_WORDS_BEFORE[lang]
    if too_far or _PREPOSITION.match(sentence, begin):
        return begin, begin
    return begin, end


def _verb(sentence: str, words: _Words) -> tuple[re.Match[str] | None, str]:
    for pattern, status in ((words.expected, "expected"), (words.planned, "planned")):
        match = pattern.search(sentence)
        if match is not None:
            return match, status
    match = words.passive.search(sentence) or words.active.search(sentence)
    if match is None:
        return None, ""
    verb = match["verb"].lower()
    return match, next((s for stem, s in _STATUS.items() if verb.startswith(stem)), "signed")


def _objects(sentence: str, verb: re.Match[str], lang: Lang, words: _Words) -> list[Span]:
    """Where the names of the documents stand: before a passive verb, after an active one."""
    before: Span = (0, verb.start())
    after: Span = (verb.end(), len(sentence))
    if lang == "kk":
        return [before]
    if lang == "en":
        is_active = words.active.match(sentence, verb.start()) or re.search(
            r"(?:sign|adopt)$", verb.group()
        )
        return [after] if is_active else [before]
    if words.strong.search(sentence, verb.end()):
        return [after]
    return [before]


def _split(sentence: str, begin: int, end: int, lang: Lang) -> Iterator[Span]:
    if lang == "en":
        opening = _OPENING_EN.match(sentence[begin:end])
        begin += opening.end() if opening is not None else 0
    position = begin
    for match in _SPLIT[lang].finditer(sentence, begin, end):
        yield _trimmed(sentence, position, match.start())
        position = match.end()
    yield _trimmed(sentence, position, end)


def _trimmed(sentence: str, begin: int, end: int) -> Span:
    piece = sentence[begin:end]
    leading = _LEADING.match(piece.lstrip())
    skipped = len(piece) - len(piece.lstrip()) + (leading.end() if leading is not None else 0)
    rest = _TAIL_RU.sub("", piece[skipped:].rstrip(" ,.;:—–-"))
    return begin + skipped, begin + skipped + len(rest)


def read_referenced_events(text: str, lang: Lang) -> tuple[ReferencedEvent, ...]:
    """Summits, forums, congresses, visits and addresses that the text refers to.

    What the text itself reports is none: in its lead only those named as an occasion count.
    """
    entry = _document()["events"][lang]
    pattern = re.compile(entry["pattern"])
    sentences = sentence_spans(text)
    events: list[ReferencedEvent] = []
    seen: set[str] = set()
    for index, (start, end) in enumerate(sentences):
        if end - start > _LONGEST_SENTENCE:
            continue
        for match in pattern.finditer(text, start, end):
            if not _is_reference(text, match, entry, start, in_lead=index < 2):
                continue
            name = _title(match, lang, entry["cue"])
            key = name.lower()
            if key not in seen and len(name) > 8:
                seen.add(key)
                events.append(ReferencedEvent(name, _when(text, match.end()), None, match.span()))
    return tuple(events)


def _is_reference(
    text: str, match: re.Match[str], entry: dict[str, str], start: int, *, in_lead: bool
) -> bool:
    if match.groupdict().get("visit"):
        return True
    if entry.get("after"):
        return re.match(entry["after"], text[match.end() : match.end() + 20]) is not None
    cue = entry["lead_cue"] if in_lead else entry["cue"]
    if cue and re.match(rf"(?:{cue})\s", match.group(), re.IGNORECASE):
        return True
    before = text[max(start, match.start() - 60) : match.start()]
    return re.search(rf"(?<!\w)(?:{cue})\s+$", before, re.IGNORECASE) is not None


def _title(match: re.Match[str], lang: Lang, cue: str) -> str:
    """The name of the event; in Russian its head and the words before it in the nominative."""
    name = " ".join(match.group().split())
    if lang != "ru":
        leading = re.match(rf"(?:{cue} )?(?:the )?", name, re.IGNORECASE) if cue else None
        return name[leading.end() :] if leading is not None else name
    before = " ".join((match["before"] or match["plain"] or "").split())
    rest = name[len(before) :].split()
    head = nominative_phrase([*before.split(), rest[0]])
    return " ".join([head, *rest[1:]])


def _when(text: str, end: int) -> str | None:
    match = re.match(
        r"\s?\(([^()\n]{4,60}\d[^()\n]{0,40}|[^()\n]{0,10}\d[^()\n]{4,60})\)", text[end : end + 120]
    )
    return match.group(1) if match is not None else None


@cache
def _words(lang: Lang) -> _Words:
    entry = _document()[lang]
    return _Words(
        **{
            name: re.compile(rf"(?<!\w)(?:{entry[name]})(?!\w)", re.IGNORECASE)
            for name in ("noun", "strong", "passive", "active", "planned", "expected")
        }
    )


@cache
def _document() -> dict[str, Any]:
    resource = files("meetings").joinpath("data", "documents.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))
