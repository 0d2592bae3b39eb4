"""Where a personal name begins and ends in English text.

A capitalised word that is no word of government prose (``data/words_en.txt``), no country and
no abbreviation may be part of a name; a name has an initial and a surname, or two such words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from meetings import countries
from meetings.offices import heads as offices
from meetings.organisations import bodies as organisations
from meetings.text import Doc, Token

_DERIVED = re.compile(
    r".{3,}(?:tion|tions|ment|ments|ness|ity|ities|ism|ical|ional|ance|ence|ship|ology|ics|ative"
    r"|able|ible|ization|isation|ing|ways|works|stan)$"
)
_LONGEST = 5
#: They lead to a name and are no part of it.
FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "dr", "prof", "datuk", "dato", "seri", "hon"})
_ARABIC = re.compile("(?:al|el|ad|an|ar|as|ash|bin|ibn)-[A-Z][a-z]{2,}")
_SURNAME = re.compile(
    r".(?:ov|ev|yov|in|yn|ova|eva|ina|yna|sky|skiy|skaya|uly|kyzy|bek|bayev|khan|enko|ko|shvili"
    r"|dze|yan|vich|uk|zhan|zada|zoda|bai|bay|pov|son|berg)$"
)


def usual_surname(lower: str) -> bool:
    """Whether this word ends as the surnames of the region do."""
    return _SURNAME.search(lower) is not None


def bears_surname(lower: str) -> bool:
    """Whether this word ends as hardly any but a surname does."""
    return _SURELY.fullmatch(lower) is not None


_SURELY = re.compile(r".{3,}(?:[oe]va?|bek|uly|kyzy)")


def unglued(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the verb that was printed together with it (Omarovsaid)."""
    glued = _GLUED.fullmatch(words[-1])
    return (*words[:-1], glued.group(1)) if glued is not None else words


_GLUED = re.compile(
    r"(.{3,}(?:[oe]va?|bek|uly|kyzy))(?:said|noted|stressed|told|reported|informed|added|stated"
    r"|emphasi[sz]ed|critici[sz]ed|instructed|announced|visited|chaired|held|met)"
)


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Lower-case words that are not names."""
    text = files("meetings").joinpath("data", "words_en.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=8192)
def is_word(lower: str) -> bool:
    """Whether this is a word of prose rather than a part of a name."""
    if lower in vocabulary() or _DERIVED.match(lower):
        return True
    if lower.endswith("s") and lower[:-1] in vocabulary():
        return True
    if "-" in lower:
        return any(part in vocabulary() and len(part) > 3 for part in lower.split("-"))
    return False


def could_be_name(doc: Doc, at: int) -> bool:
    """Whether token ``at`` alone may be a word of a name."""
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    if token.kind != "word" or not token.cap or len(token.text) < 2:
        return False
    if token.upper and not _chinese_in_capitals(doc, at):
        return False
    if any(letter.isdigit() for letter in token.text) or "_" in token.text:
        return False
    if token.lower in FORMS_OF_ADDRESS:
        return False
    given = token.lower in offices.words("en", "given") or _before_surname(doc, at)
    given = given or _after_chinese_surname(doc, at)
    if is_word(token.lower) and not given:
        return False
    if token.lower in _never() and token.lower not in offices.words("en", "given"):
        return False
    if organisations.match(doc.tokens, at, "en") is not None:
        return False
    return countries.match(doc.tokens, at, "en") is None and not _camel(token)


def _chinese_in_capitals(doc: Doc, at: int) -> bool:
    """LI Yong: a surname that stands first, set apart by its capitals."""
    if doc.tokens[at].lower not in offices.words("en", "chinese") or at + 1 >= len(doc.tokens):
        return False
    following = doc.tokens[at + 1]
    apart = following.cap and not following.upper and following.kind == "word"
    return apart and not is_word(following.lower)


def _before_surname(doc: Doc, at: int) -> bool:
    """Asset Omarov, not Asset Management: a given name that is a word as well."""
    if doc.tokens[at].lower not in offices.words("en", "words_too") or at + 1 >= len(doc.tokens):
        return False
    following = doc.tokens[at + 1]
    return following.cap and following.kind == "word" and not is_word(following.lower)


def _after_chinese_surname(doc: Doc, at: int) -> bool:
    """Wu Shuping: no participle, though it ends like one."""
    token = doc.tokens[at]
    before = doc.tokens[at - 1] if at else None
    return (
        before is not None
        and before.cap
        and before.lower in offices.words("en", "chinese")
        and before.sentence == token.sentence
        and token.lower not in vocabulary()
    )


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    """Words that no person bears: of programmes and houses, and small words of prose."""
    return offices.words("en", "brand") | offices.words("en", "verbs")


def _camel(token: Token) -> bool:
    """KazMunayGas and the like are companies; McDonald and O'Neil are not."""
    tail = token.text[1:]
    return bool(re.search(r"[a-z]{3}[A-Z]", tail)) and "-" not in tail


