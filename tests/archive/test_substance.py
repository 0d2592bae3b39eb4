"""A change is cosmetic, or one of numbers, names, dates or sentences."""

from __future__ import annotations

import pytest

from archive.substance import kinds
from meetings.model import Lang

EN = (
    "Olzhas Bektenov visited the terminal on 18 November 2025.\n\nIt shipped 40 thousand tons of "
    "barley. Farmers asked for lower tariffs, and the minister promised an answer."
)
RU = (
    "Премьер-министр Олжас Бектенов провел встречу с Касымом Алимовым 18 ноября.\n\n"
    "Стороны обсудили поставки 40 тысяч тонн ячменя. Решение принято единогласно."
)
KK = (
    "Премьер-министр Олжас Бектенов 18 қарашада Қасым Әлимовпен кездесті.\n\n"
    "Тараптар 40 мың тонна арпа жеткізуді талқылады."
)


@pytest.mark.parametrize(
    ("lang", "text", "old", "new", "expected"),
    [
        ("en", EN, "40", "50", ["numbers"]),
        ("en", EN, "40 thousand", "40.5 thousand", ["numbers"]),
        ("en", EN, "18 November", "19 November", ["dates"]),
        ("en", EN, "18 November 2025", "November 18, 2026", ["dates"]),
        ("en", EN, "18 November 2025", "November 18, 2025", []),
        ("en", EN, "Bektenov", "Skliar", ["names"]),
        ("en", EN, "lower", "higher", ["sentences"]),
        ("en", EN, "promised", "never promised", ["sentences"]),
        ("en", EN, "It shipped 40 thousand tons of barley. ", "", ["numbers", "sentences"]),
        ("en", EN, "barley.", "barley. Timur Ospanov was there.", ["names", "sentences"]),
        ("en", EN, "the minister", "the Minister", []),
        ("en", EN, "tariffs, and", "tariffs – and", []),
        ("en", EN, "tariffs", "tarifs", []),
        ("en", EN, "barley", "barely", []),
        ("ru", RU, "Касымом", "Қасымом", []),
        ("ru", RU, "Олжас Бектенов", "Роман Скляр", ["names"]),
        ("ru", RU, "18 ноября", "19 ноября", ["dates"]),
        ("ru", RU, "принято", "снято", ["sentences"]),
        ("ru", RU, "принято", "не принято", ["sentences"]),
        ("ru", RU, "40 тысяч", "45 тысяч", ["numbers"]),
        ("kk", KK, "Қасым", "Касым", []),
        ("kk", KK, "18 қарашада", "20 қарашада", ["dates"]),
        ("kk", KK, "арпа", "бидай", ["sentences"]),
        ("kk", KK, "Олжас Бектенов", "Серік Жұманғарин", ["names"]),
    ],
)
def test_a_change_is_told_by_its_kind(
    lang: Lang, text: str, old: str, new: str, expected: list[str]
) -> None:
    assert kinds(lang, text, text.replace(old, new)) == expected
    assert kinds(lang, text.replace(old, new), text) == expected


@pytest.mark.parametrize("spelling", ["Kassym", "Qasym", "Kasym", "Kasim"])
def test_the_spellings_of_a_name_are_one_name(spelling: str) -> None:
    text = "The minister met with {} Alimov in Astana."
    assert kinds("en", text.format("Kassym"), text.format(spelling)) == []
    assert kinds("en", text.format("Kairat"), text.format(spelling)) == ["names"]


@pytest.mark.parametrize(("one", "other"), [("Шөкеев", "Шукеев"), ("Шыңғыс", "Чингис")])
def test_spellings_that_only_a_list_knows_are_one_name(one: str, other: str) -> None:
    text = "Министр {} қабылдауға келді."
    assert kinds("kk", text.format(one), text.format(other)) == []


def test_sentences_that_change_places_are_cosmetic() -> None:
    one, two = "Farmers asked for lower tariffs.", "It shipped 40 thousand tons."
    assert kinds("en", f"{one} {two}", f"{two} {one}") == []


def test_who_did_what_to_whom_is_of_substance() -> None:
    text = "Minister {} received ambassador {} in Astana."
    one, two = "Aigerim Sadykova", "Timur Ospanov"
    assert kinds("en", text.format(one, two), text.format(two, one)) == ["names"]
    shares = "Aktau has {} percent and Kuryk {} percent."
    assert kinds("en", shares.format(40, 60), shares.format(60, 40)) == ["numbers"]


@pytest.mark.parametrize(("one", "other"), [("$40", "€40"), ("40%", "40"), ("1 000", "1 001")])
def test_what_a_number_counts_is_of_substance(one: str, other: str) -> None:
    text = "It costs {} in all, the minister said."
    assert kinds("en", text.format(one), text.format(other)) == ["numbers"]


def test_numbers_that_change_places_are_of_substance() -> None:
    text = "Aktau shipped {} thousand tons. Kuryk received {} thousand wagons."
    assert kinds("en", text.format(40, 50), text.format(50, 40)) == ["numbers"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("typical", "atypical"), ("adopted", "adapted"), ("legal", "illegal"), ("вошел", "вышел")],
)
def test_what_may_be_another_word_is_of_substance(one: str, other: str) -> None:
    text = "По решению комиссии it was {} for all of them."
    assert kinds("en", text.format(one), text.format(other)) == ["sentences"]
