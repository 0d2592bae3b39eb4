"""Documents with what became of them, and other events a text refers to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.documents import read_documents, read_referenced_events
from meetings.model import Lang


def named(text: str, lang: Lang) -> list[tuple[str, str]]:
    return [(document.text, document.status) for document in read_documents(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "A joint action plan was adopted.",
            "en",
            [("joint action plan", "adopted")],
        ),
        (
            "An agreement on bridges and a memorandum of understanding were signed.",
            "en",
            [("agreement on bridges", "signed"), ("memorandum of understanding", "signed")],
        ),
        (
            "The sides signed a Protocol on water.",
            "en",
            [("Protocol on water", "signed")],
        ),
        (
            "A memorandum on bridges will be signed in May.",
            "en",
            [("memorandum on bridges", "planned")],
        ),
        (
            "По итогам переговоров подписан Меморандум о мостах.",
            "ru",
            [("Меморандум о мостах", "signed")],
        ),
        (
            "Планируется подписать соглашение о воде.",
            "ru",
            [("соглашение о воде", "planned")],
        ),
        (
            "Тараптар көпірлер туралы меморандумға қол қойды.",
            "kk",
            [("Тараптар көпірлер туралы меморандум", "signed")],
        ),
    ],
)
def test_documents_are_read_with_their_status(
    text: str, lang: Lang, expected: list[tuple[str, str]]
) -> None:
    assert named(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("They discussed the agreement on bridges.", "en"),
        ("The following documents were signed:", "en"),
        ("Обсуждено соглашение о мостах.", "ru"),
        ("Подписаны следующие документы:", "ru"),
        ("Келісім талқыланды.", "kk"),
    ],
)
def test_documents_only_talked_of_are_left_out(text: str, lang: Lang) -> None:
    assert named(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "They met. They agreed. Results of the Osh Bridges Summit (3–4 May) were reviewed.",
            "en",
            [("Osh Bridges Summit", "3–4 May")],
        ),
        (
            "The talks concerned the official visit of the President of Mongolia to Kazakhstan.",
            "en",
            [("official visit of the President of Mongolia to Kazakhstan", None)],
        ),
        (
            "Прошла встреча. Он прибыл. Стороны говорили об открытии 3-й Ошской мостовой выставки.",
            "ru",
            [("3-я Ошская мостовая выставка", None)],
        ),
        ("Ош көпірлер форумы аясында кездесу өтті.", "kk", [("Ош көпірлер форумы", None)]),
    ],
)
def test_other_events_are_read_in_the_nominative(
    text: str, lang: Lang, expected: list[tuple[str, str | None]]
) -> None:
    assert [(e.name, e.date_text) for e in read_referenced_events(text, lang)] == expected


def test_the_event_of_the_text_itself_is_no_reference() -> None:
    assert read_referenced_events("The Osh Bridges Summit was held today.", "en") == ()
    assert read_referenced_events("Сегодня прошёл саммит.", "ru") == ()


@given(st.text(max_size=300), st.sampled_from(["kk", "ru", "en"]))
def test_any_text_is_read(text: str, lang: Lang) -> None:
    for document in read_documents(text, lang):
        assert document.span is not None
        assert text[slice(*document.span)] == document.text
    for event in read_referenced_events(text, lang):
        assert event.span is not None
