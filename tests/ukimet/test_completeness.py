"""What `ukimet status` says of how much of the site is archived."""

from __future__ import annotations

from archive import Archive
from crawler.options import SiteOptions
from replica import Replica
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread
from tests.ukimet.conftest import Shell
from ukimet.completeness import completeness_of


def test_a_number_that_is_missing_among_known_ones_is_a_possible_gap(
    reactor: ReactorThread, shell: Shell, site: Replica
) -> None:
    crawling = Crawling(reactor, shell.folder / "ukimet.db", site.url)
    crawling.crawl(languages=("ru", "kk"))
    with Archive.open(crawling.path) as archive:
        said = completeness_of(archive, SiteOptions(base_url=site.url))
    served = site.releases()
    known = sorted(r["number"] for r in served if r["lang"] != "en")
    missing = set(range(known[0], known[-1])) - set(known)
    assert said["numbers"]["known"] == len(known)
    assert said["numbers"]["possible_gaps"] == len(missing) > 0
    assert said["languages"]["ru"]["walked_to_the_end"] is True
    assert said["languages"]["en"] == {"releases": 0, "walked_to_the_end": False}
    shell.configure(site.url)
    result = shell("status")
    assert result.code == 0, result.err
    assert "incomplete   en" in result.out
    assert "numbers near known releases" in result.out


def test_an_archive_of_a_site_that_is_not_configured_tells_of_its_last_crawl(
    archived: Shell, shell: Shell
) -> None:
    (shell.folder / "ukimet.toml").write_text('[site]\nname = "akorda"\n', encoding="utf-8")
    path = str(archived.folder / "ukimet.db")
    result = shell("--db", path, "status")
    assert result.code == 0, result.err
    assert "site         akorda: 0 releases\n" in result.out
    assert "releases, not in the configuration\nlast poll    2" in result.out
    told = shell("--db", path, "status", "--json").json["sites"]
    assert [site["base_url"] for site in told] == ["https://www.akorda.kz", None]
    assert told[1]["releases"] > 0
    assert told[1]["last_poll"]["outcome"] == "done"
