"""Where the event was held: a city or country said with a preposition or in the locative."""

from __future__ import annotations

import re

from meetings import countries, places_cities
from meetings.model import Lang, Place
from meetings.text import Doc, Token

_HELD = {
    "en": re.compile(r"\b(?:held|took place|takes place|hosted|arrived|visit|visited|gathered|opened|started|began|talks|met|meeting|took part|will)\b"),
    "ru": re.compile(r"(?:про(?:шл|вел|вёл|веден|ход)|состоя|встрет|встреч|начал|участ|прибыл|визит|посет|переговор|откры|заседани|совещани|форум|саммит|поезд)"),
    "kk": re.compile(r"(?:өт|кездес|сапар|қатыс|бар|кел|отырыс|жина|ашыл|болды|тексер|басталды)"),
}
_AGREED = re.compile(
    r"(?:agreements?|reached|made by|last (?:year|month)|earlier|договоренност|достигнут|ранее"
    r"|в прошлом|келісім|өткен жыл)"
)
_IN = {"en": frozenset({"in", "at"}), "ru": frozenset({"в", "во"}), "kk": frozenset[str]()}
_TO = {"en": frozenset({"to", "in"}), "ru": frozenset({"в", "во"}), "kk": frozenset[str]()}
_VISIT = {
    "en": re.compile(r"\b(?:visit|trip|arrived|arrives)\b"),
    "ru": re.compile(r"(?:визит|поездк|прибыл|прибудет|прилетел)"),
    "kk": re.compile(r"(?:сапар|келді|барды|барады)"),
}
_LOCATIVE = ("да", "де", "та", "те", "дағы", "дегі", "тағы", "тегі")
_LANDMARKS = {
    "en": {"kremlin": "RU", "akorda": "KZ"},
    "ru": {"кремле": "RU", "кремль": "RU"},
    "kk": {"кремльде": "RU"},
}
_REGION_RU = re.compile(r"(?:ск|цк)(?:ую|ой|ая) област")
_REGION_KK = re.compile(r"облысы")


def read_place(doc: Doc, lang: Lang) -> Place:
    """The city and country of the event, as far as the title and the first paragraphs say."""
    city = _city(doc, lang)
    if city is not None:
        return Place(city.name, city.country)
    country = _landmark(doc, lang) or _capital(doc, lang) or _visited(doc, lang)
    return Place(None, country)


def _lead(doc: Doc) -> list[tuple[int, int]]:
    limit = max(doc.lead_end, doc.title_end + 600)
    return [(b, e) for b, e in doc.sentence_bounds if doc.tokens[b].start < limit]


def _city(doc: Doc, lang: Lang) -> places_cities.City | None:
    for begin, end in _lead(doc):
        sentence = doc.slice(begin, end)
        if not _HELD[lang].search(sentence) or doc.tokens[begin].quoted:
            continue
        for at in range(begin, end):
            found = places_cities.match(doc.tokens, at, lang)
            if found is None or not _locative(doc, lang, at, found[0]):
                continue
            before = doc.slice(begin, at)
            if _AGREED.search(before) or _other_event(before, lang):
                continue
            return found[1]
    return None


def _other_event(before: str, lang: Lang) -> bool:
    """A city right after the name of another event: "during the summit in Astana in July"."""
    return re.search(r"(?:[Ss]ummit|[Ss]ession|саммит[аеу]?) (?:in|в) $", before + " ") is not None and (
        re.search(r"(?:during|after|following|since|after|на прошедшем|по итогам)", before) is not None
    )


def _locative(doc: Doc, lang: Lang, at: int, end: int) -> bool:
    if lang == "kk":
        return doc.tokens[end - 1].lower.endswith(_LOCATIVE) and not _bare_city(doc, at)
    if at == 0:
        return False
    previous = doc.tokens[at - 1]
    if previous.lower in {"г", "городе", "city"} or (previous.text == "." and at > 1):
        previous = doc.tokens[at - 2] if previous.text != "городе" else previous
        if doc.tokens[at - 1].lower == "городе":
            return True
    return previous.lower in _IN[lang]


def _bare_city(doc: Doc, at: int) -> bool:
    """Караганды-type names end like a locative by themselves."""
    return False


def _landmark(doc: Doc, lang: Lang) -> str | None:
    for begin, end in _lead(doc):
        for token in doc.tokens[begin:end]:
            if token.cap and token.lower in _LANDMARKS[lang]:
                return _LANDMARKS[lang][token.lower]
    return None


def _capital(doc: Doc, lang: Lang) -> str | None:
    """ "hosted by the capital of Pakistan", «в столице Узбекистана»."""
    cue = {"en": "capital", "ru": "столице", "kk": "астанасында"}[lang]
    for begin, end in _lead(doc):
        for at in range(begin, end):
            if doc.tokens[at].lower != cue:
                continue
            for index in range(at - 2 if lang == "kk" else at + 1, min(at + 5, end)):
                found = countries.match(doc.tokens, max(index, begin), lang)
                if found is not None:
                    return found.code
    return None


def _visited(doc: Doc, lang: Lang) -> str | None:
    """The country (or one's own region) that a visit or trip goes to."""
    for begin, end in _lead(doc):
        sentence = doc.slice(begin, end)
        cue = _VISIT[lang].search(sentence)
        if cue is None:
            continue
        if lang == "ru" and _REGION_RU.search(sentence, cue.start()):
            return "KZ"
        if lang == "kk":
            continue
        found = _after(doc, lang, begin, end, doc.tokens[begin].start + cue.end())
        if found is not None:
            return found
    return None


def _after(doc: Doc, lang: Lang, begin: int, end: int, offset: int) -> str | None:
    for at in range(begin + 1, end):
        token = doc.tokens[at]
        if token.start < offset or not _reached(doc.tokens, at, lang):
            continue
        found = countries.match(doc.tokens, at, lang)
        if found is not None and not found.adjective:
            return found.code
    return None


def _reached(tokens: tuple[Token, ...], at: int, lang: Lang) -> bool:
    before = [token.lower for token in tokens[max(0, at - 2) : at]]
    return any(word in _TO[lang] for word in before)
