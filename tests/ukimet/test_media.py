"""Which files of releases are kept, as an operator says it and is told of it."""

from __future__ import annotations

from replica import Replica
from tests.ukimet.conftest import Shell


def test_files_are_kept_as_the_configuration_says_and_shown(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    crawled = shell("crawl", "--json", UKIMET_ARCHIVE__MEDIA="documents")
    assert crawled.code == 0, crawled.err
    assert crawled.json["outcomes"]["media_kept"] > 0
    named = next(r for r in site.releases() if r["attachments"])
    shown = shell("show", named["url"], "--json").json
    assert [medium["url"] for medium in shown["media"]] == shown["attachments"]
    assert set(shown["media"][0]) == {"url", "sha256", "content_type", "bytes"}
    assert shown["images"]
    assert shell("verify").code == 0


def test_without_the_option_addresses_alone_are_kept(archived: Shell, site: Replica) -> None:
    named = next(r for r in site.releases() if r["attachments"])
    shown = archived("show", named["url"], "--json").json
    assert shown["attachments"]
    assert shown["media"] == []


def test_a_choice_that_does_not_exist_is_refused_by_name(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    refused = shell("status", UKIMET_ARCHIVE__MEDIA="pictures")
    assert refused.code != 0
    assert "archive.media" in refused.err
    assert "'documents'" in refused.err
