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
