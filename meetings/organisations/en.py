"""Bodies that an English text names in words: councils, commissions, funds, companies.

A body is a run of capitalised words that ends in the kind of a body (State Commission), with what
it is for (… on Road Safety), or a company with its legal form. Ministries are none.
"""

from __future__ import annotations

import re

from meetings import countries
from meetings.names.en import name_end
from meetings.offices.en_bodies import heads
from meetings.offices.en_companies import MARKS, company_end, is_legal_form
from meetings.offices.en_phrase import Phrase
from meetings.offices.heads import words
from meetings.organisations import en_firms as organisations_en_firms
from meetings.organisations.en_names import told
from meetings.text import Doc

_LONGEST = 8
_MOST_WORDS = 16
# From here on it is the life of someone appointed.
_DAYS = re.compile(
    r"\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan\w*|feb\w*|march|april|may|june|july"
    r"|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*"
)
_LIFE = re.compile(r"\b(?:was born|[Gg]raduated from|began (?:his|her) career)\b")
_OPENING = frozenset(
    {"the", "a", "an", "at", "in", "on", "this", "our", "today", "yesterday", "also", "currently"}
    | {"earlier", "now", "then", "thus", "moreover", "besides", "however", "among", "according"}
)
# Gatherings are no bodies, but for those that everyone knows as one.
_GATHERINGS = frozenset({"forum", "congress"})


def read_bodies(doc: Doc) -> list[str]:
    """The bodies named, also in speech, in order, each as it is printed first."""
    found: dict[str, str] = {}
    ends = life_begins(doc)
    at = 0
    while at < len(doc.tokens):
        span = _company(doc, at) or _body(doc, at)
        if span is None:
            at += 1
            continue
        name = told(" ".join(doc.slice(*span).split()))
        if _is_name(name) and doc.tokens[at].start < ends:
            found.setdefault(name.lower(), name)
        at = span[1]
    for start, name in organisations_en_firms.find(doc):
        if start < ends:
            found.setdefault(name.lower(), name)
    return list(found.values())


def life_begins(doc: Doc) -> int:
    """Where the story ends and the life of someone appointed begins."""
    stop = _LIFE.search(doc.text)
    return stop.start() if stop is not None else len(doc.text)


def _is_name(name: str) -> bool:
    """Whether a body can be told by this: not "National Company", not "JSC" alone."""
    parts = name.lower().split()
    if not parts or " – " in name or len(parts) > _MOST_WORDS:
        return False
    if name[0].islower() or all(p.strip(",") in words("en", "legal") for p in parts):
        return False
    plain = all(part in words("en", "common") for part in parts)
    return not plain or " ".join(parts) in words("en", "named")


def _company(doc: Doc, at: int) -> tuple[int, int] | None:
    """JSC "Steppe Roads", "Steppe Roads" LLP, Steppe Roads LLP."""
    token = doc.tokens[at]
    if is_legal_form(token):
        end = company_end(doc, at)
        if end is not None and end > at + 1:
            return at, end
        begin = at
        while begin > 0 and at - begin < _LONGEST and _capital(doc, begin - 1, at):
            begin -= 1
        return (begin, at + 1) if begin < at else None
    if token.text in MARKS:
        end = company_end(doc, at)
        if end is not None and is_legal_form(doc.tokens[end - 1]):
            return at, end
    return None


def _capital(doc: Doc, at: int, end: int) -> bool:
    token = doc.tokens[at]
    if token.sentence != doc.tokens[end].sentence or not token.cap or token.kind != "word":
        return False
    if token.lower in _OPENING or is_legal_form(token):
        return False
    return heads().match(doc.tokens, at) is None


def _body(doc: Doc, at: int) -> tuple[int, int] | None:
    token = doc.tokens[at]
    if not (token.cap and token.kind == "word") or token.lower in _OPENING:
        return None
    if token.lower in words("en", "chambers"):
        return at, _complemented(doc, at, at + 1)
    if name_end(doc, at) is not None or heads().match(doc.tokens, at) is not None:
        return None
    kind = _kind(doc, at)
    if kind is None:
        return None
    marked = _in_marks(doc, kind + 1) if kind > at else None
    if marked is not None:
        return at, marked
    end = _complemented(doc, at, kind + 1)
    plain = kind == at and not _names_more(doc, kind + 1, end)
    if countries.match(doc.tokens, at, "en") is not None and kind == at + 1:
        return None
    run = {token.lower for token in doc.tokens[at : kind + 1]}
    if plain or (run & words("en", "no_body") and not run & words("en", "worldwide")):
        return None
    return at, end


def _in_marks(doc: Doc, at: int) -> int | None:
    """State Corporation "Roads for All": after the name in marks that a kind of body has."""
    if at >= len(doc.tokens) or doc.tokens[at].text not in MARKS:
        return None
    for index in range(at + 1, min(at + _LONGEST, len(doc.tokens))):
        token = doc.tokens[index]
        if token.sentence != doc.tokens[at - 1].sentence or token.quoted:
            return None
        if token.text in MARKS:
            opens = doc.tokens[at].start > doc.tokens[at - 1].end
            return index + 1 if opens and index > at + 1 and doc.tokens[at + 1].cap else None
    return None


