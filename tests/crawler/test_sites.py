"""A site is a small declaration: what it must say, and that it is enough to crawl by."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from crawler.options import SiteOptions
from crawler.pages import read_release
from crawler.pages.generations import generations
from crawler.sites import SiteDeclaration, known_sites, site_at
from replica import serving
from tests.crawler.crawling import Crawling
from tests.crawler.pages.cases import all_cases
from tests.reactor import ReactorThread

AKORDA = "https://www.akorda.kz"


def said(text: str) -> list[str]:
    """The paragraphs and list items of a text, whatever marks a list item has."""
    return [line.removeprefix("- ") for line in text.splitlines() if line]


@pytest.fixture(params=sorted(known_sites()))
def declared(request: pytest.FixtureRequest) -> SiteDeclaration:
    return known_sites()[request.param]


def test_every_declaration_names_readers_that_there_are(declared: SiteDeclaration) -> None:
    assert [one.name for one in generations(declared.readers)] == list(declared.readers)
    assert declared.readers


def test_every_declared_reader_belongs_to_one_site() -> None:
    named = [reader for site in known_sites().values() for reader in site.readers]
    assert sorted(named) == sorted(one.name for one in generations())


def test_every_site_is_found_by_each_of_its_hosts(declared: SiteDeclaration) -> None:
    assert all(site_at(f"https://{host}/ru/x") is declared for host in declared.hosts)
    assert site_at("https://example.org/") is None


def test_the_name_of_a_declared_site_is_all_that_must_be_given() -> None:
    akorda = SiteOptions(name="akorda")
    assert akorda.listing("kk") == f"{AKORDA}/kz/events"
    assert akorda.front_page("en") == f"{AKORDA}/en"
    assert akorda.day_archive("ru") is None
    assert akorda.is_own("akorda.kz")
    assert not akorda.is_own("primeminister.kz")
    assert SiteOptions().listing("kk") == "https://primeminister.kz/kz/news"


def test_a_site_of_ones_own_needs_an_address() -> None:
    with pytest.raises(ValidationError, match="only akorda, primeminister are known"):
        SiteOptions(name="mine")
    mine = SiteOptions(name="mine", base_url="https://example.org/")
    assert mine.listing("en") == "https://example.org/en/news"
    assert not mine.is_own("primeminister.kz")


@pytest.mark.parametrize(
    ("path", "is_release"),
    [
        ("/ru/glava-gosudarstva-prinyal-premer-ministra-210185", True),
        ("/kz/memleket-basshysy-2021", True),
        ("/en/congratulations-17", True),
        ("/ru/strategiya-2050", False),
        ("/ru/events", False),
        ("/ru/events/plan-2030-12", False),
        ("/ru/12345", False),
        ("/de/rede-des-praesidenten-12", False),
        ("/", False),
    ],
)
def test_addresses_of_the_presidents_site_are_told_apart(path: str, is_release: bool) -> None:
    assert known_sites()["akorda"].is_release(AKORDA + path) is is_release


def test_a_design_of_one_site_is_not_recognised_on_another() -> None:
    case = next(case for case in all_cases() if case.name.startswith("akorda/ru"))
    body = (case.folder / "inputs" / "HttpResponse-body.html").read_bytes()
    url = str((case.output or {})["url"]).replace(AKORDA, "https://primeminister.kz")
    akorda = known_sites()["akorda"]
    noon = datetime(2026, 11, 24, 12, tzinfo=akorda.timezone)
    release = read_release(url, body, timezone=akorda.timezone, now=noon)
    assert release.reader == "generic"
    assert case.read()["reader"] == "akorda"


def test_the_presidents_site_is_archived_word_for_word_by_its_declaration_alone(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving("akorda", history=22) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url, name="akorda")
        report = crawling.crawl()
        served = {r["url"]: r for r in site.releases()}
        archived = crawling.releases()
        read_by = crawling.look(
            lambda archive: {row["reader"] for row in archive.db.query("SELECT * FROM versions")}
        )
        site.requests(clear=True)
        crawling.crawl()
        asked = [r["path"] for r in site.requests()]
    assert (report.outcome, report.counts.new) == ("done", len(served))
    assert read_by == {"akorda"}
    assert {url: (r.title, said(r.text)) for url, r in archived.items()} == {
        url: (r["title"], said(r["text"])) for url, r in served.items()
    }
    assert {url: r.published_at.isoformat() for url, r in archived.items()} == {
        url: r["published_at"] for url, r in served.items()
    }
    assert {"/en/events", "/ru/events", "/kz/events"} <= set(asked)


def test_a_site_without_an_archive_by_day_is_walked_back_to_the_day(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving("akorda", history=3) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url, name="akorda")
        assert crawling.crawl(kind="since", since=date(2020, 1, 1)).outcome == "done"
        asked = [r["path"] for r in site.requests()]
        assert set(crawling.releases()) == {r["url"] for r in site.releases()}
    assert not [path for path in asked if "archive" in path]
