"""The scoring rules of the gold set: what counts as found, by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    """Found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true that was found; 1 where there was nothing."""
        true = self.right + self.missed
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """For JSON."""
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }

    def __str__(self) -> str:
        return (
            f"P {self.precision:.2f} R {self.recall:.2f} F1 {self.f1:.2f}"
            f"  ({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        )


Row = tuple[str, Counts, list[str]]


def published(value: str | None) -> datetime | date | None:
    """The annotated publication time: with offset, without, a bare date, or unknown."""
    return datetime.fromisoformat(value) if value else None


def score(gold: dict[str, Any], found: dict[str, Any]) -> Iterator[Row]:
    """Every scored field of one text: its name, counts, and disagreements in words.

    A field that was not annotated (absent or null) is not scored.
    """
    yield _people("participants", gold["participants"], found["participants"])
    everyone = gold["participants"] + gold["mentioned_persons"]
    yield _people("persons", everyone, found["participants"] + found["mentioned_persons"])
    yield from _offices(gold["participants"], found["participants"])
    if gold["figures"] is not None:
        yield _listed("figures", gold["figures"], found["figures"], _same_figure)
    yield _listed("quotes", gold["quotes"], found["quotes"], _same_quote)
    names = [{"name": name} for name in gold["organisations"]]
    yield _listed(
        "organisations", names, [{"name": n} for n in found["organisations"]], _same_organisation
    )
    for name in ("kind", "is_meeting", "formats", "date", "place"):
        if name in gold:
            yield _exact(name, gold[name], found[name])


def listed_figures(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], *, qualified: bool
) -> Row:
    """The figures of one text, compared by value and unit, and with ``qualified`` by qualifier."""

    def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
        agrees = one["qualifier"] == other["qualifier"] or not qualified
        return agrees and _same_figure(one, other)

    return _listed("figures", gold, found, same)


def _exact(name: str, gold: Any, found: Any) -> Row:
    wanted = {**gold} if isinstance(gold, dict) else gold
    if isinstance(gold, list):
        wanted, found = sorted(gold), sorted(found)
    if wanted == found:
        return name, Counts(right=1), []
    return name, Counts(wrong=1, missed=1), [f"expected {wanted}, found {found}"]


def _people(name: str, gold: list[Any], found: list[Any]) -> Row:
    return _listed(name, gold, found, _same_person)


def _listed(name: str, gold: list[Any], found: list[Any], same: Callable[[Any, Any], bool]) -> Row:
    rest = list(found)
    missed = []
    for item in gold:
        match = next((other for other in rest if same(item, other)), None)
        if match is None:
            missed.append(item)
        else:
            rest.remove(match)
    errors = [f"missed {_brief(item)}" for item in missed]
    errors += [f"invented {_brief(item)}" for item in rest]
    return name, Counts(len(gold) - len(missed), len(rest), len(missed)), errors


def _brief(item: dict[str, Any]) -> str:
    keys = ("name", "office", "text", "value", "unit", "speaker")
    return " | ".join(str(item[key])[:60] for key in keys if item.get(key) is not None)


def name_words(name: str) -> list[str]:
    """A name's words for comparison: case and ё folded, initials split off."""
    spaced = re.sub(r"\.(?=\S)", ". ", name.lower().replace("ё", "е").replace("’", "'"))
    return spaced.split()


def _same_person(one: dict[str, Any], other: dict[str, Any]) -> bool:
    first, second = name_words(one["name"]), name_words(other["name"])
    if sorted(first) == sorted(second):
        return True
    full, short = (first, second) if len(first) >= len(second) else (second, first)
    surname = [word for word in short if not word.endswith(".")]
    if not surname or any(word not in full for word in surname):
        return False
    rest = [word for word in full if word not in surname]
    initials = [word.rstrip(".") for word in short if word.endswith(".")]
    return bool(initials) and bool(rest) and rest[0].startswith(initials[0])


def _offices(gold: list[Any], found: list[Any]) -> Iterator[Row]:
    right = {"office": 0, "country": 0, "organisation": 0, "role": 0}
    total = dict.fromkeys(right, 0)
    errors: dict[str, list[str]] = {key: [] for key in right}
    for item in gold:
        match = next((other for other in found if _same_person(item, other)), None)
        if match is None:
            continue
        for key in right:
            wanted, got = item.get(key), match.get(key)
            total[key] += 1
            same = common_words(wanted, got) >= 0.6 if key == "office" else wanted == got
            if key == "organisation":
                same = (not wanted and not got) or common_words(wanted, got) >= 0.5
            if same:
                right[key] += 1
            else:
                errors[key].append(f"{item['name']}: expected {wanted}, found {got}")
    for key, hits in right.items():
        wrong = total[key] - hits
        yield key, Counts(hits, wrong, wrong), errors[key]


def common_words(one: str | None, other: str | None) -> float:
    """Longest common run of words in order, as a share of the longer text's words."""
    first, second = (one or "").lower().split(), (other or "").lower().split()
    if not first or not second:
        return 1.0 if first == second else 0.0
    table = [0] * (len(second) + 1)
    for word in first:
        before = 0
        for index, candidate in enumerate(second):
            kept = table[index + 1]
            table[index + 1] = before + 1 if word == candidate else max(kept, table[index])
            before = kept
    return table[-1] / max(len(first), len(second))


def _same_figure(one: dict[str, Any], other: dict[str, Any]) -> bool:
    scale = max(abs(one["value"]), 1e-9)
    same_value = abs(one["value"] - other["value"]) / scale < 1e-6
    return bool(one["unit"] == other["unit"] and same_value)


def _same_quote(one: dict[str, Any], other: dict[str, Any]) -> bool:
    speaker = _same_person({"name": one["speaker"]}, {"name": other["speaker"]})
    second = other["text"].lower().split()
    if "first_words" in one:  # real texts are not in the project, so only how a quote begins is
        begins = one["first_words"].lower().split()
        return speaker and second[: len(begins)][:3] == begins[:3]
    first = one["text"].lower().split()
    shared = len(set(first) & set(second))
    return speaker and shared >= 0.9 * max(len(set(first)), len(set(second)), 1)


def _same_organisation(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return common_words(one["name"], other["name"]) >= 0.6
