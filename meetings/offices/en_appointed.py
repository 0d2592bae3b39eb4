"""Who comes into an English office or leaves it: the name stands before the office, not after.

"X was appointed to the post of O", "to appoint X as O", "X was relieved of the post of O",
"X appointed O", "X – O".
"""

from __future__ import annotations

from dataclasses import replace

from meetings.names.en import name_end
from meetings.offices.en_bodies import DASHES
from meetings.offices.heads import Named, Office, printed, words
from meetings.text import Doc

_SMALL = frozenset(
    {"the", "a", "an", "new", "to", "of", "as", "from", "for", "in", "post", "posts", "position"}
    | {"office", "duties", "duty", "his", "her", "be", "deputy", "positions", "role", "—", "–", "-"}
)
_AUXILIARY = frozenset({"was", "is", "has", "have", "been", "were", "be", "will", "also"})
_WINDOW = 12
_LONGEST_VERB = 4
_LONGEST_BRACKETS = 30
_NAME = 5


def read_appointed(doc: Doc, begin: int, office: Office, floor: int) -> Named | None:
    """The person who is said to come into or to leave the office that begins at ``begin``."""
    at = begin - 1
    while at > floor and begin - at < _WINDOW and doc.tokens[at].lower in _SMALL:
        at -= 1
    if at < floor or doc.tokens[at].sentence != doc.tokens[begin].sentence:
        return None
    verb = doc.tokens[at].lower
    if verb in words("en", "assume"):
        return _subject(doc, at, office, floor, former=False)
    if verb in words("en", "appoint") | words("en", "dismiss"):
        return _subject(doc, at, office, floor, former=verb in words("en", "dismiss"))
    return _object(doc, at + 1, office, floor)


def comes_or_goes(doc: Doc, end: int) -> bool:
    """ "By decree of the President, X was appointed …": the name that ends at ``end`` is X."""
    end = _past_brackets(doc, end)
    after = [token.lower for token in doc.tokens[end : end + _LONGEST_VERB]]
    changes = words("en", "appoint") | words("en", "dismiss")
    verb = next((i for i, word in enumerate(after) if word in changes), None)
    passive = verb is not None and verb > 0 and set(after[:verb]) <= _AUXILIARY
    return passive and not appoints(doc, end)


def _past_brackets(doc: Doc, at: int) -> int:
    """Past the number of a decree in brackets after a name."""
    if at >= len(doc.tokens) or doc.tokens[at].text != "(":
        return at
    inside = range(at + 1, min(at + _LONGEST_BRACKETS, len(doc.tokens)))
    return next((index + 1 for index in inside if doc.tokens[index].text == ")"), at)


def named_in_decree(doc: Doc, begin: int) -> bool:
    """ "To appoint X as O": whom the text of a decree, quoted, appoints or dismisses."""
    return begin > 0 and doc.tokens[begin - 1].lower in _ORDERS


_ORDERS = frozenset({"appoint", "relieve", "dismiss", "release"})


def appoints(doc: Doc, end: int) -> bool:
    """ "X has appointed Y": who appoints, not who is appointed ("X appointed chairman")."""
    at = end
    while at < len(doc.tokens) and at - end < _LONGEST_VERB and doc.tokens[at].lower in _HAS:
        at += 1
    if at >= len(doc.tokens) or doc.tokens[at].lower not in _APPOINTS:
        return False
    return name_end(doc, at + 1) is not None


_HAS = frozenset({"has", "have", "also", "today"})
_APPOINTS = frozenset({"appointed", "appoints", "dismissed", "relieved", "named"})


def _subject(doc: Doc, verb: int, office: Office, floor: int, *, former: bool) -> Named | None:
    """The name before "was appointed"; what leaves an office is what the person was."""
    at = verb - 1
    while at > floor and doc.tokens[at].lower in _AUXILIARY | {"earlier", "temporarily"}:
        at -= 1
    return _ending_at(doc, at + 1, office, floor, former=former)


def _object(doc: Doc, end: int, office: Office, floor: int) -> Named | None:
    """The name between "to appoint" and "as O"."""
    if end > 0 and doc.tokens[end - 1].text in {",", ")", "."}:
        return None
    way = doc.tokens[end + 1].lower if end + 1 < len(doc.tokens) else ""
    if doc.tokens[end].text in DASHES and way in {"from", "to"}:
        # One of a list of those released: a dash stands between the name and the post.
        return _ending_at(doc, end, office, floor, former=way == "from")
    for start in range(max(floor, end - _NAME), end - 1):
        if name_end(doc, start) != end or start == 0:
            continue
        before = [t.lower for t in doc.tokens[max(0, start - 3) : start]]
        verb = next((w for w in before if w in words("en", "appoint")), None)
        left = next((w for w in before if w in words("en", "dismiss")), None)
        if verb is None and left is None and "proposing" not in before:
            return None
        return _ending_at(doc, end, office, floor, former=verb is None and left is not None)
    return None


def _ending_at(doc: Doc, end: int, office: Office, floor: int, *, former: bool) -> Named | None:
    for start in range(max(floor, end - _NAME), end - 1):
        if name_end(doc, start) == end:
            held = replace(office, former=former)
            return Named(start, end, printed(doc, start, end), held)
    return None
