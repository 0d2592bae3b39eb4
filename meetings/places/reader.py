"""Where the event was held: a city or country said with a preposition or in the locative."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from meetings import countries
from meetings.model import Kind, Lang, Place
from meetings.places import cities as places_cities
from meetings.places import kk as places_kk
from meetings.text import Doc

# How far before a city its event or matter is looked for, in words.
_WINDOW = 40
_LEAST_LEAD = 600
_LONGEST_LIST = 14
# Who "visited X" further on is somebody else.
_OPENING = 300
_AFTER_CITY = frozenset({"on", "and", "today", "to", "for", "as", "where", "with", "in"})


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    path = files("meetings").joinpath("data", "places.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def _pattern(lang: Lang, name: str) -> re.Pattern[str]:
    patterns = _cues()[lang][name]
    return re.compile("|".join(patterns) if patterns else r"(?!)")


@lru_cache(maxsize=32)
def _words(lang: Lang, name: str) -> frozenset[str]:
    return frozenset(_cues()[lang][name])


def read_place(doc: Doc, lang: Lang) -> Place:
    """The city and country of the event, as far as the title and the first paragraphs say."""
    city = _city(doc, lang)
    if city is None and lang == "kk":
        city = _on_own_trip(doc)
    if city is not None:
        return Place(city.name, city.country)
    country = _landmark(doc, lang) or _capital(doc, lang)
    if lang == "ru" and country == "KZ" and (own := _own_capital(doc)) is not None:
        return Place(own.name, own.country)
    return Place(None, country or _visited(doc, lang))


def place_by_kind(doc: Doc, lang: Lang, place: Place, kind: Kind, *, digest: bool) -> Place:
    """What English releases leave unsaid: a trip to a region is at home, a review has no place.

    Nor has what is told to the press, unless the first words say where: it tells of other places.
    """
    if lang != "en":
        return place
    opening = doc.text[: doc.title_end + _OPENING]
    if digest or (kind == "statement" and (place.city is None or place.city not in opening)):
        return Place(None, None)
    travels = kind == "regional_trip" and _pattern(lang, "travels").search(doc.text) is not None
    return Place(None, "KZ") if travels and place.country is None else place


def _lead(doc: Doc, lang: Lang) -> list[tuple[int, int]]:
    """The sentences of the lead that are not speech, as tokens."""
    limit = max(doc.lead_end, doc.title_end + _LEAST_LEAD)
    return [
        (begin, end)
        for begin, end in doc.sentence_bounds
        if doc.tokens[begin].start < limit and not _is_speech(doc, lang, begin, end)
    ]


def _is_speech(doc: Doc, lang: Lang, begin: int, end: int) -> bool:
    """Whether a sentence is speech; an English one may begin in a name in marks and go on."""
    return doc.tokens[begin].quoted and (lang != "en" or doc.tokens[end - 1].quoted)


def _in_speech(doc: Doc, begin: int, at: int) -> bool:
    """ "We opened a school in X," Y said: in speech that opens the sentence."""
    return all(token.quoted for token in doc.tokens[begin : at + 1])


def _city(doc: Doc, lang: Lang) -> places_cities.City | None:
    if lang == "kk":
        lead = _lead(doc, lang)
        return places_kk.city(doc, lead, _pattern("kk", "held"), _words("kk", "towns"))
    for begin, end in _lead(doc, lang):
        if not _pattern(lang, "held").search(doc.slice(begin, end)):
            continue
        for at in range(begin, end):
            found = places_cities.match(doc.tokens, at, lang) or _named_city(doc, lang, at)
            if found is None or not _where(doc, lang, at, found[0]):
                continue
            if lang == "en" and _in_speech(doc, begin, at):
                continue
            if lang == "ru" and _only_goal(doc, at, found) and not _goes(doc, begin, end):
                continue
            if not _pattern(lang, "elsewhere").search(doc.slice(begin, at)):
                return found[1]
    return None


def _named_city(doc: Doc, lang: Lang, at: int) -> tuple[int, places_cities.City] | None:
    """Russian: a town that no table has, called one («в г. Сарань»): one of Kazakhstan's."""
    token = doc.tokens[at]
    if lang != "ru" or at < 3 or not token.cap or token.upper or token.kind != "word":
        return None
    if (doc.tokens[at - 2].lower, doc.tokens[at - 1].text) != ("г", "."):
        return None
    return at + 1, places_cities.City(token.text, "KZ")


