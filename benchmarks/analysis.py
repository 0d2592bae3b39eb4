"""How well and how fast texts are read: precision, recall and F1 per field and language.

``python -m benchmarks.analysis [--shared DIR] [--errors] [--json]`` scores the gold set by the
rules of its own README, and measures processor time and memory over the real texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import analysis_kaznerd, analysis_sentences
from benchmarks.analysis_scoring import Counts, published, score
from benchmarks.measuring import peak_memory
from meetings.model import Lang

_LANGS: tuple[Lang, ...] = ("kk", "ru", "en")
_REAL = Path(__file__).resolve().parent.parent / "tests" / "meetings" / "real"
_DEFAULT_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@dataclass(slots=True)
class Report:
    """Counts by language and field, and what went wrong, in words."""

    counts: dict[str, dict[str, Counts]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, lang: str, name: str, counts: Counts) -> None:
        """Add one text's counts to those of its language and of all."""
        for group in (lang, "all"):
            table = self.counts.setdefault(group, {})
            table[name] = table.get(name, Counts()) + counts


def gold_texts(shared: Path) -> Iterator[dict[str, Any]]:
    """The annotated texts of the gold set, in the order of their names."""
    for path in sorted((shared / "gold").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def real_texts(shared: Path, half: str) -> Iterator[dict[str, Any]]:
    """Real releases with the annotations of ``tests/meetings/real``: the set (half) a to h.

    The annotations were made by reading, without the analyser; the texts are not in the project.
    Raises ValueError where a text is not the one that was annotated.
    """
    texts: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(_REAL.glob("*.json")):
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if gold["half"] != half:
            continue
        lines = texts.setdefault(gold["source"], [])
        if not lines:
            source = (shared / "corpus" / gold["source"]).read_text(encoding="utf-8")
            lines += [json.loads(line) for line in source.splitlines()]
        row = lines[gold["line"]]
        if hashlib.sha256(row["body"].encode()).hexdigest() != gold["sha256"]:
            raise ValueError(f"{gold['source']} line {gold['line']} is not what was annotated")
        yield gold | {
            "text": row["body"],
            "title": row["title"] or "",
            "published": row["published_at"] or None,
        }


def evaluate(texts: Iterator[dict[str, Any]]) -> Report:
    """Analyse annotated texts and compare."""
    from meetings import analyse

    report = Report()
    for gold in texts:
        found = analyse(
            gold["text"],
            lang=gold["lang"],
            title=gold.get("title", ""),
            published=published(gold.get("published")),
        ).to_json()
        for name, counts, errors in score(gold, found):
            report.add(gold["lang"], name, counts)
            report.errors.extend(f"{gold['id']} {name}: {error}" for error in errors)
    return report


def timings(shared: Path, limit: int) -> dict[str, Any]:
    """Processor time per release over real texts, time to load, memory."""
    started = time.process_time()
    from meetings import analyse

    for lang in _LANGS:
        analyse("", lang=lang)
    loaded = time.process_time() - started
    spent: dict[Lang, list[float]] = {}
    for lang in _LANGS[1:]:
        with (shared / "corpus" / f"{lang}.jsonl").open(encoding="utf-8") as lines:
            for _, line in zip(range(limit), lines, strict=False):
                row = json.loads(line)
                begin = time.process_time()
                analyse(row["body"], lang=lang, title=row["title"] or "")
                spent.setdefault(lang, []).append((time.process_time() - begin) * 1000)
    return {
        "load_ms": round(loaded * 1000),
        "memory_mb": round(peak_memory()),
        "cpu_ms_per_release": {
            lang: {
                "median": round(statistics.median(values), 1),
                "p95": round(sorted(values)[int(len(values) * 0.95)], 1),
                "releases": len(values),
            }
            for lang, values in spent.items()
        },
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the report; 0 when done, 2 where the gold set is absent."""
    parser = argparse.ArgumentParser(prog="benchmarks.analysis", description=__doc__)
    parser.add_argument("--shared", type=Path, default=_DEFAULT_SHARED, metavar="DIR")
    parser.add_argument("--errors", action="store_true", help="print every disagreement")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--limit", type=int, default=1000, help="real texts per language to time")
    options = parser.parse_args(arguments)
    if not (options.shared / "gold").is_dir():
        print(f"no gold set under {options.shared}", file=sys.stderr)
        return 2
    speed = timings(options.shared, options.limit)
    sets = {"gold set": gold_texts(options.shared)}
    for half in ("a", "b", "c", "d", "e", "f", "g", "h"):
        sets[f"real texts, set {half}"] = real_texts(options.shared, half)
    reports = {name: evaluate(texts) for name, texts in sets.items()}
    for half in ("a", "b"):
        table, errors = analysis_sentences.evaluate(options.shared, half)
        reports[f"Kazakh sentences, half {half}"] = Report({"kk": table}, errors)
    kaznerd = Report(counts={"kk": analysis_kaznerd.evaluate(options.shared)})
    if kaznerd.counts["kk"]:
        reports["sentences of KazNERD"] = kaznerd
    if options.json:
        print(json.dumps({"sets": _as_json(reports), "speed": speed}, ensure_ascii=False, indent=1))
        return 0
    for name, report in reports.items():
        print(f"-- {name}")
        for lang in ("kk", "ru", "en", "all"):
            for field_name, counts in report.counts.get(lang, {}).items():
                print(f"{lang:4} {field_name:26} {counts}")
        if options.errors:
            print("\n".join(report.errors))
    print(json.dumps(speed))
    return 0


def _as_json(reports: dict[str, Report]) -> dict[str, Any]:
    return {
        name: {
            lang: {name: counts.as_dict() for name, counts in sorted(table.items())}
            for lang, table in sorted(report.counts.items())
        }
        for name, report in reports.items()
    }


if __name__ == "__main__":
    sys.exit(main())
