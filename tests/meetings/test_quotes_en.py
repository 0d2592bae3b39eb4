"""English speech: titles without a name, long offices, initials of two letters, spaced marks."""

from __future__ import annotations

import pytest

from meetings import analyse

NAMED = "Chairman of the Committee on Roads Zhanar Tursynova took part in the meeting.\n"
SPEECH = '"The roads of the steppe are being mended all year round,"'


@pytest.mark.parametrize(
    "ascription",
    [
        "Zh. Tursynova has said.",
        "the expert said.",
        "the head of the agency noted.",
        "said the deputy chairman of the national committee on the roads of the steppe and of the"
        " mountains Zhanar Tursynova.",
        "Zhanar Tursinova asked.",
    ],
)
def test_speech_is_ascribed_to_the_one_who_is_meant(ascription: str) -> None:
    quotes = analyse(f"{NAMED}{SPEECH} {ascription}", lang="en").quotes

    assert [quote.speaker for quote in quotes] == ["Zhanar Tursynova"]


def test_a_mark_apart_from_its_words_opens_where_a_paragraph_begins() -> None:
    text = f'{NAMED}" The roads of the steppe are mended all year round, " Zh. Tursynova said.'

    assert [quote.speaker for quote in analyse(text, lang="en").quotes] == ["Zhanar Tursynova"]


@pytest.mark.parametrize("who", ["the company said.", "said in the text of the decree."])
def test_what_a_body_or_a_document_says_is_no_speech_of_a_person(who: str) -> None:
    assert analyse(f"{NAMED}{SPEECH} {who}", lang="en").quotes == ()
