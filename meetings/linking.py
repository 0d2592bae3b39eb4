"""Whether a Kazakh, a Russian and an English release tell of one event.

A wrong link is worse than a missing one: what is in nearly every release (the Prime Minister,
the year, the capital) proves nothing, and numbers that disagree forbid a link.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from meetings.figures.lexicon import lexicon
from meetings.figures.numbers import find_numerals
from meetings.linking_skeletons import name_skeletons, proper_words
from meetings.model import Analysis, Lang

_WINDOW = timedelta(hours=48)
_SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_MOST_NUMBERS = 400
_MOST_WORDS = 400

#: Weights and thresholds, set on invented events in three languages (docs/design.md).
_SMALL, _ROUND = 0.5, 0.4
_WORD_WEIGHT = 0.4
_ENOUGH_TO_DISAGREE, _DISAGREE = 1.9, 0.4
_AGREE = 0.5
#: Kinds at which one guest is the event.
_OF_TWO = frozenset({"bilateral", "phone_call"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What a release is compared by; names and words are consonant skeletons.

    ``people`` leaves out ``holders``, the holders of the two highest offices of the state.
    """

    lang: Lang
    url: str
    published_at: str
    kind: str
    people: tuple[tuple[str, ...], ...]
    holders: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    numbers: tuple[float, ...]
    images: tuple[str, ...]
    alternates: tuple[str, ...]


def traits_of(
    analysis: Analysis,
    *,
    lang: Lang,
    title: str,
    text: str,
    published_at: datetime,
    url: str,
    images: Iterable[str],
    alternates: Mapping[str, str],
) -> Traits:
    """The traits of one release; ``published_at`` must carry an offset."""
    whole = f"{title}\n{text}"
    people = {
        name_skeletons(person.name, lang)
        for person in analysis.participants + analysis.mentioned_persons
    }
    holders = {
        name_skeletons(person.name, lang)
        for person in analysis.participants + analysis.mentioned_persons
        if person.country in ("KZ", None) and _rules().holder.match(person.office or "")
    }
    return Traits(
        lang=lang,
        url=_address(url),
        published_at=published_at.isoformat(),
        kind=analysis.kind,
        people=tuple(sorted(people - holders - {()})),
        holders=tuple(sorted(holders - {()})),
        words=tuple(sorted(proper_words(whole, lang))[:_MOST_WORDS]),
        numbers=tuple(sorted(_numbers(whole, lang))[:_MOST_NUMBERS]),
        images=tuple(sorted(_images(images))),
        alternates=tuple(sorted({_address(address) for address in alternates.values()} - {""})),
    )


def same_event(a: Traits, b: Traits) -> bool:
    """Whether the two releases, of different languages, tell of one event."""
    if a.lang == b.lang:
        return False
    if a.url in b.alternates or b.url in a.alternates:
        return True
    if (
        abs(datetime.fromisoformat(a.published_at) - datetime.fromisoformat(b.published_at))
        > _WINDOW
    ):
        return False
    shared, least = _agreement(a.numbers, b.numbers)
    if least >= _ENOUGH_TO_DISAGREE and shared < _DISAGREE * least:
        return False
    if set(a.images) & set(b.images) or _same_slug(a, b):
        return True
    return _compatible(a.kind, b.kind) and _enough(a, b, shared, least)


def _enough(a: Traits, b: Traits, shared: float, least: float) -> bool:
    people, people_share = _shared_people(a, b)
    words, word_share = _shared_words(a, b)
    names = people + _WORD_WEIGHT * words
    agree = shared >= _AGREE * least
    if least >= _ROUND:
        return agree and _numbers_and_names(shared, least, names, people, word_share)
    if a.kind != b.kind:
        return False
    if people >= 2:
        return people_share >= 0.75 and word_share >= 0.4
    return people == 1 and people_share == 1 and word_share >= 0.35 and a.kind in _OF_TWO


def _numbers_and_names(
    shared: float, least: float, names: float, people: int, word_share: float
) -> bool:
    if shared >= 5 and shared >= 0.8 * least:
        return True
    if shared >= 3:
        return names >= _WORD_WEIGHT
    if shared >= 2 and shared >= 0.8 * least:
        return names >= 2 * _WORD_WEIGHT
    if shared >= 1:
        return names >= 1 and (people >= 1 or word_share >= 0.25)
    return names >= 2 and word_share >= 0.25


def _agreement(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, float]:
    """Weight of the shared numbers, and of all numbers of the release that has fewer."""
    shared = sum(_weight(number) for number in set(one) & set(other))
    return shared, min(sum(map(_weight, one)), sum(map(_weight, other)))


def _weight(number: float) -> float:
    if number != int(number):
        return 1.0
    if len(f"{abs(number):.0f}".rstrip("0")) == 1:
        return _ROUND
    return _SMALL if abs(number) < 100 else 1.0


def _shared_people(a: Traits, b: Traits) -> tuple[int, float]:
    """How many people both name, holders of the highest offices left out, and their share."""
    common = {*a.holders, *b.holders}
    ours = [name for name in a.people if not _any_same(name, common)]
    theirs = [name for name in b.people if not _any_same(name, common)]
    shared = sum(_any_same(name, theirs) for name in ours)
    union = len(ours) + len(theirs) - shared
    return shared, shared / union if union else 0.0


def _any_same(name: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> bool:
    return any(_same_name(name, other) for other in others)


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shared = set(one) & set(other)
    if min(len(one), len(other)) > 1:
        return len(shared) > 1
    return any(len(part) > 2 for part in shared)


def _shared_words(a: Traits, b: Traits) -> tuple[int, float]:
    common = {part for name in (*a.holders, *b.holders) for part in name}
    ours, theirs = set(a.words) - common, set(b.words) - common
    shared = len(ours & theirs)
    least = min(len(ours), len(theirs))
    return shared, shared / least if least else 0.0


def _compatible(one: str, other: str) -> bool:
    table = _rules().compatible
    return other in table.get(one, (other,)) and one in table.get(other, (one,))


def _numbers(text: str, lang: Lang) -> set[float]:
    """Numbers that may tell events apart: no years, nothing below ten but decimals."""
    return {
        numeral.value
        for numeral in find_numerals(text, lang, lexicon(lang))
        if numeral.value != int(numeral.value)
        or (abs(numeral.value) >= 10 and not numeral.may_be_a_year)
    }


def _images(addresses: Iterable[str]) -> set[str]:
    names = {address.split("?")[0].rstrip("/").rsplit("/", 1)[-1].lower() for address in addresses}
    return {name for name in names if len(name) >= 8 and not _rules().generic_image.search(name)}


def _address(url: str) -> str:
    """Host and path; not through urlsplit, which refuses what pages link to by mistake."""
    bare = _SCHEME.sub("", url).split("#")[0].split("?")[0].rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path


def _same_slug(a: Traits, b: Traits) -> bool:
    ours, theirs = a.url.rsplit("/", 1)[-1], b.url.rsplit("/", 1)[-1]
    return ours == theirs and len(ours) >= 5 and any(letter.isdigit() for letter in ours)


@dataclass(frozen=True, slots=True)
class _Rules:
    holder: re.Pattern[str]
    generic_image: re.Pattern[str]
    compatible: dict[str, list[str]]


@cache
def _rules() -> _Rules:
    resource = files("meetings").joinpath("data", "linking.toml")
    entry = tomllib.loads(resource.read_text(encoding="utf-8"))
    return _Rules(
        holder=re.compile(entry["holder_office"], re.IGNORECASE),
        generic_image=re.compile(entry["generic_image"]),
        compatible=entry["compatible"],
    )
