from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from replica import serving
from replica.clock import ALMATY
from replica.corpus import CorpusError, load_corpus
from tests.replica.conftest import fetch, text_of

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ALMATY)
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("UKIMET_SHARED", ROOT.parent / "shared")) / "corpus"

KNOWN = {
    "url": "https://primeminister.kz/ru/hrpolitic/appointments/naznachen-12235",
    "title": "Назначение",
    "section": "ru/hrpolitic/appointments",
    "published_at": "2021-03-02 12:35:00",
    "body": "Первый абзац.\nВторой абзац.",
}
UNKNOWN = {"url": None, "title": "", "section": None, "published_at": "", "body": "One two three."}


def write(folder: Path, name: str, *entries: object) -> None:
    lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
    (folder / name).write_text("\n".join(lines), "utf-8")


def test_a_real_text_keeps_its_address_title_time_and_paragraphs(tmp_path: Path) -> None:
    write(tmp_path, "ru.jsonl", KNOWN)
    with serving("B", history=1, corpus=tmp_path) as site:
        [release] = site.releases()
        assert release["path"] == "/ru/hrpolitic/appointments/naznachen-12235"
        assert release["title"] == "Назначение"
        assert release["published_at"] == "2021-03-02T12:35:00+06:00"
        assert release["paragraphs"] == ["Первый абзац.", "Второй абзац."]
        tree = fetch(release["url"]).tree
        assert text_of(tree, "p.article__date") == "02 Март 2021, 12:35"
        assert fetch(f"{site.url}/ru/hrpolitic/appointments").status == 200


def test_what_a_text_lacks_is_made_up(tmp_path: Path) -> None:
    later = KNOWN | {"url": KNOWN["url"][:-1] + "9", "published_at": "2021-03-12 12:35:00"}
    write(tmp_path, "ru.jsonl", KNOWN, later)
    write(tmp_path, "en.jsonl", UNKNOWN)
    first, made_up, last = load_corpus(tmp_path, NOW, seed=0)
    text = made_up.texts["en"]
    assert text.title == "Release 1. One two three."
    assert text.slug == "release-1-one-two-three"
    times = [next(iter(event.texts.values())).published_at for event in (first, made_up, last)]
    assert None not in times
    assert times[1] == datetime(2021, 3, 7, 12, 35, tzinfo=ALMATY)


def test_texts_without_any_time_are_spread_over_the_days_before_now(tmp_path: Path) -> None:
    write(tmp_path, "en.jsonl", *[UNKNOWN | {"body": f"Text {number}."} for number in range(20)])
    times = [event.texts["en"].published_at for event in load_corpus(tmp_path, NOW, seed=0)]
    assert all(at is not None and at < NOW for at in times)
    assert len(set(times)) == 20


def test_the_rest_of_the_texts_is_published_on_demand(tmp_path: Path) -> None:
    write(tmp_path, "ru.jsonl", KNOWN)
    write(tmp_path, "en.jsonl", UNKNOWN)
    with serving(corpus=tmp_path, history=1) as site:
        [english] = site.publish(languages=["en"])
        assert english["path"].startswith("/en/news/release-1-one-two-three-")
        [again] = site.publish(languages=["en"])
        assert again["text"] != english["text"]


@pytest.mark.parametrize("line", ["{", "[]", '{"body": 1}', '{"title": "x"}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "ru.jsonl").write_text(json.dumps(KNOWN) + "\n" + line, "utf-8")
    with pytest.raises(CorpusError, match=r"ru\.jsonl, line 2"):
        load_corpus(tmp_path, NOW, seed=0)


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"holds no kk\.jsonl or ru\.jsonl or en\.jsonl"):
        load_corpus(tmp_path, NOW, seed=0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus of real texts is not here")
@pytest.mark.parametrize("generation", ["B", "C"])
def test_every_real_text_can_be_fetched_at_its_own_address(generation: str) -> None:
    entries = [json.loads(line) for line in (SHARED / "ru.jsonl").read_text("utf-8").splitlines()]
    with serving("B" if generation == "B" else "C", history=1060, corpus=SHARED) as site:
        releases = site.releases()
        paths = {release["path"] for release in releases}
        assert len(paths) == 1060
        assert {entry["url"].removeprefix("https://primeminister.kz") for entry in entries} <= paths
        for release in releases[::40]:
            assert fetch(release["url"]).status == 200


def test_real_texts_come_round_again_weeks_later_at_other_addresses(tmp_path: Path) -> None:
    write(tmp_path, "ru.jsonl", KNOWN)
    with serving(corpus=tmp_path, history=2) as site:
        first, again = site.releases()
        assert again["path"] == f"{first['path']}-2"
        assert again["published_at"] == "2021-03-09T12:35:00+06:00"
        assert again["text"] != first["text"]
