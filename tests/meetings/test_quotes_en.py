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


@pytest.mark.parametrize(
    "speech",
    [
        '"The draft names the program "Digital Steppe" and the plan" Roads "of the region," ',
        '"We want the idea of "green roads" to live and to grow for years, " ',
    ],
)
def test_speech_goes_on_to_the_mark_that_is_ascribed(speech: str) -> None:
    quotes = analyse(f"{NAMED}{speech}Zh. Tursynova said.", lang="en").quotes

    assert [(quote.speaker, quote.text) for quote in quotes] == [
        ("Zhanar Tursynova", speech.strip()[1:-1].strip())
    ]


def test_speech_that_opens_a_paragraph_is_found_after_an_unclosed_mark() -> None:
    quotes = analyse(
        f'The head of JSC "Vela "Roads and others met.\n{NAMED}{SPEECH} Zh. Tursynova said.',
        lang="en",
    ).quotes

    assert [quote.text for quote in quotes] == [SPEECH.strip('"')]


def test_the_president_of_a_body_is_not_the_president_of_the_country() -> None:
    quotes = analyse(
        "President of Kazakhstan Serik Kuanov met with the President of the European Bank for"
        f" Reconstruction and Development Jan Novak.\n{SPEECH} the EBRD president said.",
        lang="en",
    ).quotes

    assert [quote.speaker for quote in quotes] == ["Jan Novak"]
