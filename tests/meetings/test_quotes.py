"""Quotes: speech in marks ascribed to a person, and nothing else in marks."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.model import Lang, Person
from meetings.quotes.reader import read_quotes

SHARED = Path(os.environ.get("UKIMET_SHARED", Path(__file__).parents[2].parent / "shared"))

EN = (
    Person("Marat Dosanov", "Prime Minister", "KZ"),
    Person("Ivo Belanger", "Prime Minister", "BE"),
    Person("Aida Serikova", "Minister of Energy", "KZ"),
    Person("Timur Aliyev", "Minister of Finance", "KZ"),
)
RU = (
    Person("Марат Досанов", "Премьер-Министр", "KZ"),
    Person("Аида Серикова", "министр энергетики", "KZ"),
    Person("Тимур Алиев", "министр финансов", "KZ"),
)
KK = (
    Person("Марат Досанов", "Премьер-Министр", "KZ"),
    Person("Аида Серікова", "Энергетика министрі", "KZ"),
)


def told(text: str, lang: Lang, people: tuple[Person, ...]) -> list[tuple[str, str]]:
    return [(quote.speaker, quote.text) for quote in read_quotes(text, lang, people)]


@pytest.mark.parametrize(
    ("ascription", "speaker"),
    [
        ("Marat Dosanov said.", "Marat Dosanov"),
        ("said Dosanov.", "Marat Dosanov"),
        ("M. Dosanov noted during the talks.", "Marat Dosanov"),
        ("the Head of Government emphasized.", "Marat Dosanov"),
        ("the Minister of Finance added.", "Timur Aliyev"),
        ("said Lena Novak.", "Lena Novak"),
    ],
)
def test_english_speech_is_ascribed_to_the_full_name(ascription: str, speaker: str) -> None:
    text = f"The sides met.\n“We shall build this bridge together,” {ascription}"
    assert told(text, "en", EN) == [(speaker, "We shall build this bridge together,")]


@pytest.mark.parametrize(
    ("ascription", "speaker"),
    [
        ("сказал Марат Досанов.", "Марат Досанов"),
        ("отметил М. Досанов.", "Марат Досанов"),
        ("подчеркнул Глава Правительства.", "Марат Досанов"),
        ("доложила министр энергетики.", "Аида Серикова"),
    ],
)
def test_russian_speech_is_ascribed_to_the_full_name(ascription: str, speaker: str) -> None:
    text = f"Состоялись переговоры.\n«Мы построим этот мост вместе», — {ascription}"
    assert told(text, "ru", RU) == [(speaker, "Мы построим этот мост вместе")]


@pytest.mark.parametrize(
    ("ascription", "speaker"),
    [
        ("деді Марат Досанов.", "Марат Досанов"),
        ("деді Үкімет басшысы.", "Марат Досанов"),
        ("деп атап өтті А. Серікова.", "Аида Серікова"),
    ],
)
def test_kazakh_speech_is_ascribed_to_the_full_name(ascription: str, speaker: str) -> None:
    text = f"Келіссөз өтті.\n«Бұл көпірді бірге саламыз», — {ascription}"
    assert told(text, "kk", KK) == [(speaker, "Бұл көпірді бірге саламыз")]


def test_speech_may_follow_the_name_of_the_speaker() -> None:
    text = "Марат Досанов отметил: «Мы построим этот мост вместе»."
    assert told(text, "ru", RU) == [("Марат Досанов", "Мы построим этот мост вместе")]


def test_a_greeting_in_marks_is_of_the_one_who_greeted() -> None:
    text = "Марат Досанов поздравил учителей с праздником. «Дорогие учителя, желаю вам здоровья!»."
    assert told(text, "ru", RU) == [("Марат Досанов", "Дорогие учителя, желаю вам здоровья!")]


def test_words_of_ascription_within_the_speech_are_cut_out() -> None:
    text = "«Мы построим мост, — сказал М. Досанов. — Он нужен обеим странам»."
    assert told(text, "ru", RU) == [("Марат Досанов", "Мы построим мост Он нужен обеим странам")]


def test_two_parts_of_one_speech_are_one_quote() -> None:
    text = "“We shall build the bridge,” Marat Dosanov said. “It serves both our countries.”"
    expected = "We shall build the bridge, It serves both our countries."
    assert told(text, "en", EN) == [("Marat Dosanov", expected)]


def test_speech_over_paragraphs_is_one_quote() -> None:
    text = "“We shall build the bridge.\n“It serves both countries,” Marat Dosanov said."
    expected = "We shall build the bridge. It serves both countries,"
    assert told(text, "en", EN) == [("Marat Dosanov", expected)]
    russian = "«Мы построим мост.\nОн нужен обеим странам», — сказал М. Досанов."
    assert told(russian, "ru", RU)[0][1] == "Мы построим мост. Он нужен обеим странам"


def test_a_name_in_marks_within_speech_does_not_end_it() -> None:
    text = "«Завод АО «Тумар» откроется в мае», — сообщил Тимур Алиев."
    assert told(text, "ru", RU) == [("Тимур Алиев", "Завод АО «Тумар» откроется в мае")]


def test_he_is_the_one_who_was_named_last() -> None:
    text = "Timur Aliyev reported on the budget.\n“The plan has been fulfilled in full,” he said."
    assert told(text, "en", EN)[0][0] == "Timur Aliyev"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The concept of “digital nation for all” was approved, Marat Dosanov said.", "en"),
        ("The company “Silk Road Bridges” said nothing.", "en"),
        ("Принят Закон «О мостах и дорогах страны». Марат Досанов сказал об этом.", "ru"),
        ("Глава АО «Мосты и дороги» сообщил об открытии.", "ru"),
        ("«Жасыл экономика» бағдарламасы қабылданды.", "kk"),
    ],
)
def test_names_and_scare_quotes_are_no_speech(text: str, lang: Lang) -> None:
    assert told(text, lang, EN + RU + KK) == []


_WORDS = st.sampled_from(
    ["«", "»", "“", "”", '"', "\n", " ", ", ", "— ", "сказал ", "said ", "Досанов", "мы ", "."]
)


@given(st.lists(_WORDS, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_is_read_and_spans_hold_the_marks(text: str) -> None:
    for quote in read_quotes(text, "ru", RU):
        assert quote.span is not None
        begin, end = quote.span
        assert text[begin] in '«“"„”'
        assert quote.text.split()[0] in text[begin:end]


@pytest.mark.parametrize("piece", ["«", '" a ', "«а\n", "«Мы идём», — сказал М. Досанов. "])
def test_a_hundred_kilobytes_of_anything_take_no_long_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begin = time.process_time()
    read_quotes(text, "ru", RU)
    assert time.process_time() - begin < 3


def test_the_gold_set_is_read_with_the_promised_quality() -> None:
    files = sorted(SHARED.glob("gold/*.json"))
    if not files:
        pytest.skip("the gold set is not here")
    right = read = wanted = 0
    for file in files:
        entry = json.loads(file.read_text(encoding="utf-8"))
        named = entry["participants"] + entry["mentioned_persons"]
        people = [Person(p["name"], p["office"], p["country"]) for p in named]
        quotes = read_quotes(entry["text"], entry["lang"], people)
        for gold in entry["quotes"]:
            words = set(gold["text"].split())
            right += any(
                quote.speaker == gold["speaker"]
                and len(words & set(quote.text.split())) >= 0.9 * len(words)
                for quote in quotes
            )
        read += len(quotes)
        wanted += len(entry["quotes"])
    assert right == read == wanted
