"""The country of an office: said in it, said beside it, or Kazakhstan's own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from meetings import countries, leaders
from meetings.model import Lang
from meetings.offices.heads import Named, Office
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_WITH = frozenset({"with", "by", "с", "со"})
_REPRESENTED = frozenset(
    {
        *("represented", "представляет", "представил", "представила", "представляют"),
        *("возглавил", "возглавила", "возглавляет", "возглавит", "главе"),
    }
)
_SIDE_WINDOW = 40
_DASHES = frozenset({"–", "—", "-", ":"})
_ABLATIVE = ("нан", "нен", "дан", "ден", "тан", "тен")
_GUESTS = frozenset(
    {
        *("experts", "scientists", "economists", "scholars", "specialists", "officials"),
        *("businessmen", "entrepreneurs", "investors", "colleagues", "partners", "companies"),
    }
)
_SIDE = frozenset({"side", "стороны", "сторону", "тарапынан", "тараптан"})


def country_of(doc: Doc, lang: Lang, named: Named, place: str | None) -> str | None:
    """ISO code of the country whose office the person holds; None for an international body.

    Where the office does not say: the country it represents in the sentence; the side it is
    on; the country visited, for a head of state or minister met there; else Kazakhstan, unless
    the office is in a body of unknown country.
    """
    office = named.office
    if office is None:
        return None
    if office.country is not None:
        return office.country
    if office.organisation is not None or office.foreign:
        return _by_surname(lang, named, office.organisation)
    if delegation_body(doc, lang, named) is not None:
        return None
    beside = _beside(doc, lang, named)
    if beside is not None:
        return beside
    if office.rank == "envoy":
        before = doc.tokens[named.left - 1].lower if named.left else ""
        own = lang == "ru" and before.startswith("свои")
        return "KZ" if own else None
    if place not in (None, "KZ") and office.rank == "state" and _met(doc, named.left):
        return place
    return None if _NEVER_OWN.match(office.text) else "KZ"


# Offices that Kazakhstan has not.
_NEVER_OWN = re.compile(r"(?:наследный )?(?:эмир|корол|султан|принц|шах|император|канцлер)", re.I)


def led_country(name: str, office: Office) -> str | None:
    """The country that someone of this name leads, where the office names none."""
    leader = leaders.find(name)
    if leader is None or not _LEADING.search(office.text):
        return None
    return leader.country


_LEADING = re.compile(
    r"^(?:президент|премьер|глава (?:государства|правительства)|председатель правительства"
    r"|мемлекет басшысы|үкімет басшысы|канцлер)",
    re.I,
)


def _by_surname(lang: Lang, named: Named, body: str | None) -> str | None:
    """Kazakhstan for the head of an unknown company with a surname usual there (not in Russian).

    Known bodies have their country, or belong to many, in the table. In Kazakh the name must be
    spelt with a letter that Russian has not.
    """
    if lang == "ru" or body is None or organisations.named(body, lang) is not None:
        return None
    if organisations.abbreviated(body, lang) is not None:
        return None
    if lang == "kk":
        if organisations.is_known(body, lang):
            return None
        return "KZ" if _KAZAKH_NAME.search(" ".join(named.words).lower()) else None
    return "KZ" if usual_surname(named.words) else None


def home_of(doc: Doc, lang: Lang, named: Named) -> str | None:
    """The country of a person without an office: the one that a known leader of this name leads
    (Russian); Kazakhstan by surname, where the sentence names no other country (not Kazakh)."""
    if lang == "ru" and (leader := leaders.find(" ".join(named.words))) is not None:
        return leader.country
    if lang == "en" and (side := _side_before(doc, named)) is not None:
        return side
    if lang == "kk" or not usual_surname(named.words):
        return None
    sentence = doc.tokens[named.begin].sentence
    abroad = _abroad(doc, lang)
    first = bisect_left(abroad, named.begin - _SIDE_WINDOW)
    last = bisect_right(abroad, named.begin + _SIDE_WINDOW)
    beside = any(doc.tokens[at].sentence == sentence for at in abroad[first:last])
    return None if beside else "KZ"


@lru_cache(maxsize=1)
def _abroad(doc: Doc, lang: Lang) -> list[int]:
    """The tokens at which foreign countries are named: found once, many people may ask."""
    found = ((at, countries.match(doc.tokens, at, lang)) for at in range(len(doc.tokens)))
    return [at for at, country in found if country is not None and country.code != "KZ"]


def usual_surname(words: tuple[str, ...]) -> bool:
    """Whether a name, spelt in English or in Russian, ends as names in Kazakhstan do."""
    return any(_SURNAME.search(word) for word in words[-1:])


_SURNAME = re.compile(
    r"\w{2}(?:[oe]va?|ina?|uly|kyzy|b[ae][ky]|bai|khan|zhan|enko|tegi)$"
    r"|\w{2}(?:[оеё]ва?|ина?|[уұ]лы|[кқ]ызы|б[ае][кй]|хан|жан|енко|тег[иі])$"
)


_KAZAKH_NAME = re.compile(r"[әғқңөұүһі].*(?:[оеё]ва?|ина?|ұлы|қызы|б[ае][йк]|хан|жан|тай)$")


def delegation_body(doc: Doc, lang: Lang, named: Named) -> str | None:
    """The body whose people someone heads: "the World Bank headed by Vice President X"."""
    office = named.office
    if office is None or office.country or office.organisation:
        return None
    words = [token.lower for token in doc.tokens[max(0, named.left - 4) : named.left]]
    if not (({"headed", "led"} & set(words) and "by" in words) or "главе" in words):
        return None
    for index in range(named.left - 1, max(named.left - 14, -1), -1):
        if doc.tokens[index].sentence != doc.tokens[named.left].sentence:
            return None
        found = organisations.match(doc.tokens, index, lang)
        if found is not None and found[1].country is None:
            return doc.slice(index, found[0]) if found[0] - index == 1 else found[1].name
    return None


def _beside(doc: Doc, lang: Lang, named: Named) -> str | None:
    """ "State of Qatar represented by Prime Minister X"; «со словацкой стороны — министр X»."""
    if lang == "en" and (before := _side_before(doc, named)) is not None:
        return before
    if lang == "en" and (after := _side_after(doc, named)) is not None:
        return after
    left = named.left
    sentence = doc.tokens[left].sentence
    for at in range(left - 1, max(left - _SIDE_WINDOW, -1), -1):
        token = doc.tokens[at]
        if token.sentence != sentence:
            break
        if token.lower in _REPRESENTED and left - at <= 3:
            return _country_before(doc, lang, at)
        if lang == "en" and token.lower in _LED and left - at <= _NEAR:
            return _country_of_group(doc, at)
        side = _side_at(doc, lang, at) if token.kind == "word" else None
        if side is not None:
            return side
    return None


def _side_before(doc: Doc, named: Named) -> str | None:
    """ "from the Danish side X took part", "his Danish counterpart X"."""
    left = named.left
    for at in range(left - 1, max(left - _SIDE_WINDOW, -1), -1):
        token = doc.tokens[at]
        if token.sentence != doc.tokens[left].sentence:
            break
        if token.lower not in _COUNTERPARTS and token.lower != "side":
            continue
        if token.lower != "side" and at < left - 1:
            continue
        found = countries.match(doc.tokens, at - 1, "en") if at else None
        opening = [t.lower for t in doc.tokens[max(0, at - 3) : at - 1] if t.lower != "the"]
        if found is None or (token.lower == "side" and opening[-1:] not in (["from"], ["on"])):
            return None
        # "X from the Danish side": said of whom it follows.
        of_another = token.lower == "side" and _follows_a_name(doc, at - 1)
        return None if of_another else found.code
    return None


def _follows_a_name(doc: Doc, at: int) -> bool:
    """Whether a name or office stands right before the "from the" that ends before ``at``."""
    index = at - 1
    while index > 0 and doc.tokens[index].lower in {"the", "from", "on"}:
        index -= 1
    return doc.tokens[index].cap and index > 0


_COUNTERPARTS = frozenset({"counterpart", "colleague"})


def _country_of_group(doc: Doc, led: int) -> str | None:
    """ "the Danish trade delegation, led by X", "businessmen of Denmark headed by X"."""
    group = False
    for index in range(led - 1, max(led - _LONGEST_GROUP, -1), -1):
        token = doc.tokens[index]
        if token.sentence != doc.tokens[led].sentence or token.lower in {"with", "met", "between"}:
            break
        group = group or token.lower in _GROUPS
        found = countries.match(doc.tokens, index, "en")
        before = [t.lower for t in doc.tokens[max(0, index - 2) : index] if t.lower != "the"]
        if found is None or before[-1:] in (["to"], ["in"], ["and"]):
            continue
        of_group = any(t.lower in _GROUPS for t in doc.tokens[found.end : led])
        if group or of_group or before[-1:] == ["of"]:
            return found.code
    return None


_NEAR = 3
_LONGEST_GROUP = 14
_LED = frozenset({"headed", "led"})
_GROUPS = frozenset(
    {
        *("delegation", "delegations", "representatives", "mission", "group", "members", "side"),
        *("businessmen", "entrepreneurs", "investors", "team", "experts", "deputies"),
        *("parliamentarians", "companies", "company", "specialists", "circles", "officials"),
    }
)


def _side_at(doc: Doc, lang: Lang, at: int) -> str | None:
    """The country of the side that is introduced at token ``at``."""
    found = countries.match(doc.tokens, at, lang)
    if found is None or found.end >= len(doc.tokens):
        return None
    before = doc.tokens[at - 1].lower if at else ""
    following = doc.tokens[found.end].lower
    if following.startswith(("delegation", "делегаци")):
        return found.code
    if lang == "kk":
        ablative = doc.tokens[found.end - 1].lower.endswith(_ABLATIVE) and not found.adjective
        whole = countries.match(doc.tokens, at, lang) is not None
        return found.code if following in _SIDE or (ablative and whole and _bare(doc, at)) else None
    if before in {"с", "со", "от"} and following in _SIDE | _DASHES:
        return found.code
    if lang == "en" and following in _GUESTS and _lists(doc, found.end + 1):
        return found.code
    return found.code if lang == "en" and following in _SIDE else None


def _lists(doc: Doc, at: int) -> bool:
    """ "British experts, including X and Y", "Czech investors: X, Y"."""
    following = [token.lower for token in doc.tokens[at : at + 2]]
    return following[:1] == [":"] or (following[:1] == [","] and following[1:] == ["including"])


def _bare(doc: Doc, at: int) -> bool:
    """Қазақстаннан has the ending; Қазақстан only ends like one."""
    return doc.tokens[at].lower.endswith(("ннан", "ннен", "дан", "ден", "янан", "янен", "данан"))


def _side_after(doc: Doc, named: Named) -> str | None:
    """ "X and Y from the Kazakh side", "X from Azerbaijan"."""
    sentence = doc.tokens[named.begin].sentence
    for at in range(named.end, min(named.end + _SIDE_WINDOW, len(doc.tokens) - 1)):
        if doc.tokens[at].sentence != sentence:
            return None
        if doc.tokens[at].lower != "from":
            continue
        article = doc.tokens[at + 1].lower == "the"
        start = at + 2 if article else at + 1
        found = countries.match(doc.tokens, start, "en") if start < len(doc.tokens) else None
        if found is None:
            return None
        side = found.end < len(doc.tokens) and doc.tokens[found.end].lower == "side"
        return found.code if side or not (found.adjective or article) else None
    return None


def _country_before(doc: Doc, lang: Lang, at: int) -> str | None:
    for index in range(at - 1, max(at - 7, -1), -1):
        if doc.tokens[index].sentence != doc.tokens[at].sentence:
            break
        found = countries.match(doc.tokens, index, lang)
        if found is not None:
            return found.code
    return None


def _met(doc: Doc, left: int) -> bool:
    """ "talks with X", "was received by X": the host is the one met, not who came along."""
    before = [token.lower for token in doc.tokens[max(0, left - 7) : left] if token.lower != "the"]
    if len(before) < 2 or before[-1] not in _WITH or before[-2] in _CAME_ALONG:
        return False
    near = before[-6:-1]
    comma = max((i for i, word in enumerate(near) if word == ","), default=-1)
    return any(word.startswith(_MEETS) for word in near[comma + 1 :])


_CAME_ALONG = frozenset({"attended", "joined", "accompanied"})
_MEETS = (
    *("met", "meet", "talk", "negotiation", "received", "conversation"),
    *("встрет", "встреч", "переговор", "принят", "бесед"),
)
