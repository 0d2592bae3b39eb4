"""The pipeline as a whole: any text, failing stages, spans, sameness, time."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings import ANALYSER_VERSION, analyse
from meetings.model import Analysis, Lang, Person
from meetings.pipeline import STAGES, Reading, run
from meetings.text import prepare

LANGS: tuple[Lang, ...] = ("kk", "ru", "en")
TEXT = (
    "18 November 2025, 18:20\nPrime Minister of Kazakhstan Daniyar Ospanbekov met in Baku with"
    " Prime Minister of Georgia Giorgi Lomidze.\nTrade grew by 12%."
)
_PIECES = st.sampled_from(
    [
        *("Prime Minister", "of the", "Republic of Kazakhstan", "Daniyar Ospanbekov", "and", ","),
        *("министры", "министра", "финансов", "РК", "Серика Ахметова", "А.", "«", "»", "—", "."),
        *("Қазақстан", "министрі", "Асқар Дүйсеновпен", "мен", "\n", "(", ")", "ШОС", "в", "Баку"),
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(_PIECES, max_size=60).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_gives_a_whole_analysis(text: str) -> None:
    for lang in LANGS:
        analysis = analyse(text, lang=lang)
        assert analysis.failed == ()
        assert json.loads(json.dumps(analysis.to_json()))["analyser_version"] == ANALYSER_VERSION


@given(st.lists(_PIECES, max_size=60).map(" ".join), st.sampled_from(["", "Prime Minister met"]))
@settings(max_examples=100, deadline=None)
def test_spans_point_at_what_was_read(text: str, title: str) -> None:
    whole = prepare(title, text)
    for lang in LANGS:
        analysis = analyse(text, lang=lang, title=title)
        for person in (*analysis.participants, *analysis.mentioned_persons):
            assert person.span is not None
            assert whole[slice(*person.span)] == person.mention
        for span in [f.span for f in analysis.figures] + [d.span for d in analysis.documents]:
            assert span is not None
            assert whole[slice(*span)].strip()
        for quote in analysis.quotes:
            assert quote.span is not None
            assert quote.text.split()[0] in whole[slice(*quote.span)]


def test_the_same_input_gives_the_same_output() -> None:
    assert analyse(TEXT, lang="en") == analyse(TEXT, lang="en")


def test_a_stage_that_fails_is_named_and_the_others_are_kept() -> None:
    def broken(reading: Reading) -> Analysis:
        raise LookupError(reading.title)

    stages = tuple((name, broken if name == "people" else stage) for name, stage in STAGES)
    analysis = run(TEXT, lang="en", title="", published=None, stages=stages)

    assert analysis.failed == ("people",)
    assert analysis.participants == ()
    assert analysis.place.city == "Baku"


def test_a_stage_can_be_run_alone() -> None:
    def people_only(name: str) -> Analysis:
        chosen = tuple(stage for stage in STAGES if stage[0] == name)
        return run(TEXT, lang="en", title="", published=None, stages=chosen)

    found = people_only("people")

    assert len(found.participants) == 2
    assert replace(found, participants=()) == Analysis(analyser_version=ANALYSER_VERSION)


def test_a_first_line_with_the_date_is_no_obstacle() -> None:
    names = [person.name for person in analyse(TEXT, lang="en").participants]

    assert names == ["Daniyar Ospanbekov", "Giorgi Lomidze"]


def test_the_invitation_to_subscribe_is_not_read() -> None:
    invitation = "\n\nStay updated about the events of Prime Minister Olzhas Nobody - subscribe to"
    analysis = analyse(TEXT + invitation + " the official Telegram channel", lang="en")

    assert analysis.participants == analyse(TEXT, lang="en").participants


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "piece",
    [
        "министр министра ",
        "Prime Minister of the ",
        "Асқар Дүйсенов ",
        "Daniyar Ospanbekov and ",
        "министр финансов Серик Ахметов, ",
        "« “ ",
        "что Премьер-Министр РК Данияр Оспанбеков и ",
        "Қазақстан Республикасының министрі және ",
        "A. ",
        "a",
        '"NC "',
        "the Commission on ",
        "Asset Omarov, Minister of Roads, Dana Serikova, CEO of Vela Bank, ",
        "Minister of Roads and Water, Energy and Trade, Sport, Asset Omarov, ",
    ],
)
def test_a_hundred_kilobytes_of_anything_take_less_than_two_seconds(lang: Lang, piece: str) -> None:
    analyse(piece, lang=lang)
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    begin = time.process_time()

    analyse(text, lang=lang)

    assert time.process_time() - begin < 2


def test_a_person_is_a_plain_value() -> None:
    person = analyse(TEXT, lang="en").participants[0]

    assert person == Person(
        name="Daniyar Ospanbekov",
        office="Prime Minister",
        country="KZ",
        role=person.role,
        mention="Daniyar Ospanbekov",
        span=person.span,
    )
