"""English names that stand without an office: what else shows that they are persons'."""

from __future__ import annotations

from meetings.names import en as names_en
from meetings.offices import heads as offices
from meetings.offices.heads import Named, printed
from meetings.places import cities as places_cities
from meetings.text import Doc

_PATRONYMIC = ("ovich", "evich", "ovna", "evna")


def at(doc: Doc, begin: int) -> Named | None:
    """The name that begins at token ``begin``, if something shows that it is one."""
    end = names_en.name_end(doc, begin)
    if end is None:
        return _surname_alone(doc, begin)
    last = doc.tokens[end - 1].lower
    initial = doc.tokens[begin].kind == "initial"
    following = doc.tokens[end].lower if end < len(doc.tokens) else ""
    if last.endswith(_PATRONYMIC) and end - begin == 2 and not initial and doc.tokens[begin].quoted:
        return None
    address = begin - 2 if begin and doc.tokens[begin - 1].text == "." else begin - 1
    honorific = address >= 0 and doc.tokens[address].lower in names_en.FORMS_OF_ADDRESS
    usual = names_en.usual_surname(last) and end - begin <= 3
    given = doc.tokens[begin].lower in offices.words("en", "given") and end - begin == 2
    before = doc.tokens[begin - 1].lower if begin else ""
    person = following in _SPEAKS or before in _SPEAKS | _BEFORE_PERSON
    if initial or usual or honorific or ((given or end - begin == 2) and person):
        return Named(begin, end, printed(doc, begin, end))
    return None


def _surname_alone(doc: Doc, begin: int) -> Named | None:
    """ "Omarov said that …": a usual surname that opens a sentence, and speaks (English)."""
    opens = begin == 0 or doc.tokens[begin - 1].sentence != doc.tokens[begin].sentence
    end = names_en.single_end(doc, begin) if opens else None
    if end is None or end >= len(doc.tokens) or doc.tokens[end].lower not in _SPEAKS:
        return None
    if not names_en.bears_surname(doc.tokens[begin].lower):
        return None
    if places_cities.match(doc.tokens, begin, "en") is not None:
        return None
    return Named(begin, end, printed(doc, begin, end))


_BEFORE_PERSON = frozenset({"congratulated", "counterpart", "colleague"})
_SPEAKS = frozenset(
    [
        "said",
        "noted",
        "stressed",
        "told",
        "emphasized",
        "emphasised",
        "reported",
        "informed",
        "stated",
        "added",
        "spoke",
        "underlined",
        "announced",
        "explained",
        "thanked",
        "expressed",
        "met",
    ]
)
