"""What other programs rely on: JSON documents, exit codes, clean standard output."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from replica import Replica
from tests.ukimet.conftest import Shell

RELEASE = {
    "id", "url", "urls", "lang", "section", "title", "published_at", "text", "markdown", "images",
    "attachments", "versions", "current_version", "status", "first_seen_at", "event_id",
    "siblings", "sha256", "analysis",
}  # fmt: skip
ANALYSIS = {
    "is_meeting", "kind", "formats", "place", "date", "participants", "mentioned_persons",
    "organisations", "figures", "quotes", "topics", "documents", "referenced_events", "summary",
    "analyser_version",
}  # fmt: skip
CRAWL = {"requests", "new", "changed", "unchanged", "failed", "outcome", "message"}


def english(site: Replica) -> dict[str, str]:
    return next(r for r in site.releases() if r["lang"] == "en")


def test_show_gives_a_release_by_address_and_by_id(archived: Shell, site: Replica) -> None:
    served = english(site)
    by_url = archived("show", served["url"], "--json").json
    assert set(by_url) >= RELEASE
    assert by_url["title"] == served["title"]
    assert by_url["published_at"] == served["published_at"]
    assert datetime.fromisoformat(by_url["first_seen_at"]).tzinfo is not None
    assert set(by_url["siblings"]) == {"kk", "ru", "en"}
    assert set(by_url["analysis"]) >= ANALYSIS
    assert archived("show", str(by_url["id"]), "--json").json == by_url


def test_crawl_says_what_it_did(archived: Shell) -> None:
    result = archived("crawl", "--json")
    assert result.code == 0
    assert set(result.json) >= CRAWL
    assert result.json["new"] == 0
    assert "nothing new" in archived("crawl").out


def test_status_counts(archived: Shell, site: Replica) -> None:
    status = archived("status", "--json").json
    assert set(status) >= {
        "last_poll", "next_poll", "releases", "meetings", "undelivered", "failures",
    }  # fmt: skip
    assert status["releases"] == len(site.releases())
    assert status["meetings"] > 0
    assert status["last_poll"]["outcome"] == "done"


def test_export_writes_every_release_a_line(archived: Shell, site: Replica) -> None:
    lines = archived("export", "--format", "jsonl").out.splitlines()
    releases = [json.loads(line) for line in lines]
    assert {r["url"] for r in releases} == {r["url"] for r in site.releases()}
    assert all(set(r) >= RELEASE for r in releases)
    only = archived("export", "--format", "jsonl", "--lang", "en", "-o", "en.jsonl")
    assert only.out == ""
    written = (archived.folder / "en.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(written) == len(lines) // 3


def test_search_finds_an_inflected_form(archived: Shell) -> None:
    hits = archived("search", "узбекистан", "--lang", "ru", "--json").json
    assert hits
    assert {"id", "url", "title", "published_at", "snippet"} <= set(hits[0])
    assert archived("search", "нетакогослова", "--json").json == []


def test_meetings_are_listed_with_their_people(archived: Shell) -> None:
    rows = archived("meetings", "--country", "UZ", "--json").json
    assert rows
    assert all(row["people"] and row["url_en"] for row in rows)


def test_verify_proves_the_archive_whole(archived: Shell) -> None:
    result = archived("verify", "--json")
    assert (result.code, result.json["ok"]) == (0, True)
    assert "the archive is whole" in archived("verify").out


def test_a_digest_is_previewed_and_nothing_is_queued(archived: Shell, site: Replica) -> None:
    day = english(site)["published_at"][:10]
    result = archived("digest", "--day", day, "--format", "json")
    assert result.json["events"] == [item["event"] for item in result.json["items"]]
    assert all(item["title"] and item["url"] and item["date"] for item in result.json["items"])
    assert "<b>" in archived("digest", "--day", day, "--format", "telegram").out
    assert "<b>" not in archived("digest", "--day", day).out
    assert archived("status", "--json").json["undelivered"] == 0


def test_analyse_reads_a_text_from_standard_input(shell: Shell) -> None:
    text = (
        "Minister of Trade Aigerim Sadykova held talks in Ankara with Minister of Trade of the "
        "Republic of Türkiye Kemal Aydın. The parties discussed transit."
    )
    analysis = shell("analyse", "-", "--lang", "en", "--json", text=text).json
    assert set(analysis) >= ANALYSIS
    assert analysis["is_meeting"] is True
    assert {p["name"] for p in analysis["participants"]} == {"Aigerim Sadykova", "Kemal Aydın"}
    assert "Kemal Aydın" in shell("analyse", "--lang", "en", text=text).out


def test_analyse_takes_many_texts_and_answers_each(shell: Shell) -> None:
    lines = [
        {"id": "a", "lang": "en", "title": "", "text": "Nothing happened.", "published": None},
        {"id": "b", "lang": "xx", "title": "", "text": "?", "published": None},
        {"id": "c", "lang": "ru", "title": "", "text": "Указом назначен министр.",
         "published": "2026-03-02T10:00:00+05:00"},
    ]  # fmt: skip
    result = shell("analyse", "-", "--jsonl", text="\n".join(map(json.dumps, lines)) + "\n")
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert "error" in answers[1]
    assert set(answers[2]) >= ANALYSIS
    assert result.code == 1


def test_analyse_says_of_each_line_that_it_cannot_use_why(shell: Shell) -> None:
    lines = [
        '{"id": "a", "lang": "en", "text": null}',
        '{"id": 7, "lang": "ru", "text": "x", "published": 5}',
        '{"id": "c", "lang": ["en"], "text": "x"}',
        "garbage",
        "[1]",
        '{"id": "f", "lang": "kk"}',
    ]
    result = shell("analyse", "-", "--jsonl", text="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [(answer["id"], answer.get("line")) for answer in answers] == [
        ("a", None),
        (7, None),
        ("c", None),
        (None, 4),
        (None, 5),
        ("f", None),
    ]
    assert all(answer["error"] for answer in answers)
    assert len(result.err.splitlines()) == len(lines)
    assert result.code == 1


def test_demo_does_one_round_for_scripts(shell: Shell) -> None:
    result = shell("demo", "--once", "--json")
    assert result.code == 0, result.err
    assert result.json["ok"] is True
    assert result.json["first_crawl"]["new"] > result.json["second_crawl"]["new"] == 3
    # One alert, told on the terminal and in the channels of three languages.
    assert result.json["delivered"] == 4


@pytest.mark.parametrize("command", ["", *sorted([
    "demo", "init", "doctor", "run", "crawl", "analyse", "search", "meetings", "show", "digest",
    "deliver", "export", "status", "verify", "people", "reanalyse", "history", "diff", "backup",
    "fixture",
])])  # fmt: skip
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    result = shell(*([command] if command else []), "--help")
    assert result.code == 0
    assert "Usage: " in result.out
