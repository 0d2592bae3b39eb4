"""The words of number and measure, compiled from ``data/figures_*.toml`` once a language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from meetings.model import Lang

_EDGE = r"(?:(?<=[%€₸₽¥£$])|(?!\w))"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: ``factor`` base units in one of what is written."""

    id: str
    kind: str
    factor: float


@dataclass(frozen=True, slots=True)
class Units:
    """What may stand around a number in any language."""

    scale: re.Pattern[str]
    scales: tuple[float, ...]
    after: re.Pattern[str]
    after_units: tuple[Unit, ...]
    before: re.Pattern[str]
    before_units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """Words that are a figure by themselves, such as "one-third"."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of one language."""

    numerals: dict[str, float]
    numeral_words: re.Pattern[str]
    spelled: re.Pattern[str]
    ready: re.Pattern[str]
    ready_figures: tuple[Ready, ...]
    alone: re.Pattern[str]
    anniversary: re.Pattern[str]
    times: re.Pattern[str]
    times_before: re.Pattern[str] | None
    joint: re.Pattern[str]
    range_from: re.Pattern[str] | None
    change: re.Pattern[str]
    qualifiers_before: tuple[tuple[re.Pattern[str], str], ...]
    qualifiers_after: tuple[tuple[re.Pattern[str], str], ...]
    period_before: re.Pattern[str]
    period_after: re.Pattern[str]
    term_before: re.Pattern[str] | None
    term_after: re.Pattern[str] | None
    no_term: re.Pattern[str] | None
    period_phrases: re.Pattern[str]
    months_after: re.Pattern[str]
    months_before: re.Pattern[str]
    number_of: re.Pattern[str]
    cardinal_suffix: re.Pattern[str]
    inherit: re.Pattern[str]
    part_of: re.Pattern[str] | None
    next_part: re.Pattern[str] | None
    counted_before: re.Pattern[str] | None
    amount: re.Pattern[str] | None
    people_before: re.Pattern[str] | None
    their_number: re.Pattern[str] | None
    sum_before: re.Pattern[str] | None
    definite: re.Pattern[str] | None
    ordinal: re.Pattern[str] | None
    shared: re.Pattern[str] | None
    shared_measure: re.Pattern[str] | None
    sums_go_on: re.Pattern[str] | None
    no_sums: re.Pattern[str] | None
    no_year: re.Pattern[str] | None
    one_of: re.Pattern[str] | None
    one_among: re.Pattern[str] | None
    one_bounds: bool
    stop: frozenset[str]
    weak_adjectives: frozenset[str]
    adjectives: frozenset[str]
    plurals: frozenset[str]
    substantives: frozenset[str]
    sums: frozenset[str]
    abbreviated: dict[str, str]
    compounds: dict[str, str]
    rarer_plurals: dict[str, str]
    renamed: dict[str, tuple[str, float]]
    of_what: frozenset[str]
    alone_only: frozenset[str]
    never: frozenset[str]
    never_two: frozenset[str]