def _where(doc: Doc, lang: Lang, at: int, end: int) -> bool:
    """Whether a city is said to be the place: "in X", «в г. X»."""
    if lang == "en" and (_names_a_region(doc, end) or _day_follows(doc, end)):
        return _day_follows(doc, end) and not _names_a_region(doc, end)
    if lang == "en" and (_hosts(doc, end) or _shown_there(doc, at, end)):
        return True
    before = at - 1
    while before >= 0 and doc.tokens[before].lower in _words(lang, "skipped"):
        before -= 1
    if before < 0:
        return False
    if lang == "en" and _gone_to(doc, before, end):
        return True
    if lang == "ru" and before < at - 1 and doc.tokens[before].lower.startswith("посетил"):
        return True  # «посетил г. Сарань»
    if doc.tokens[before].lower not in _words(lang, "before"):
        return False
    return lang != "en" or not _of_matter(doc, before)


def _names_a_region(doc: Doc, end: int) -> bool:
    """Almaty region, Astana airport: no city is said to be the place."""
    following = doc.tokens[end].lower if end < len(doc.tokens) else ""
    if following in _words("en", "beyond"):
        return True
    for token in doc.tokens[end : end + _LONGEST_LIST]:
        if not (token.cap or token.lower in {",", "and"}):
            return token.lower == "regions"
    return False


def _day_follows(doc: Doc, end: int) -> bool:
    """ "in X today": said of the event, whatever stands before."""
    return end < len(doc.tokens) and doc.tokens[end].lower in {"today", "yesterday"}


def _hosts(doc: Doc, end: int) -> bool:
    """ "X hosts a meeting", "X will host the forum"."""
    following = [token.lower for token in doc.tokens[end : end + 2]]
    return following[:1] in (["hosts"], ["hosted"]) or following == ["will", "host"]


def _shown_there(doc: Doc, at: int, end: int) -> bool:
    """ "Visited X airport": what everyone knows to stand in the city that it is called after."""
    following = [token.lower for token in doc.tokens[end : end + 2]]
    if "airport" not in following[:1] and following != ["international", "airport"]:
        return False
    begin = next(b for b, e in doc.sentence_bounds if b <= at < e)
    return _pattern("en", "inspects").search(doc.slice(begin, at)) is not None


def _gone_to(doc: Doc, at: int, end: int) -> bool:
    """ "a working visit to X", "visited X" (not "visited X plant")."""
    lower = doc.tokens[at].lower
    if lower == "to":
        return at > 0 and doc.tokens[at - 1].lower in _words("en", "travel")
    following = doc.tokens[end] if end < len(doc.tokens) else None
    plain = following is None or following.kind != "word" or following.lower in _AFTER_CITY
    opening = doc.tokens[at].start < doc.title_end + _OPENING
    return lower in {"visited", "visits"} and plain and opening


def _only_goal(doc: Doc, at: int, found: tuple[int, places_cities.City]) -> bool:
    """Russian: «рейсы в Туркестан» names where to, «в Туркестане» where."""
    written, name = doc.tokens[found[0] - 1].lower, found[1].name.lower()
    marked = doc.tokens[at - 1].lower not in _words("ru", "before")
    return not marked and written[-1] not in "еи" and name[-1] not in "оуыиею"


def _goes(doc: Doc, begin: int, end: int) -> bool:
    return _pattern("ru", "visit").search(doc.slice(begin, end)) is not None


