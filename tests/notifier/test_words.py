"""The catalogues say the same things in three languages, and hashtags come alive."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from typing import get_args

import pytest
from babel import Locale

from meetings.model import Kind
from notifier.countries import country_names
from notifier.headline import headline, shorten
from notifier.settings import Lang
from notifier.words import catalogue, hashtags, kinds
from tests.notifier.news import LANGS
from tests.telegram_standin.oracle import living_entities


def test_the_catalogues_have_the_same_entries() -> None:
    english, russian, kazakh = (catalogue(lang) for lang in ("en", "ru", "kk"))
    for other in (russian, kazakh):
        assert other.plurals.keys() == english.plurals.keys()
        assert other.qualifiers.keys() == english.qualifiers.keys()
        assert other.languages.keys() == english.languages.keys()
    assert set(russian.plurals["meetings"]) == {"one", "few", "many", "other"}


@pytest.mark.parametrize("lang", LANGS)
def test_months_weekdays_and_counts_are_those_of_cldr(lang: Lang) -> None:
    words, cldr = catalogue(lang), Locale(lang)
    assert list(words.months) == [cldr.months["format"]["wide"][month] for month in range(1, 13)]
    assert list(words.weekdays) == [cldr.days["format"]["wide"][day] for day in range(7)]
    for count in (*range(130), 1_000, 1_001, 1_000_000):
        form = cldr.plural_form(count)
        assert words.plural("meetings", count) == words.plurals["meetings"][form].format(
            count=count
        )


def test_every_country_of_cldr_has_a_name_of_its_own_in_each_language() -> None:
    unions_and_tests = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    codes = {code for code in map(str, Locale("en").territories) if code.isalpha()}
    names = country_names()
    assert set(names) == {code for code in codes if len(code) == 2} - unions_and_tests
    for lang in LANGS:
        assert len({each[lang] for each in names.values()} - {""}) == len(names)


def test_every_hashtag_of_the_table_is_one_for_telegram() -> None:
    table = hashtags()
    rows = [*table.countries.values(), *table.topics.values()]
    rows += [organisation.hashtag for organisation in table.organisations.values()]
    rows += [kind.hashtag for kind in kinds().values()]
    for row in rows:
        assert set(row) == set(LANGS)
        for tag in row.values():
            assert living_entities(f"#{tag}").covered("Hashtag") == [f"#{tag}"]


def test_every_topic_and_kind_of_the_analysis_is_known() -> None:
    file = resources.files("meetings") / "data" / "topics.toml"
    topics = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(topics) <= set(hashtags().topics)
    assert set(get_args(Kind)) == set(kinds())


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 встреча"), (3, "3 встречи"), (5, "5 встреч"), (21, "21 встреча"), (111, "111 встреч")],
)
def test_russian_counts_by_its_own_rules(count: int, words: str) -> None:
    assert catalogue("ru").plural("meetings", count) == words


def test_dates_are_written_as_the_language_writes_them() -> None:
    day, next_month = date(2025, 11, 18), date(2025, 12, 1)
    assert [catalogue(lang).date(day) for lang in ("kk", "ru", "en")] == [
        "2025 жылғы 18 қараша",
        "18 ноября 2025",
        "18 November 2025",
    ]
    assert catalogue("ru").dates(date(2025, 11, 17), date(2025, 11, 23)) == "17–23 ноября 2025"
    assert catalogue("en").dates(day, next_month) == "18 November – 1 December 2025"
    assert catalogue("kk").dates(date(2025, 12, 31), date(2026, 1, 2)) == (
        "2025 жылғы 31 желтоқсан – 2026 жылғы 2 қаңтар"
    )
    assert catalogue("kk").dates(date(2025, 11, 17), date(2025, 11, 23)) == (
        "2025 жылғы 17–23 қараша"
    )
    assert catalogue("ru").weekday(day) == "Вторник, 18 ноября"


def test_countries_bear_the_names_of_the_press() -> None:
    assert catalogue("ru").country("KG") == "Кыргызстан"
    assert catalogue("kk").country("US") == "АҚШ"
    assert catalogue("en").country("TR") == "Türkiye"
    assert catalogue("en").country("ZZZ") is None


@pytest.mark.parametrize(
    ("lang", "title", "short"),
    [
        ("en", "Short enough.", "Short enough"),
        (
            "en",
            "Olzhas Bektenov took part in the meeting of the Council of Heads of Government of "
            "SCO member states in Moscow",
            "Olzhas Bektenov at the Council of Heads of Government of SCO",
        ),
        (
            "ru",
            "Состоялось заседание Правительства, рассмотрены итоги социально-экономического "
            "развития страны за десять месяцев",
            "Состоялось заседание Правительства, рассмотрены итоги…",
        ),
    ],
)
def test_a_headline_is_short_and_never_hangs(lang: str, title: str, short: str) -> None:
    words = catalogue(lang)
    made = headline(title, words, 66).text
    assert len(made) <= 66
    assert made == short
    assert made.rstrip("…").split(" ")[-1].casefold() not in words.dangling["words"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "Trade grew by 6.2% and reached USD 37.4 billion, including exports of USD 9 billion",
            "Trade grew by 6.2% and reached USD 37.4 billion…",
        ),
        (
            "Trade with all the countries of the region grew last year to a sum of about USD 37",
            "Trade with all the countries of the region grew last year to a sum of about…",
        ),
        ("Trade grew, and so did transit", "Trade grew, and so did transit"),
    ],
)
def test_a_sentence_is_cut_at_a_clause_and_never_before_the_number_of_a_currency(
    text: str, short: str
) -> None:
    assert shorten(text, 80, catalogue("en")) == short