def name_end(doc: Doc, at: int) -> int | None:
    """The token after the name that starts at ``at``, or None where none starts there."""
    tokens = doc.tokens
    if at >= len(tokens):
        return None
    index = at
    while index < len(tokens) and index - at < 3 and _initial(doc, at, index):
        index += 1
    if index > at:
        return index + 1 if _surname(doc, index) or _glued(doc, index) else None
    if not could_be_name(doc, at):
        return None
    index, solid = _run(doc, at)
    return index if solid >= 2 else _initials_end(doc, at)


def _initials_end(doc: Doc, at: int) -> int | None:
    """After the initials that follow a usual surname (Omarov S.K.,), if no name follows them."""
    if not usual_surname(doc.tokens[at].lower):
        return None
    index = at + 1
    while index < len(doc.tokens) and doc.tokens[index].kind == "initial":
        index += 1
    if index + 1 >= len(doc.tokens):
        return None
    letter, point = doc.tokens[index : index + 2]
    if point.text != "." or point.start != letter.end:
        return None
    single = len(letter.text) == 1 and letter.cap and letter.kind == "word"
    same = letter.sentence == doc.tokens[at].sentence
    return index + 2 if single and same else None


def _initial(doc: Doc, at: int, index: int) -> bool:
    """An initial; the second may lack its point (N.A Surname)."""
    token = doc.tokens[index]
    if token.kind == "initial":
        return True
    single = token.kind == "word" and len(token.text) == 1 and token.cap
    return single and index > at and doc.tokens[index - 1].end == token.start


def _surname(doc: Doc, at: int) -> bool:
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    return (
        token.kind == "word"
        and token.cap
        and (
            could_be_name(doc, at)
            or (len(token.text) > 3 and not token.upper and _after_initial(token))
        )
    )


def _glued(doc: Doc, at: int) -> bool:
    """D.Field: what an initial is written together with is a surname, whatever it means."""
    token, before = (doc.tokens[at], doc.tokens[at - 1]) if at < len(doc.tokens) else (None, None)
    if token is None or before is None or before.end != token.start:
        return False
    return token.kind == "word" and token.cap and not token.upper and len(token.text) > 3


def _after_initial(token: Token) -> bool:
    return token.lower not in vocabulary()


def _run(doc: Doc, at: int) -> tuple[int, int]:
    """The token after the run of name words at ``at``, and how many of them are solid."""
    tokens = doc.tokens
    particles = offices.words("en", "particles")
    index, solid = at + 1, 1
    while index < len(tokens) and index - at < _LONGEST:
        token = tokens[index]
        if token.sentence != tokens[at].sentence:
            break
        if (
            token.lower in particles and (could_be_name(doc, index + 1) or _ends_in_two(doc, index))
        ) or (token.kind == "initial" and could_be_name(doc, index + 1)):
            index += 1
        elif (
            could_be_name(doc, index)
            or _second_word(doc, at, index)
            or _ARABIC.fullmatch(token.text)
        ):
            index += 1
            solid += 1
        else:
            break
    return index, solid


def _ends_in_two(doc: Doc, at: int) -> bool:
    """bin Abdulrahman, Al Thani: a particle before another particle and a name."""
    particles = offices.words("en", "particles")
    following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    return following is not None and following.lower in particles and could_be_name(doc, at + 2)


def _second_word(doc: Doc, at: int, index: int) -> bool:
    """A surname that is an English word (Gordon Brown): only after a usual given name."""
    token = doc.tokens[index]
    given = offices.words("en", "given")
    return (
        index == at + 1
        and token.cap
        and not token.upper
        and token.kind == "word"
        and doc.tokens[at].lower in given
        and countries.match(doc.tokens, index, "en") is None
    )


def single_end(doc: Doc, at: int) -> int | None:
    """A surname alone (President Erdogan): one name word with no capitalised word after it."""
    if not could_be_name(doc, at) or len(doc.tokens[at].text) < 3:
        return None
    following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    if following is not None and following.cap and following.kind == "word":
        return None
    return at + 1
