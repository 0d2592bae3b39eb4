"""Who speaks in Kazakh: the verb closes the sentence, the speaker stands before or after."""

from __future__ import annotations

import pytest

from meetings import analyse

_LEAD = (
    "Үкімет отырысында Ауыл шаруашылығы министрі Айдарбек Сапаров пен Премьер-Министр Олжас "
    "Бектенов сөз сөйледі.\n"
)
_SPEECH = "Біз бұл жұмысты жыл соңына дейін аяқтауымыз керек"
_PREMIER, _MINISTER = "Олжас Бектенов", "Айдарбек Сапаров"


@pytest.mark.parametrize(
    ("ascribed", "speaker"),
    [
        ("«{}», – деді О. Бектенов.", _PREMIER),
        ("«{}», - деді Премьер-Министр.", _PREMIER),
        ("«{}», — деп атап өтті Үкімет басшысы.", _PREMIER),
        ("«{}», – деп түйіндеді Айдарбек Сапаров.", _MINISTER),
        ("«{}», – деді министр.", _MINISTER),
        ("«{}», – деді ведомство басшысы.", _MINISTER),
        ("«{}», – деп нақтылады А.Сапаров.", _MINISTER),
        ("«{}», – деп тапсырма берді Премьер-Министр.", _PREMIER),
        ("«{}», – деп толықтырды А. Сапаров.", _MINISTER),
        ("«{}», – деп жауап берді А. Сапаров.", _MINISTER),
        ("«{}», – деп сөзін аяқтады О. Бектенов.", _PREMIER),
        ("«{}», – деп ескертті Бектенов.", _PREMIER),
        ("Олжас Бектенов: «{}», – деді.", _PREMIER),
        ("Олжас Бектенов «{}», – деп атап көрсетті.", _PREMIER),
        ("Премьер-Министр министрге «{}» деп тапсырды.", _PREMIER),
        ("О. Бектенов «{}» деп атап өтті.", _PREMIER),
        ("Олжас Бектеновтің айтуынша, «{}».", _PREMIER),
        ("“{}”, - деді Олжас Бектенов.", _PREMIER),
        ('"{}", - деді Олжас Бектенов.', _PREMIER),
    ],
)
def test_speech_is_ascribed_to_the_one_the_sentence_names(ascribed: str, speaker: str) -> None:
    found = analyse(_LEAD + ascribed.format(_SPEECH), lang="kk").quotes

    assert [(quote.speaker, quote.text) for quote in found] == [(speaker, _SPEECH)]


@pytest.mark.parametrize(
    "text",
    ["«{}», – делінген хабарламада.", "Отырыста «Ауыл – ел бесігі» жобасы талқыланды."],
)
def test_what_no_person_says_is_no_quote(text: str) -> None:
    assert analyse(_LEAD + text.format(_SPEECH), lang="kk").quotes == ()
