"""Which English names of bodies are one body's, and how fully each is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from meetings.model import Person
from meetings.offices.en_companies import plain_name
from meetings.offices.heads import words
from meetings.organisations import bodies as organisations
from meetings.text import Doc


def state_firm(doc: Doc, start: int) -> str:
    """ "National Company " where that stands right before the name at offset ``start``."""
    before = _STATE_FIRM.search(doc.text, max(0, start - _LONGEST_KIND), start)
    return f"{before.group(1)} " if before is not None else ""


_LONGEST_KIND = 30
_STATE_FIRM = re.compile(r"\b(National (?:[A-Z][a-z]+ )?Company) [\"“«]?$")


def told(printed: str) -> str:
    """A body as releases tell it: without marks; JSC alone after it, NC alone before it."""
    name = _NEXT_FIRM.split(_PERSON.split(printed)[0])[0]
    limited = name.rpartition(" ")[2].strip(' ".,”»').lower() in words("en", "legal")
    return plain_name(name, frozenset() if limited else _STATE_FIRMS).strip(" ,.")


_STATE_FIRMS = frozenset({"nc", "nmh", "nwf", "swf"})
# A mark on the wrong side lets a name go on with a person, or with another firm.
_PERSON = re.compile(r"\s+[A-Z]\. ?[A-Z][a-z]")
_NEXT_FIRM = re.compile(r",\s*[\"“”]*\s*(?:JSC|LLP|LLC) ")


def merged(known: Sequence[str], named: Sequence[str], people: Sequence[Person]) -> list[str]:
    """Known bodies and those named in words, each once and as fully as it is named.

    A part of an office (Premier of the State Council) is no body of its own, and a known body
    whose name only begins a longer one (… Real Estate Fund) is not the one that is meant.
    """
    offices = _Names(person.office or "" for person in people)
    borne = {person.name for person in people}
    fresh = [
        name
        for name in (one for one in named if one not in borne)
        if name.lower() in words("en", "chambers") | words("en", "named") or not offices.hold(name)
    ]
    tables = frozenset(name.lower() for name in known if organisations.is_known(name, "en"))
    fresh = [name for name in fresh if not _only_limited(name, tables)]
    employers = {(person.organisation or "").lower() for person in people}
    fresh = [_as_employer(name, employers) for name in fresh]
    fresh = [name for name in fresh if not _cut_off(name, (*known, *fresh))]
    longer = _Names(fresh)
    kept = [
        name
        for name in known
        if not longer.begin(name)
        and not (_of_one_country(name) and any(_ends(other, name) for other in (*known, *fresh)))
    ]
    told_of = _Names((*kept, *fresh))
    kept += [name for name in fresh if not told_of.hold_more_than(name)]
    return list({_key(name): name for name in reversed(kept)}.values())[::-1]


def _key(name: str) -> tuple[str, ...]:
    """What tells a body, in whichever order: Council of Foreign Investors, Investors’ Council."""
    bare = re.sub(r"[’']s?\b|[’']", "", name.lower()).split()
    return tuple(sorted(word for word in bare if word not in {"of", "the", "for"}))


def _as_employer(name: str, employers: set[str]) -> str:
    """NC Vela, or Public Fund Vela, whose head took part as that of Vela, is Vela."""
    first, _, rest = name.partition(" ")
    while rest and first.lower() in _STATE_FIRMS | words("en", "common"):
        if rest.lower() in employers:
            return rest
        first, _, rest = rest.partition(" ")
    return name


def _cut_off(name: str, others: Sequence[str]) -> bool:
    """NC Kazakhstan, where marks hid the rest of a name that is told in full as well; NC KTZ."""
    first, _, rest = name.partition(" ")
    if first.lower() not in _STATE_FIRMS:
        return False
    same = _body_named(rest)
    return any(
        _begins(other, rest)
        or (same is not None and _body_named(other) is same and not _ends(name, other))
        for other in others
        if other != name
    )


def _body_named(name: str) -> organisations.Body | None:
    return organisations.named(name, "en") or organisations.abbreviated(name, "en")


def _of_one_country(name: str) -> bool:
    body = _body_named(name)
    return body is not None and body.country is not None


def _ends(longer: str, name: str) -> bool:
    """Whether the longer one is the same body: not the congress *of* it."""
    if len(longer) <= len(name) or not _holds(longer, name):
        return False
    before = longer.lower().partition(name.lower())[0].split()
    return not before or before[-1] not in {"of", "the", "by", "in"}


def _holds(longer: str, name: str) -> bool:
    return f" {name.lower()} " in f" {longer.lower()} "


def _begins(longer: str, name: str) -> bool:
    return len(longer) > len(name) and longer.lower().startswith(f"{name.lower()} ")


def _only_limited(longer: str, known: frozenset[str]) -> bool:
    """World Bank *for Europe*: a known body with what it is there for."""
    return any(longer[: at.start()].lower() in known for at in _LIMITED.finditer(longer))


_LIMITED = re.compile(r" (?:for|in|on|at)(?= |$)")


class _Names:
    """Many names, asked at once: looked through one by one, each for each, they take too long."""

    def __init__(self, names: Iterable[str]) -> None:
        self._times = Counter(names)
        self._text = "".join(f"\n {name.lower()} " for name in self._times.elements())
        parts = [name.lower().split(" ") for name in self._times]
        self._begins = {" ".join(one[:at]) for one in parts for at in range(1, len(one))}

    def hold(self, name: str) -> bool:
        """Whether one of them holds this name, or is it."""
        return f" {name.lower()} " in self._text

    def hold_more_than(self, name: str) -> bool:
        """Whether one of them that is not this very name holds it."""
        return self._text.count(f" {name.lower()} ") > self._times[name]

    def begin(self, name: str) -> bool:
        """Whether one of them begins with this name and goes on."""
        return name.lower() in self._begins