def _kind(doc: Doc, at: int) -> int | None:
    """The last word of the capitalised run at ``at``, if it is a kind of body."""
    kinds = words("en", "institutions") | words("en", "councils")
    if doc.tokens[at].lower in words("en", "worldwide"):
        kinds |= {"committee"}
    last = at
    limit = min(at + _LONGEST, len(doc.tokens))
    while last + 1 < limit and _within(doc, last + 1, at):
        last += 1
    while last >= at and doc.tokens[last].lower not in kinds:
        last -= 1
    if last < at:
        return None
    run = " ".join(token.lower for token in doc.tokens[at : last + 1])
    gathering = doc.tokens[last].lower in _GATHERINGS and run not in words("en", "named")
    return None if gathering else last


def _within(doc: Doc, at: int, begin: int) -> bool:
    token = doc.tokens[at]
    if token.sentence != doc.tokens[begin].sentence:
        return False
    if token.kind == "possessive" or _ampersand(doc, at):
        return True
    return token.cap and token.kind == "word" and heads().match(doc.tokens, at) is None


def _ampersand(doc: Doc, at: int) -> bool:
    """A & between capitals, also as markup has it (&amp;)."""
    if doc.tokens[at].text == "&":
        return doc.tokens[at - 1].cap
    before = [token.text for token in doc.tokens[max(0, at - 2) : at + 1]]
    return before[-2:] == ["&", "amp"] or before == ["&", "amp", ";"]


def _complemented(doc: Doc, begin: int, end: int) -> int:
    """After what the body is for, where it says so: Commission *on Road Safety*."""
    if end >= len(doc.tokens) or doc.tokens[end].lower not in {"of", "on", "for", "under"}:
        return end
    if " ".join(t.lower for t in doc.tokens[begin:end]) in words("en", "named"):
        return _with_country(doc, end)
    about = doc.tokens[end].lower == "on"
    if about and doc.tokens[end - 1].lower not in words("en", "councils") | {"committee"}:
        return end
    if about and end + 1 < len(doc.tokens) and _DAYS.fullmatch(doc.tokens[end + 1].lower):
        return end
    phrase = Phrase(doc, begin, (end, "body"))
    phrase.read()
    stop = _before_matter(doc, end, _before_another(doc, end, phrase.end))
    if _cut_short(doc, end, stop):
        return end
    if doc.tokens[stop - 1].text == ")":
        stop = _before_bracket(doc, end, stop)
    if doc.tokens[end].lower == "of" and not _names_more(doc, end, stop):
        return end
    if doc.tokens[end - 1].lower in words("en", "chambers"):
        stop = next((i for i in range(end + 1, stop) if doc.tokens[i].lower in {"on", "for"}), stop)
    return _trimmed(doc, end, stop)


def _cut_short(doc: Doc, first: int, end: int) -> bool:
    """ "under the" anything but an authority, "on the eve of", or a head that is not read on."""
    inside = {token.lower for token in doc.tokens[first:end]}
    under = doc.tokens[first].lower == "under" and not inside & words("en", "authorities")
    purpose = doc.tokens[first + 1] if first + 1 < end else None
    chamber = doc.tokens[first - 1].lower in words("en", "chambers")
    vague = chamber or purpose is None or purpose.kind == "number"
    if doc.tokens[first].lower == "for" and vague:
        return True
    following = end < len(doc.tokens) and heads().match(doc.tokens, end) is not None
    return under or bool(inside & _ASIDE) or (following and doc.tokens[end - 1].cap)


_ASIDE = frozenset(
    {"eve", "basis", "anniversary", "occasion", "results", "sidelines", "agenda", "territory"}
)


def _with_country(doc: Doc, at: int) -> int:
    """National Bank *of Kazakhstan*: said so, though the country alone makes no name."""
    article = at + 1 < len(doc.tokens) and doc.tokens[at + 1].lower == "the"
    first = at + 1 + article
    country = countries.match(doc.tokens, first, "en") if first < len(doc.tokens) else None
    return country.end if country is not None and doc.tokens[at].lower == "of" else at


def _before_another(doc: Doc, first: int, end: int) -> int:
    """Before a comma after which another body is named: Secretariat of X, Steppe Roads LLC."""
    kinds = words("en", "institutions") | words("en", "legal")
    for index in range(first, end):
        if doc.tokens[index].text == "," and any(
            token.cap and token.lower in kinds for token in doc.tokens[index:end]
        ):
            return index
    return end


def _before_matter(doc: Doc, first: int, end: int) -> int:
    """Before "on the implementation of …": what is told of the body, no part of its name."""
    for index in range(first + 2, end - 1):
        following = {token.lower for token in doc.tokens[index + 1 : index + 3]}
        if doc.tokens[index].lower == "on" and following & _MATTERS:
            return index
    return end


_MATTERS = frozenset({"implementation", "issues", "issue", "results", "development", "preparation"})


def _before_bracket(doc: Doc, first: int, end: int) -> int:
    return next((i for i in range(end - 1, first, -1) if doc.tokens[i].text == "("), end)


def _trimmed(doc: Doc, first: int, end: int) -> int:
    """Without a country at the end that belongs to no name: … of the Republic of Kazakhstan."""
    for index in range(first, end):
        found = countries.match(doc.tokens, index, "en")
        if found is not None and found.end == end and index - first <= 2:
            return first
    return end


def _names_more(doc: Doc, first: int, end: int) -> bool:
    """Whether the complement is a name (Council of Foreign Investors), not any words."""
    return end > first and any(t.cap for t in doc.tokens[first:end])
