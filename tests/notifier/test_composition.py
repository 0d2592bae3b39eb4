"""What a post says: one whole fact on top, a sentence that adds to it, figures that can stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.model import ArchivedRelease, Event
from notifier.headline import Headline, headline
from notifier.markup import plain
from notifier.phrases import clause_with, points_back, sentences, without_opener
from notifier.render import render_alert
from notifier.settings import Lang
from notifier.told import Told, tell
from notifier.words import catalogue
from tests.notifier.news import event, release


def told(lang: Lang = "en", others: tuple[Lang, ...] = (), **changes: Any) -> Told:
    """An event of one release, of which title, text and parts of the analysis are replaced."""
    made = release(0, lang)
    analysis = {"summary": "", "figures": [], "topics": [], "participants": []}
    analysis |= {key: value for key, value in changes.items() if key not in ("title", "text")}
    made = replace(
        made,
        title=changes.get("title", made.title),
        text=changes.get("text", "Nothing else is known."),
        analysis={**made.analysis, **analysis},
    )
    releases: dict[str, ArchivedRelease] = {
        lang: made,
        **{other: release(0, other) for other in others},
    }
    found = tell(replace(event(0), releases=releases), lang)
    assert found is not None
    return found


def figure(text: str, sentence: str, unit: str = "percent", value: float = 1.0) -> dict[str, Any]:
    return {"text": text, "value": value, "unit": unit, "qualifier": None, "subject": sentence}


@pytest.mark.parametrize(
    ("lang", "title", "known", "short"),
    [
        (
            "en",
            "Marat Ospanov attends a council of agriculture ministers of seven states in Dushanbe",
            {"city": "Dushanbe"},
            "Marat Ospanov attends a council of agriculture ministers of seven states",
        ),
        (
            "ru",
            "Марат Оспанов обсудил с послом Грузии Леваном Капанадзе перевозки скота и зерна",
            {"names": ["Марат Оспанов", "Леван Капанадзе"]},
            "Оспанов обсудил с послом Грузии Капанадзе перевозки скота и зерна",
        ),
        (
            "kk",
            "Марат Оспанов Ташкентте Шанхай ынтымақтастық ұйымының жылдық отырысына қатысты",
            {"city": "Ташкент"},
            "Марат Оспанов Ташкентте ШЫҰ-ның жылдық отырысына қатысты",
        ),
    ],
)
def test_a_headline_leaves_out_what_the_post_says_elsewhere(
    lang: Lang, title: str, known: dict[str, Any], short: str
) -> None:
    assert headline(title, catalogue(lang), 72, **known) == Headline(short, True)


@pytest.mark.parametrize(
    ("lang", "title", "short", "rest"),
    [
        (
            "en",
            "Ministers agree on a common market for fodder during the autumn forum of farmers",
            "Ministers agree on a common market for fodder",
            "",
        ),
        (
            "ru",
            "Поездка Марата Оспанова по северным областям: дороги, элеваторы и школы посёлков",
            "Поездка Марата Оспанова по северным областям",
            "дороги, элеваторы и школы посёлков",
        ),
        (
            "ru",
            "Посевные площади под масличными культурами вырастут на треть за два года — М. Оспанов",
            "Посевные площади под масличными культурами вырастут на треть",
            "",
        ),
    ],
)
def test_a_headline_that_is_too_long_ends_where_a_phrase_does(
    lang: Lang, title: str, short: str, rest: str
) -> None:
    made = headline(title, catalogue(lang), 68)
    assert (made.text, made.rest) == (short, rest)


def test_a_headline_that_ends_in_a_name_loses_the_long_office_before_it() -> None:
    title = "Президент принял председателя Агентства по надзору за кормами и зерном Инес Дуарте"
    made = headline(title, catalogue("ru"), 60, names=["Инес Дуарте"])
    assert made == Headline("Президент принял председателя Агентства Дуарте", False)


def test_a_headline_does_not_end_before_what_its_verb_waits_for() -> None:
    title = "Премьер-министр рассказал в областном центре о мерах по защите посевов от саранчи"
    made = headline(title, catalogue("ru"), 60)
    assert not made.text.endswith(("рассказал", "участие"))
    assert len(made.text) <= 60


def test_what_the_headline_lost_is_said_below_it() -> None:
    title = "Орта Азия елдерінің ауыл шаруашылығы министрлері жем-шөп нарығын қорғауға келісті"
    found = told("kk", title=title, text="Кездесу ұзаққа созылды.")
    assert found.headline.endswith("…")
    assert found.lead.startswith(title)


def test_a_summary_that_repeats_the_title_gives_way_to_what_was_discussed() -> None:
    found = told(
        title="Marat Ospanov meets with Ambassador Ines Duarte",
        summary="Marat Ospanov met with Ambassador Ines Duarte today.",
        text="Marat Ospanov met with Ambassador Ines Duarte today. The talks were held at noon.\n\n"
        "The sides discussed deliveries of fodder, veterinary controls and a new ferry line.",
    )
    assert found.lead.startswith("The sides discussed deliveries of fodder")
    kept = told(
        title="Marat Ospanov meets with Ambassador Ines Duarte",
        summary="Deliveries of fodder and a ferry line were on the table.",
        text="The sides discussed veterinary controls.",
    )
    assert kept.lead == "Deliveries of fodder and a ferry line were on the table."


def test_a_sentence_names_three_people_at_most_and_shows_no_hidden_characters() -> None:
    names = ["Ines Duarte", "Jan Kral", "Anna Huber", "Peter Novak"]
    made = told(
        title="Fodder is discussed",
        summary=f"Deliveries were discussed by {', '.join(names)} and many others.",
        text="The sides\u202e agreed on deliveries of hay, on\u200b controls and on a ferry line.",
        participants=[{"name": name, "office": "Minister", "country": "AT"} for name in names],
    )
    assert made.lead == "The sides agreed on deliveries of hay, on controls and on a ferry line."


def test_a_summary_that_was_cut_off_is_completed_from_the_text_or_ends_at_a_clause() -> None:
    sentence = (
        "The council of farmers' unions agreed to open the common fodder market to newcomers, "
        "which will have to prove that they have storage for at least one winter of their own"
    )
    cut_off = sentence[:150] + "…"
    whole = told(title="Fodder", summary=cut_off, text=f"{sentence}. Nothing else.")
    assert whole.lead == f"{sentence}."
    longer = f"{sentence}, and that they had paid the fees of all the years before this one"
    begun = told(title="Fodder", summary=cut_off, text=f"{longer}{' and more' * 20}.")
    assert begun.lead == f"{sentence}."
    ended = told(title="Fodder", summary=cut_off, text="Another text.")
    assert ended.lead.endswith("to newcomers.")


def test_the_most_telling_figures_come_first_and_none_is_told_twice() -> None:
    made = told(
        title="Fodder harvest is in",
        figures=[
            figure("14 barns", "14 barns were built along the river.", "barns", 14),
            figure("40 tons", "Every barn holds 40 tons of hay.", "tons", 40),
            figure("12%", "Milk yields grew by 12% in the north.", value=12),
            figure("$3 million", "Exports of hay brought $3 million.", "USD", 3e6),
            figure("$4 million", "Exports of hay brought $4 million.", "USD", 4e6),
        ],
    )
    bullets = [line for line in plain(render_alert(made).html).split("\n") if line[:1] == "•"]
    assert bullets == [
        "• Milk yields grew by 12% in the north.",
        "• Exports of hay brought $3 million.",
        "• Every barn holds 40 tons of hay.",
        "• 14 barns were built along the river.",
    ]


def test_a_figure_is_shown_within_a_whole_clause_or_not_at_all() -> None:
    long_tail = "which the unions had asked for in three letters to the ministry " * 3
    torn = "word " * 60 + "7% " + "word " * 60
    made = told(
        figures=[
            figure("12%", f"The minister said that milk yields grew by 12%, {long_tail}"),
            figure("7%", torn, value=7),
            figure("9%", "It will be raised by 9% next year.", value=9),
            figure("5%", "In addition, fees fell by 5%.", value=5),
        ],
    )
    assert [each.text for each in made.figures] == ["Milk yields grew by 12%.", "Fees fell by 5%."]


def test_sentences_do_not_end_at_abbreviations_and_initials() -> None:
    text = "Площадь – 5 тыс. га. А. Оспанов доложил. «Хорошо». Итог: 3 млрд. тенге.\nКонец"
    assert list(sentences(text)) == [
        "Площадь – 5 тыс. га.",
        "А. Оспанов доложил.",
        "«Хорошо».",
        "Итог: 3 млрд. тенге.",
        "Конец",
    ]


def test_what_points_back_is_known_in_every_language() -> None:
    for lang, sentence in (
        ("en", "Of them, 12 are new."),
        ("ru", "К лету его доведут до 12."),
        ("kk", "Оның 12-сі жаңа."),
    ):
        assert points_back(sentence, catalogue(lang))
    assert without_opener("Кроме того, введено 12 школ.", catalogue("ru")) == "Введено 12 школ."


def test_a_clause_is_not_torn_out_of_its_quotation() -> None:
    words = catalogue("en")
    sentence = 'He called it "a gain of 12%, which nobody foresaw", and went on to other matters.'
    assert clause_with(sentence, "12%", 45, words) is None
    assert clause_with(sentence, "12%", 100, words) == sentence


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ({"city": "Dushanbe", "country": None}, "Dushanbe, Tajikistan"),
        ({"city": None, "country": None}, "Astana"),
    ],
)
def test_a_place_is_filled_in_from_what_is_known_and_from_the_other_languages(
    place: dict[str, Any], line: str
) -> None:
    made = told(place=place, others=("kk",))
    assert plain(render_alert(made).html).split("\n")[1].endswith(f"· {line}")


def test_a_city_without_a_name_in_the_language_is_left_out() -> None:
    made = release(0, "kk")
    elsewhere = {**made.analysis, "place": {"city": "Ешқайда", "country": "CN"}}
    found: Event = replace(
        event(0),
        releases={
            "en": replace(release(0, "en"), analysis={**release(0, "en").analysis, "place": {}}),
            "kk": replace(made, analysis=elsewhere),
        },
    )
    alert = tell(found, "en")
    assert alert is not None
    assert (alert.city, alert.country) == (None, "CN")


def test_an_organisation_that_is_mentioned_in_passing_earns_no_hashtag() -> None:
    passing: dict[str, Any] = {
        "organisations": ["AIFC"],
        "text": "The AIFC was mentioned.",
        "summary": "Hay.",
    }
    assert "#AIFC" not in render_alert(told(title="Talks on hay", **passing)).html
    assert "#AIFC" in render_alert(told(title="Talks at the AIFC", **passing)).html
    often: dict[str, Any] = {
        "organisations": ["AIFC"],
        "text": "AIFC lends. AIFC builds. AIFC pays.",
    }
    often["summary"] = "Hay."
    assert "#AIFC" in render_alert(told(title="Talks on hay", **often)).html


def test_those_who_are_named_in_what_is_no_meeting_are_not_called_participants() -> None:
    people = [{"name": "Marat Ospanov", "office": "Minister", "country": "KZ", "role": "x"}]
    made = told(participants=people)
    assert "👥 <b>Participants</b>" in render_alert(made).html
    decree = replace(made, event=replace(made.event, kind="appointment"))
    assert "👥 <b>People</b>" in render_alert(decree).html


def test_date_and_place_are_in_the_readers_language_where_the_text_is_not() -> None:
    found = tell(replace(event(0), releases={"ru": release(0, "ru")}), "en")
    assert found is not None
    assert plain(render_alert(found).html).split("\n")[1] == "18 November 2025 · Astana"
