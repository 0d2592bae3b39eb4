"""Real texts, where there are any: each is archived once and word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from replica import serving
from tests.crawler.crawling import Crawling
from tests.crawler.test_crawling import said
from tests.reactor import ReactorThread

HOW_MANY = 300

ADVERT = ("Stay updated about the events", "official Telegram channel", "Subscribe")


@pytest.fixture
def corpus(shared: Path, tmp_path: Path) -> Path:
    """A folder with the first of the real Russian releases."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    with (shared / "corpus" / "ru.jsonl").open(encoding="utf-8") as source:
        lines = [line for line, _ in zip(source, range(HOW_MANY), strict=False)]
    (folder / "ru.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.mark.timeout(300)
def test_real_texts_are_archived_once_and_word_for_word(
    reactor: ReactorThread, tmp_path: Path, corpus: Path
) -> None:
    with serving(corpus=corpus, history=HOW_MANY) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        first = crawling.crawl(languages=("ru",))
        served = {r["url"]: r for r in site.releases()}
        archived = crawling.releases()
        addresses = {url for release in archived.values() for url in release.urls}
        second = crawling.crawl(languages=("ru",))
    assert first.outcome == second.outcome == "done"
    assert addresses == set(served)
    assert first.counts.new + first.counts.unchanged == len(served)
    for url, release in archived.items():
        assert " ".join(said(release.text)).split() == " ".join(said(served[url]["text"])).split()
    assert (second.counts.new, second.counts.changed) == (0, 0)


def test_the_seed_release_is_read_without_a_word_of_chrome(
    reactor: ReactorThread, tmp_path: Path, shared: Path
) -> None:
    lines = (shared / "seed" / "release.en.txt").read_text(encoding="utf-8").splitlines()
    paragraphs = [line for line in lines[1:] if line and not line.startswith(ADVERT)]
    title = "Olzhas Bektenov took part in the meeting of the SCO Council of Heads of Government"
    with serving(history=5) as site:
        (seed,) = site.publish(
            lang="en",
            title=title,
            body="\n".join(paragraphs),
            published_at="2025-11-18T18:20:00",
            slug="olzhas-bektenov-took-part-in-the-meeting",
            number=30732,
        )
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        crawling.crawl()
        release = crawling.releases()[seed["url"]]
        (hit, *_) = crawling.look(lambda archive: archive.search('"dialogue partner"'))
    assert release.title == title
    assert release.published_at.isoformat() == "2025-11-18T18:20:00+05:00"
    assert release.text.split("\n\n") == [" ".join(line.split()) for line in paragraphs]
    assert release.analysis["place"] == {"city": "Moscow", "country": "RU"}
    assert release.analysis["kind"] == "multilateral_council"
    assert hit.release.url == seed["url"]


def test_the_corpus_is_what_these_tests_take_it_for(corpus: Path) -> None:
    first = json.loads((corpus / "ru.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert {"url", "title", "published_at", "body"} <= set(first)
