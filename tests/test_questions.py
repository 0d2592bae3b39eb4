"""The questions of docs/archive.md, answered by the SQL that stands there and SQLite alone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, Page
from archive.model import Release
from meetings import analyse
from meetings.linking import traits_of
from meetings.model import Lang

DOCS = Path(__file__).parents[1] / "docs" / "archive.md"
NOW = datetime(2025, 12, 1, tzinfo=UTC)

PRIME = "Prime Minister of the Republic of Kazakhstan Olzhas Bektenov"
ARIPOV = "Prime Minister of the Republic of Uzbekistan Abdulla Aripov"
RENAUD = "EBRD President Odile Renaud-Basso"
#: Number (and address), day of 2025, language and text of what is archived, in this order.
TEXTS: list[tuple[str, int, Lang, str]] = [
    ("talks-1", 40, "en", f"{PRIME} held talks in Tashkent with {ARIPOV}. They discussed transit."),
    ("talks-2", 80, "en", f"{PRIME} held talks in Astana with {ARIPOV}. They discussed wheat."),
    ("bank-3", 90, "en", f"{PRIME} met with {RENAUD}. The parties discussed loans."),
    ("talks-4", 400, "en", f"{PRIME} met with {RENAUD} in Astana. They discussed roads."),
    ("peregovory-5", 100, "ru", "Премьер-министр РК Олжас Бектенов провел в Ташкенте переговоры с "
     "Премьер-министром Узбекистана Абдуллой Ариповым о пшенице."),
    ("order-6", 120, "en", "The Government adopted a programme.\n\nIt costs 40 million."),
    ("order-6", 120, "en", "The Government adopted a programme.\n\nIt costs 50 million."),
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which the texts above were read by the analyser and stored."""
    path = tmp_path_factory.mktemp("questions") / "ukimet.db"
    with Archive.open(path) as archive:
        for minute, (name, day, lang, text) in enumerate(TEXTS):
            release = Release(
                url=f"https://site.example/{lang}/news/{name}",
                lang=lang,
                title=text.partition(".")[0],
                published_at=datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=day),
                text=text,
            )
            analysis = analyse(text, lang=lang, title=release.title, published=release.published_at)
            traits = traits_of(
                analysis,
                lang=lang,
                title=release.title,
                text=text,
                published_at=release.published_at,
                url=release.url,
                images=(),
                alternates={},
            )
            archive.store(
                release,
                Page(release.url, text.encode(), 200, {}, NOW),
                analysis=analysis,
                traits=traits,
                now=NOW + timedelta(minutes=minute),
            )
    return path


def answer(file: Path, question: str) -> list[dict[str, Any]]:
    """What the SQL under a heading of the documentation says."""
    found = re.search(
        rf"### {re.escape(question)}\n.*?```sql\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL
    )
    assert found, question
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as plain:
        plain.row_factory = sqlite3.Row
        return [dict(row) for row in plain.execute(found[1])]


def test_who_met_the_prime_minister_most(file: Path) -> None:
    rows = answer(file, "Who met the Prime Minister most in a year?")
    assert [(row["name"], row["country"], row["meetings"]) for row in rows] == [
        ("Abdulla Aripov", "UZ", 2),
        ("Odile Renaud-Basso", None, 1),
    ]


def test_what_was_changed_and_how(file: Path) -> None:
    rows = answer(file, "Which releases were changed after publication, and how?")
    assert [(row["url"][-7:], row["version"], row["change"], row["paragraph"]) for row in rows] == [
        ("order-6", 2, "removed", "It costs 40 million."),
        ("order-6", 2, "added", "It costs 50 million."),
    ]


def test_meetings_in_a_city(file: Path) -> None:
    rows = answer(file, "Which meetings were held in Tashkent?")
    assert [row["url"].rpartition("/")[2] for row in rows] == ["talks-1", "peregovory-5"]
