"""Topics: a fixed vocabulary in three languages, ranked by evidence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.model import Lang
from meetings.topics import read_topics, topic_hashtag, topic_ids

LANGUAGES: tuple[Lang, ...] = ("kk", "ru", "en")


@pytest.mark.parametrize(
    ("text", "lang", "topic"),
    [
        ("They discussed grain harvest, farmers and agriculture.", "en", "agriculture"),
        ("Artificial intelligence and a supercomputer were discussed.", "en", "ai"),
        ("Обсуждены транзит, логистика и контейнерные перевозки.", "ru", "transit"),
        ("Рассмотрены паводки и эвакуация жителей.", "ru", "emergencies"),
        ("Атом электр станциясы мен уран өндіру, АЭС құрылысы.", "kk", "nuclear"),
        ("Мектептер, мұғалімдер және білім беру сапасы.", "kk", "education"),
    ],
)
def test_the_best_evidenced_topic_comes_first(text: str, lang: Lang, topic: str) -> None:
    assert read_topics(text, lang)[0] == topic


def test_one_event_has_like_topics_in_three_languages() -> None:
    texts: dict[Lang, str] = {
        "kk": "Сауда мен тауар айналымы, экспорт және көлік, теміржол мәселелері қаралды.",
        "ru": "Обсуждены торговля, товарооборот, экспорт, транспорт и железнодорожные пути.",
        "en": "Trade, trade turnover and exports were discussed, as were transport and railways.",
    }
    assert {read_topics(text, lang)[:2] for lang, text in texts.items()} == {("trade", "transport")}


def test_a_text_about_nothing_of_the_vocabulary_has_no_topic() -> None:
    assert read_topics("The delegations exchanged kind words.", "en") == ()


@pytest.mark.parametrize("topic", topic_ids())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_topic_has_a_hashtag_that_telegram_understands(topic: str, lang: Lang) -> None:
    assert re.fullmatch(r"#[^\W\d]\w{1,30}", topic_hashtag(topic, lang))


def test_an_unknown_topic_is_an_error() -> None:
    with pytest.raises(KeyError):
        topic_hashtag("chess", "en")


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_has_at_most_five_topics_of_the_vocabulary(text: str, lang: Lang) -> None:
    topics = read_topics(text, lang)
    assert len(topics) <= 5
    assert set(topics) <= set(topic_ids())
