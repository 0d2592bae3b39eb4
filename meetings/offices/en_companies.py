"""Names of companies and institutions in English office phrases: where they end, and whose.

English releases quote the names of Kazakh companies carelessly (JSC "NC "Kazakhstan Railways" X):
marks are nested and not closed, so what follows a mark decides whether the name ends there.
"""

from __future__ import annotations

import re

from meetings import countries
from meetings.names.en import is_word, name_end
from meetings.offices.heads import lexicon, words
from meetings.places import cities as places_cities
from meetings.text import Doc, Token

MARKS = frozenset('"“”„«»')
_CLOSING = frozenset("”»")
_LONGEST = 22
_GO_ON = 6
_MOST_FORMS = 3
_CLASSES_AFTER = frozenset({"company", "corporation", "firm", "concern", "holding"})
_LINKS = frozenset({"of", "at", "in", "for", "the", "with"})


def is_legal_form(token: Token) -> bool:
    """JSC, LLP, NC: written in capitals, before or after the name of a company."""
    return token.cap and token.lower in words("en", "legal")


def company_end(doc: Doc, at: int) -> int | None:
    """The token after the company whose quoted name or legal form stands at ``at``, if one does."""
    index = at
    while (token := _token(doc, at, index)) is not None and is_legal_form(token):
        index += 1
        if index - at > _MOST_FORMS:
            return None
    token = _token(doc, at, index)
    if token is None:
        return None
    end = _quoted_end(doc, index) if token.text in MARKS else None
    if end is None and index > at:
        end = _capitals_end(doc, index)
    if end is None:
        return None
    limit = end + _MOST_FORMS
    while (token := _token(doc, at, end)) is not None and is_legal_form(token) and end < limit:
        end += 1
    return end


def _quoted_end(doc: Doc, at: int) -> int | None:
    """After the mark that ends the name: one after which no further mark follows soon."""
    end: int | None = None
    index = at + 1
    first = _token(doc, at, index)
    if first is None or first.text in MARKS:
        return None
    limit = at + _LONGEST
    while (token := _token(doc, at, index)) is not None and index < limit:
        if token.text in MARKS and not _opens(doc, index):
            end = index + 1
            if not _goes_on(doc, at, index + 1):
                return end
        index += 1
    return end


def _opens(doc: Doc, at: int) -> bool:
    """Whether a mark opens: it is glued to the word after it, and not to the one before."""
    mark = doc.tokens[at]
    if mark.text in _CLOSING or at + 1 >= len(doc.tokens):
        return False
    glued_before = at > 0 and doc.tokens[at - 1].end == mark.start
    following = doc.tokens[at + 1]
    glued_after = following.start == mark.end and following.kind != "punct"
    return glued_after and not glued_before and name_end(doc, at + 1) is None


def _goes_on(doc: Doc, begin: int, at: int) -> bool:
    """Only capitals and numbers up to one more closing mark: the name is not over yet."""
    for index in range(at, at + _GO_ON):
        token = _token(doc, begin, index)
        if token is None:
            return False
        if token.text in MARKS:
            return not _opens(doc, index)
        if not (token.cap or token.kind == "number" or token.text in "-–&"):
            return False
        if token.kind == "initial":
            return False
    return False


def _capitals_end(doc: Doc, at: int) -> int | None:
    """JSC Kazakhtelecom, LLP Euro-Chem Karatau: one capitalised word, then words of prose."""
    token = _token(doc, at, at)
    if token is None or not token.cap or token.kind != "word" or name_end(doc, at) is not None:
        return None
    end = at + 1
    while (token := _token(doc, at, end)) is not None and token.cap and token.kind == "word":
        if end - at > _LONGEST:
            break
        if not (token.upper or is_word(token.lower)) or token.lower in words("en", "ranks"):
            break
        end += 1
    return end


def institution(doc: Doc, begin: int, end: int) -> tuple[int, int] | None:
    """The association, institute, fund … that the office in ``begin``..``end`` is held in.

    Ministries, committees, agencies and regions belong to the office and are none.
    """
    kinds = words("en", "institutions")
    for index in range(begin + 2, end):
        token = doc.tokens[index]
        of_kind = token.lower in kinds and (token.cap or _small_after_name(doc, begin, index, end))
        if not of_kind and not _legal_suffix(doc, index):
            continue
        if _name_goes_on(doc, index + 1, end):
            continue
        start = _name_start(doc, begin, index)
        if _legal_suffix(doc, index) and doc.tokens[start - 1].lower == "for":
            longer = _name_start(doc, begin, start - 1)  # Agency for Roads JSC
            start = longer if longer < start - 1 else start
        if doc.tokens[start - 1].lower in _LINKS and (start < index or end > index + 1):
            if doc.tokens[start].lower in {"national", "central"} and token.lower == "bank":
                continue
            return start, _without_country(doc, index + 1, end)
    return None


def _small_after_name(doc: Doc, begin: int, at: int, end: int) -> bool:
    """Director of the Tau Opera theatre: the kind of body, in small letters, after its name."""
    start = _name_start(doc, begin, at)
    before = [
        token.lower for token in doc.tokens[max(0, start - 2) : start] if token.lower != "the"
    ]
    return at + 1 == end and start < at and before[-1:] in (["of"], ["at"])