@cache
def units() -> Units:
    """Scales, units and currency marks of all languages."""
    document = _load("units")
    scales = document["scale"]
    after: list[tuple[str, Unit]] = []
    before: list[tuple[str, Unit]] = []
    for entry in document["unit"]:
        unit = Unit(entry["id"], entry["kind"], float(entry.get("factor", 1)))
        after += [(pattern, unit) for pattern in entry["after"]]
        before += [(pattern, unit) for pattern in entry.get("before", ())]
    return Units(
        scale=_i(
            r"[ \u00a0\u202f-]?(?:"
            + "|".join(f"({'|'.join(words)})" for words in scales.values())
            + r")(?:(?<=\.)|(?!\w))"
        ),
        scales=tuple(float(key) for key in scales),
        after=_i(r"[ \u00a0\u202f]{0,2}(?:" + "|".join(f"({p})" for p, _ in after) + ")" + _EDGE),
        after_units=tuple(unit for _, unit in after),
        before=_i(r"(?<!\w)(?:" + "|".join(f"({p})" for p, _ in before) + r")[ \u00a0]?$"),
        before_units=tuple(unit for _, unit in before),
    )


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The number words of ``lang``."""
    entry = _load(lang)
    counted = entry["counted"]
    numerals = {word: float(value) for word, value in entry["numerals"].items()}
    words = "|".join(sorted(map(re.escape, numerals), key=len, reverse=True))
    between = entry.get("joined", "[ -]")
    ready = entry["ready"]["pattern"]
    let = entry["ready"].get("let", {})
    ranges, times, period = entry["range"], entry["times"], entry["period"]
    return Lexicon(
        numerals=numerals,
        numeral_words=_i(rf"(?<![\w-])(?:{words})(?:{between}(?:{words})){{0,5}}(?![\w])"),
        spelled=_i(rf" ?\((?:{words})(?!\w)[^()\d\n]{{0,60}}\)"),
        ready=_i(
            r"(?<![\w-])(?:"
            + "|".join(f"({_written_out(r['words'], let)})" for r in ready)
            + r")(?![\w-])"
        ),
        ready_figures=tuple(Ready(float(r["value"]), r["unit"]) for r in ready),
        alone=_i(rf"(?<![\w-]){counted['alone']}(?!\w)"),
        anniversary=_i(rf"(?<![\w-]){entry['anniversary']['pattern']}"),
        times=_i(rf"[ \u00a0-]?(?:{'|'.join(times['after'])})(?!\w)"),
        times_before=_i(times["before"]) if "before" in times else None,
        joint=_i(rf"[ \u00a0]?(?:{ranges['joint']})[ \u00a0]?"),
        range_from=_i(rf"(?<!\w)(?:{ranges['from']})$") if ranges["from"] else None,
        change=_i(rf"(?<!\w){ranges['change']}"),
        qualifiers_before=tuple(
            (
                _i(rf"(?<![\w-])(?:{q['words']})(?: (?:the|a|an|на|в|к|за|до))?[ \u00a0]?$"),
                q["sign"],
            )
            for q in entry["qualifier"]["before"]
        ),
        qualifiers_after=tuple(
            (_i(rf"[ \u00a0](?:{q['words']})(?!\w)"), q["sign"])
            for q in entry["qualifier"]["after"]
        ),
        period_before=_i(rf"(?<![\w-])(?:{period['before']})[ \u00a0]{period.get('range', '')}$"),
        period_after=_i(period["after"]),
        term_before=_maybe(period, "term_before"),
        term_after=_maybe(period, "term_after"),
        no_term=_maybe(period, "no_term"),
        period_phrases=_i(rf"(?<!\w)(?:{'|'.join(period['phrases'])})(?!\w)"),
        months_after=_i(rf"[ \u00a0-]{{1,3}}(?:{counted['months']})"),
        months_before=_i(rf"(?<!\w)(?:{counted.get('months_before', counted['months'])})\.? ?$"),
        number_of=_i(rf"(?<!\w){counted['number_of']}[ .:\u00a0]*$"),
        cardinal_suffix=_i(counted["cardinal_suffix"]),
        part_of=_maybe(counted, "part_of"),
        next_part=_maybe(counted, "next_part"),
        counted_before=_maybe(counted, "counted_before"),
        amount=_maybe(counted, "amount"),
        people_before=_maybe(counted, "people_before"),
        their_number=_maybe(counted, "their_number"),
        sum_before=_maybe(counted, "sum_before"),
        definite=_maybe(counted, "definite"),
        ordinal=_maybe(counted, "ordinal"),
        shared=_maybe(counted, "shared"),
        shared_measure=_maybe(counted, "shared_measure"),
        sums_go_on=_maybe(counted, "sums_go_on"),
        no_sums=_maybe(counted, "no_sums"),
        no_year=_maybe(counted, "no_year"),
        one_of=_maybe(counted, "one_of"),
        one_among=_maybe(counted, "one_among"),
        one_bounds=counted.get("one_bounds", False),
        inherit=_i(rf"(?<!\w)(?:{counted['inherit']})(?!\w)"),
        stop=frozenset(counted["stop"].split()),
        weak_adjectives=frozenset(counted["adjective_stop"].split()),
        adjectives=frozenset(counted.get("adjectives", "").split()),
        plurals=frozenset(counted["plural"].split()),
        substantives=frozenset(counted.get("substantives", "").split()),
        sums=frozenset(counted.get("sums", "").split()),
        abbreviated=counted.get("short", {}),
        compounds=counted.get("compounds", {}),
        rarer_plurals=counted.get("plurals", {}),
        renamed={k: (v["unit"], float(v["factor"])) for k, v in entry.get("units", {}).items()},
        of_what=frozenset(counted.get("of_what", "").split()),
        alone_only=frozenset(counted.get("alone_only", "").split()),
        never=frozenset(counted["never"].split()),
        never_two=frozenset(counted["never_two"].split()),
    )


def _written_out(pattern: str, let: dict[str, str]) -> str:
    for name, meaning in let.items():
        pattern = pattern.replace(f"{{{name}}}", meaning)
    return pattern


def _maybe(table: dict[str, Any], key: str) -> re.Pattern[str] | None:
    return _i(table[key]) if key in table else None


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _load(name: str) -> dict[str, Any]:
    resource = files("meetings").joinpath("data", f"figures_{name}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))
