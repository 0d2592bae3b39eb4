"""One form of a word finds the others."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

from archive.stems import index_terms, name_key, query_stems, stem, stems, words


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("ru", "узбекистан Узбекистана узбекистану узбекистаном Узбекистане"),
        ("ru", "министр министра министру министром министры министров"),
        ("en", "minister ministers minister's"),
        ("kk", "жол жолдар жолдың жолға жолды жолда жолдан жолмен жолдары жолдарының жолдағы"),
        ("kk", "министр министрлер министрге министрі министрінің министрлермен"),
        ("kk", "үкімет үкіметтің үкіметке үкіметі үкіметпен үкіметтер"),
        ("kk", "экспорт экспорты экспорттың экспортқа экспортты"),
        ("kk", "қала қаланың қалаға қаласы қаласында қалалар қалалардағы"),
    ],
)
def test_forms_of_one_word_share_a_stem(lang: str, forms: str) -> None:
    found = {stem(lang, form.lower().split("'")[0]) for form in forms.split()}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("kk", "қаладағы"),
        ("kk", "министрлер"),
        ("ru", "Узбекистаном"),
        ("ru", "ёлка"),
        ("en", "ships"),
    ],
)
def test_a_searched_word_has_the_stem_that_its_text_was_indexed_under(lang: str, word: str) -> None:
    assert stems(lang, word) in query_stems(word)


def test_words_of_different_meaning_keep_different_stems() -> None:
    assert stem("kk", "тас") != stem("kk", "тау")
    assert stem("en", "transit") != stem("en", "transport")


def test_the_stems_are_the_same_whether_they_come_from_c_or_from_python() -> None:
    folder = files("replica").joinpath("events")
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
    found = sorted({word for text in texts for word in words(text)})[::3]
    assert len(found) > 1000
    for lang, python in (("ru", RussianStemmer()), ("en", EnglishStemmer())):
        assert [stem(lang, word) for word in found] == [_to_the_end(python, word) for word in found]


def _to_the_end(stemmer: Any, word: str) -> str:
    while (shorter := stemmer.stemWord(word)) != word:
        word = shorter
    return word


@pytest.mark.parametrize("name", ["Ёлкин", "Әлихан", "Іңкәр", "Šiauliai", "Temirov"])
def test_a_word_with_a_capital_letter_of_any_alphabet_has_the_key_of_a_name(name: str) -> None:
    assert name_key("en", name.lower()) in index_terms("en", f"seen: {name}").split()
    assert name_key("en", name.lower()) not in index_terms("en", f"seen: {name.lower()}").split()
