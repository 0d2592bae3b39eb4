"""``ukimet analyse --explain``: the text with what was read where."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings import analyse
from meetings.text import prepare
from tests.ukimet.conftest import Shell
from ukimet.explaining import KINDS, Mark, coloured, marks_of, page

TEXT = (
    "On 18 November 2025, Prime Minister Daniyar Ospanbekov met in Baku with Prime Minister of"
    " Georgia Giorgi Lomidze. “Trade & transit grew by 12% <fast>,” Daniyar Ospanbekov said."
)
EVERY_KIND = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50), st.sampled_from(sorted(KINDS))), max_size=12
)


def plain(html: str) -> str:
    element = ElementTree.fromstring(html.partition("\n")[2]).find(".//div")
    assert element is not None
    return "".join(element.itertext())


def test_a_page_is_well_formed_and_shows_the_whole_text(shell: Shell) -> None:
    result = shell("analyse", "-", "--lang", "en", "--explain", text=TEXT)
    assert result.code == 0
    assert plain(result.out) == TEXT
    marks = {
        (mark.get("class"), "".join(mark.itertext()))
        for mark in ElementTree.fromstring(result.out.partition("\n")[2]).iterfind(".//div/mark")
    }
    assert {
        ("participant", "Daniyar Ospanbekov"),
        ("participant", "Giorgi Lomidze"),
        ("place", "Baku"),
        ("date", "18 November 2025"),
        ("figure", "12%"),
    } <= marks
    assert 'title="participant: Giorgi Lomidze, Prime Minister, GE' in result.out


def test_the_legend_counts_what_was_read() -> None:
    text = prepare("", TEXT)
    html = page(text, marks_of(analyse(TEXT, lang="en")))
    assert '<mark class="participant">participant</mark> 2' in html
    assert 'class="document">document' not in html


def test_a_terminal_gets_colours_for_the_same_passages() -> None:
    shown = coloured(TEXT, marks_of(analyse(TEXT, lang="en")))
    assert shown.plain.startswith(TEXT)
    styles = {TEXT[span.start : span.end]: span.style for span in shown.spans}
    assert styles["Giorgi Lomidze"] == KINDS["participant"][0]
    assert "participant" in shown.plain.removeprefix(TEXT)


@given(st.text(max_size=50), EVERY_KIND)
@settings(max_examples=100, deadline=None)
def test_overlapping_marks_over_any_text_make_a_well_formed_page(
    text: str, drawn: list[tuple[int, int, str]]
) -> None:
    marks = [
        Mark(min(a, b, len(text)), min(max(a, b), len(text)), kind, text) for a, b, kind in drawn
    ]
    assert len(plain(page(text, marks)).replace("\r", "\n")) == len(text)


def test_it_goes_with_no_other_form(shell: Shell) -> None:
    result = shell("analyse", "-", "--lang", "en", "--explain", "--json", text=TEXT)
    assert (result.code, result.out) == (2, "")