def _own_capital(doc: Doc) -> places_cities.City | None:
    """Russian: the capital of Kazakhstan by the name that the text has for it."""
    for at in range(len(doc.tokens)):
        found = places_cities.match(doc.tokens, at, "ru")
        if found is not None and found[1].name in _CAPITALS:
            return found[1]
    return None


_CAPITALS = frozenset({"Астана", "Нур-Султан"})


def _of_matter(doc: Doc, at: int) -> bool:
    """Whether "in X" tells of a matter: a meeting *on the construction of a centre in X*."""
    matters = _words("en", "matters")
    events = _words("en", "events")
    for index in range(at - 1, max(at - _WINDOW, -1), -1):
        token = doc.tokens[index]
        if token.sentence != doc.tokens[at].sentence or token.lower in events:
            return False
        if token.lower in matters and not _dated(doc, index):
            return True
    return False


def _dated(doc: Doc, at: int) -> bool:
    """ "on March 6": a day, no matter."""
    return doc.tokens[at].lower == "on" and any(
        token.kind == "number" for token in doc.tokens[at + 1 : at + 3]
    )


def _landmark(doc: Doc, lang: Lang) -> str | None:
    landmarks: dict[str, str] = _cues()[lang]["landmarks"]
    for begin, end in _lead(doc, lang):
        for at in range(begin, end):
            token = doc.tokens[at]
            if not token.cap or token.lower not in landmarks:
                continue
            before = {t.lower for t in doc.tokens[max(begin, at - 2) : at]}
            if lang != "en" or before & _words(lang, "to") | before & _words(lang, "before"):
                return landmarks[token.lower]
    return None


def _capital(doc: Doc, lang: Lang) -> str | None:
    """ "hosted by the capital of Pakistan", «в столице Узбекистана», «Өзбекстан астанасында»."""
    for begin, end in _lead(doc, lang):
        for at in range(begin, end):
            if doc.tokens[at].lower not in _words(lang, "capital"):
                continue
            first = max(begin, at - 2) if lang == "kk" else at + 1
            for index in range(first, min(at + 5, end)):
                found = countries.match(doc.tokens, index, lang)
                if found is not None:
                    return found.code
    return None


def _visited(doc: Doc, lang: Lang) -> str | None:
    """The country, or one's own region, that a visit or trip goes to."""
    for begin, end in _lead(doc, lang):
        sentence = doc.slice(begin, end)
        cue = _pattern(lang, "visit").search(sentence)
        if cue is None:
            continue
        start = 0 if lang == "kk" else cue.start()
        if _pattern(lang, "own_region").search(sentence, start):
            return "KZ"
        if lang == "kk":
            continue
        if lang == "ru" and _pattern("ru", "elsewhere").search(sentence[: cue.start()]):
            continue  # «достигнутые в рамках визита в …»: another time
        found = _goal(doc, lang, (begin, end), doc.tokens[begin].start + cue.end())
        if found is not None:
            return found
    return places_kk.visited(doc, _lead(doc, lang)) if lang == "kk" else None


def _on_own_trip(doc: Doc) -> places_cities.City | None:
    """Kazakh: the first city named in the lead of a trip to one's own region, whatever its case."""
    lead = _lead(doc, "kk")
    cue = next((i for i, span in enumerate(lead) if _to_own_region(doc.slice(*span))), None)
    if cue is None:
        return None
    return places_kk.in_own_region(doc, lead[cue:])


def _to_own_region(sentence: str) -> bool:
    return all(_pattern("kk", cue).search(sentence) for cue in ("visit", "own_region"))


def _goal(doc: Doc, lang: Lang, sentence: tuple[int, int], offset: int) -> str | None:
    for at in range(sentence[0] + 1, sentence[1]):
        if doc.tokens[at].start < offset:
            continue
        before = {token.lower for token in doc.tokens[max(0, at - 2) : at]}
        found = countries.match(doc.tokens, at, lang) if before & _words(lang, "to") else None
        if found is not None and not found.adjective:
            return found.code
    return None
