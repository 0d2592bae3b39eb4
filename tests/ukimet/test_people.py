"""The command ``ukimet people`` as a user runs it."""

from __future__ import annotations

from tests.ukimet.conftest import Shell


def test_people_are_listed_found_and_shown(archived: Shell) -> None:
    everyone = archived("people", "--json").json
    first = everyone[0]
    assert set(first) == {"id", "name", "offices", "meetings", "first_seen", "last_seen"}
    assert first["meetings"] >= everyone[-1]["meetings"]
    name = first["name"]["ru"]
    assert [row["id"] for row in archived("people", name, "--json").json] == [first["id"]]
    shown = archived("people", "show", str(first["id"]), "--json").json
    assert name in shown["spellings"]["ru"]
    table = archived("people", name)
    assert str(first["id"]) in table.out
    assert "office" in table.out


def test_one_person_has_one_entry_in_three_languages(archived: Shell) -> None:
    everyone = archived("people", "--limit", "500", "--json").json
    complete = [row for row in everyone if all(row["name"].values())]
    assert len(complete) > len(everyone) / 2


def test_nobody_found_is_said(archived: Shell) -> None:
    assert "nobody" in archived("people", "Zzyzx").err
    refused = archived("people", "show", "Zzyzx")
    assert (refused.code, refused.out) == (1, "")
    assert "nobody in the archive answers" in refused.err


def test_the_archive_can_be_read_anew(archived: Shell) -> None:
    done = archived("reanalyse", "--since", "2012-01-01")
    assert (done.code, done.out) == (
        0,
        "nothing to do: today's analyser has read everything\n",
    )


def test_meetings_say_what_belongs_to_them(archived: Shell) -> None:
    rows = archived("meetings", "--json").json
    assert rows
    assert all({"people", "related", "disagreements", "missing"} <= set(row) for row in rows)
