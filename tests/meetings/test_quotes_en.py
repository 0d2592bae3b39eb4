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


@pytest.mark.parametrize(
    "text",
    [
        # The title of an address, the theme of a forum, a programme that goes on the sentence.
        "In the Address “The Roads of the Steppe,” Zhanar Tursynova noted that roads matter.",
        "Zhanar Tursynova noted the forum on the theme: “New roads for the steppe” in May.",
        "Zhanar Tursynova reported that “Roads for all citizens” unites 40 offices.",
        # A document, and a firm's spokesman without a name.
        f"Zhanar Tursynova came.\n{SPEECH} says the Head of State’s Decree.",
        f"Zhanar Tursynova came.\n{SPEECH} reported in the national company.",
    ],
)
def test_names_and_documents_are_no_speech(text: str) -> None:
    assert analyse(NAMED + text, lang="en").quotes == ()


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        # After "that", whatever stands between it and the verb.
        (
            'Zhanar Tursynova said during the talks that "we have a common road to mend."',
            "we have",
            "to mend.",
        ),
        ("Zhanar Tursynova came, stressing that “roads are life for us.”", "roads", "for us."),
        # No space after the mark, a name in marks in the ascription.
        ('"We mend the roads of the steppe,"Zh. Tursynova said.', "We mend", "steppe,"),
        (
            '"We mend the roads of the steppe," the head of "Vela" Roads Zhanar Tursynova said.',
            "We mend",
            "steppe,",
        ),
        # A dash or nothing for the opening mark; a line broken within the speech.
        ('- We mend the roads of the steppe," Zhanar Tursynova said.', "We mend", "steppe,"),
        ('We mend the "Vela" roads and theirs," Zhanar Tursynova said.', "We mend", "theirs,"),
        ('"The 25\nroads of the steppe are mended," Zh. Tursynova said.', "The 25", "mended,"),
        # A mark left open within.
        (
            "“We ask: “How do we mend the roads of the steppe?” Tursynova said.",
            "We ask",
            "steppe?",
        ),
        # Names in marks parted by commas.
        (
            '"We mend the roads "Vela", "Tumar" and "Aksu"," Zh. Tursynova said.',
            "We mend",
            '"Aksu",',
        ),
    ],
)
def test_marks_are_read_as_carelessly_as_they_are_set(text: str, begins: str, ends: str) -> None:
    (quote,) = analyse(NAMED + text, lang="en").quotes

    assert quote.speaker == "Zhanar Tursynova"
    assert quote.text.startswith(begins)
    assert quote.text.endswith(ends)


def test_a_title_is_not_given_to_the_holder_of_another_office() -> None:
    text = f"Minister of Roads Zhanar Tursynova came.\n{SPEECH} the President of Kazakhstan said."

    assert analyse(text, lang="en").quotes == ()


def test_the_country_tells_which_president_spoke() -> None:
    text = (
        "President of Kazakhstan Aibek Sarsenov met with President of Uzbekistan Timur Karimov.\n"
        f"{SPEECH} the President of Uzbekistan said."
    )

    assert [quote.speaker for quote in analyse(text, lang="en").quotes] == ["Timur Karimov"]


def test_the_last_word_of_a_ministry_is_no_surname() -> None:
    text = (
        "Zhanar Tursynova reported on the schools.\n"
        f"{SPEECH} the Minister of Roads and Science said."
    )

    assert [quote.speaker for quote in analyse(text, lang="en").quotes] == ["Zhanar Tursynova"]
