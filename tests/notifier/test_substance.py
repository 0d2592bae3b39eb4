"""What a changed post comes to for its readers."""

from __future__ import annotations

import pytest

from notifier.substance import Change, changes_of_substance, render_correction
from notifier.words import catalogue
from tests.telegram_standin.oracle import parse_html

POST = """🤝 <b>PM meets Prime Minister of Slovakia</b>
<i>18 November 2025 · Bratislava, Slovakia</i>

The sides discussed trade, transit and energy in the capital.

• Transit grew by <b>12%</b> in nine months
• Trade reached <b>$500 million</b>

<blockquote expandable>👥 <b>Participants</b>
🇸🇰 Peter Novak, Prime Minister</blockquote>
<a href="https://primeminister.kz/en/1">Full text</a>   #Slovakia #Transit"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("capital.", "capital!"),
        ("Transit grew", "transit grew"),
        ("transit and energy", "transit, and energy"),
        ("in the capital", "in the captial"),
        ("Bratislava, Slovakia</i>", "Bratislava, Slovakia</i> · ✏️ 14:05"),
        ("#Transit", "#Transit #Energy"),
        ("$500 million", "$500 million"),
    ],
)
def test_what_only_mends_the_wording_is_not_of_substance(old: str, new: str) -> None:
    assert changes_of_substance(POST, POST.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12%", "14%"),
        ("18 November", "19 November"),
        ("Bratislava", "Vienna"),
        ("Peter Novak", "Jan Kral"),
        ("\n🇸🇰 Peter Novak", "\n🇦🇹 Anna Huber, Minister\n🇸🇰 Peter Novak"),
        ("\n• Trade reached <b>$500 million</b>", ""),
        (
            "The sides discussed trade, transit and energy in the capital.",
            "The talks were put off until December at the request of one side.",
        ),
    ],
)
def test_numbers_names_dates_places_and_sentences_are_of_substance(old: str, new: str) -> None:
    assert len(changes_of_substance(POST, POST.replace(old, new))) == 1


def test_a_passage_that_only_moved_out_of_the_post_is_no_change() -> None:
    shorter = POST.replace("\n• Trade reached <b>$500 million</b>", "")
    text = "Trade reached $500 million, the minister said."
    assert changes_of_substance(POST, shorter, new_text=text) == []
    assert changes_of_substance(shorter, POST, old_text=text) == []


def test_the_correction_says_what_was_and_what_is_with_the_new_in_bold() -> None:
    change = Change("Transit grew by 12% & more", "Transit grew by 14% & more")
    html = render_correction([change], catalogue("en"))
    said = parse_html(html)
    assert said.text == (
        "✏️ Changed after publication\n\n"
        "Was: Transit grew by 12% & more\nNow: Transit grew by 14% & more"
    )
    assert said.covered("Bold") == ["Changed after publication", "14%"]


def test_a_new_number_is_bold_as_a_whole_and_a_bullet_is_no_part_of_it() -> None:
    change = Change(
        "• Trade grew by 6.2% to USD 37.4 billion", "• Trade grew by 6.3% to USD 37.4 billion"
    )
    said = parse_html(render_correction([change], catalogue("en")))
    assert said.text.endswith(
        "Was: Trade grew by 6.2% to USD 37.4 billion\nNow: Trade grew by 6.3% to USD 37.4 billion"
    )
    assert said.covered("Bold") == ["Changed after publication", "6.3%"]


def test_sentences_that_the_text_had_are_no_change_where_the_post_now_tells_them() -> None:
    longer = POST.replace("• Trade", "• Fees are waived. Trade")
    text = "Trade reached $500 million. Nobody was surprised. Fees are waived."
    assert changes_of_substance(POST, longer, old_text=text, new_text=text) == []