def _name_start(doc: Doc, begin: int, at: int) -> int:
    """Where the capitalised words that end before ``at`` begin."""
    while at - 1 > begin and _within_name(doc.tokens[at - 1]):
        at -= 1
    return at


def _legal_suffix(doc: Doc, at: int) -> bool:
    """Steppe Tourism JSC: the legal form follows the name."""
    before = doc.tokens[at - 1]
    return is_legal_form(doc.tokens[at]) and before.cap and before.kind == "word"


def _name_goes_on(doc: Doc, at: int, end: int) -> bool:
    """University Rector, Bank Group: the kind of body is the last of its capitalised words."""
    if at >= end or not doc.tokens[at].cap or doc.tokens[at].kind != "word":
        return False
    if doc.tokens[at].upper and at + 1 == end:
        return False  # its abbreviation, or a name in capitals: Youth Association LARO
    return not (countries.match(doc.tokens, at, "en") or is_legal_form(doc.tokens[at]))


def _within_name(token: Token) -> bool:
    return (token.cap and token.kind == "word") or token.kind == "possessive" or token.text in "’'-"


def _without_country(doc: Doc, first: int, end: int) -> int:
    """A country that ends the phrase is the office's, not a part of the name of the body."""
    for index in range(first + 3, end):
        country = countries.match(doc.tokens, index, "en")
        if country is not None and not country.adjective and country.end == end:
            stop = index
            while stop > first and doc.tokens[stop - 1].lower in _LINKS:
                stop -= 1
            return stop
    return end


def is_domestic(doc: Doc, begin: int, end: int) -> bool:
    """Whether a body without a country is taken for a Kazakh one.

    Legal forms are those of Kazakh law in translation; a name made of words alone (Institute of
    Linguistics) is the translated name of a body at home, unless it calls itself international;
    brands (Vindkraft Turbines) may be of anywhere.
    """
    tokens = doc.tokens[max(0, begin - 1) : end]
    if city_country(doc, begin, end) not in {None, "KZ"}:
        return False
    if any(is_legal_form(t) and t.lower in words("en", "kazakh_legal") for t in tokens):
        return True
    named = [t for t in doc.tokens[begin:end] if t.cap and t.kind == "word"]
    if any(t.lower in words("en", "worldwide") for t in named):
        return False
    if city_country(doc, begin, end) == "KZ" or any(
        t.lower.startswith(("kaz", "qaz", "expo")) for t in named
    ):
        return True
    kinds = words("en", "institutions") | words("en", "common") | words("en", "councils")
    plain = all(is_word(t.lower) and not _BRAND.match(t.text) for t in named)
    return plain and any(t.lower in kinds for t in named)


_BRAND = re.compile("[A-Z]{2}")


def city_country(doc: Doc, begin: int, end: int) -> str | None:
    """The country of the city that a body has in its name (University of Bonn), or of its root."""
    found = (places_cities.match(doc.tokens, index, "en") for index in range(begin, end))
    country = next((city[1].country for city in found if city is not None), None)
    roots: dict[str, str] = lexicon("en")["roots"]
    words_of = [token.lower for token in doc.tokens[begin:end] if token.cap]
    rooted = (code for root, code in roots.items() if any(w.startswith(root) for w in words_of))
    return country or next(rooted, None)


def follows_class(doc: Doc, begin: int) -> bool:
    """ "of the state corporation X": whether what kind of body it is stands before its name."""
    return begin > 1 and doc.tokens[begin - 1].lower in _classes() | {"entities"}


def without_class(office: str) -> str:
    """An office that ends in the kind of its body, whose name was taken out, without that."""
    entities = _LEGAL_ENTITIES.match(office)
    if entities is not None:
        return entities.group(1)
    match = _CLASS.match(office)
    if match is None or match.group(3).lower() not in _classes():
        return office
    return str(match.group(1) or match.group(2))


def _classes() -> frozenset[str]:
    return words("en", "institutions") | words("en", "classes")


_LEGAL_ENTITIES = re.compile(r"(.+?) of (?:the )?(?:association|union) of legal entities$", re.I)
# "Head of the research center", "director cinema": with or without what leads to the kind.
_CLASS = re.compile(
    r"(?:(.+?) (?:of|at|in) (?:(?:the|a) )?(?:(?!of )[\w-]+ ){0,4}|([\w-]+(?: [\w-]+)?) )([\w-]+)$"
)


def plain_name(name: str, kept: frozenset[str] = frozenset()) -> str:
    """The name of a company without quotation marks and without the legal form before it.

    ``kept`` are forms that stay.
    """
    bare = " ".join("".join(" " if c in MARKS else c for c in name).split())
    first, _, rest = bare.partition(" ")
    while rest and first.lower() in words("en", "legal") - kept:
        bare = rest
        first, _, rest = bare.partition(" ")
    before, _, last = bare.rpartition(" ")
    bare = before if before and last in _CLASSES_AFTER else bare
    bare = _BRACKETS.sub("", bare)
    return bare.replace("&amp;", "&").rstrip(" .")


_BRACKETS = re.compile(r" ?\([^()]*\)$")


def _token(doc: Doc, begin: int, at: int) -> Token | None:
    if at < len(doc.tokens) and doc.tokens[at].sentence == doc.tokens[begin].sentence:
        return doc.tokens[at]
    return None
