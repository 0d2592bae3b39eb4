"""Russian: what the dictionary says of a word after a number."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from meetings.figures.morphology import russian_morphology


@lru_cache(maxsize=4096)
def counted_word(word: str, one: bool) -> tuple[str, str, str]:
    """Part of speech (adjective, adverb, noun, other), nominative plural and lemma of a word.

    ``one``: the number ends in one, and the word may be singular.
    """
    best: tuple[str, Any] | None = None
    for parse in sorted(russian_morphology().parse(word), key=_unlikely):
        if parse.tag.POS in ("ADJF", "PRTF") and "Apro" not in parse.tag:
            if one or parse.tag.number == "plur":
                best = best or ("adjective", parse)
        elif parse.tag.POS == "NOUN" and _countable_form(parse.tag, one):
            is_better = best is not None and best[0] == "noun" and best[1].tag.case != "gent"
            best = ("noun", parse) if best is None or is_better else best
    if best is None:
        adverbial = {"ADVB", "ADJS"}
        kind = "adverb" if russian_morphology().parse(word)[0].tag.POS in adverbial else "other"
        return kind, word, word
    part, parse = best
    plural = parse.inflect({"nomn", "plur"})
    # The lemma of a participle is its verb.
    single = parse.inflect({"nomn", "sing", "masc"}) if part == "adjective" else None
    lemma = single.word if single else parse.normal_form
    name = plural.word if plural else parse.normal_form
    return part, _both_parts(word, name, parse.tag.case) if part == "noun" else name, lemma


def _unlikely(parse: Any) -> bool:
    """Whether another reading goes before: a name in small letters is none, and what is only
    guessed to be a thing is rather a person («нефрологов»).
    """
    return "Name" in parse.tag or not (parse.is_known or "anim" in parse.tag)


def _both_parts(word: str, plural: str, case: str) -> str:
    """«государствами-членами» → «государства-члены»: the first noun as well."""
    first, _, second = word.partition("-")
    if not second or not plural.startswith(f"{first}-"):
        return plural
    parses = [p for p in russian_morphology().parse(first) if p.tag.POS == "NOUN"]
    # «рентген-аппаратов»: the first noun does not change.
    if not parses or any(p.tag.case == "nomn" and p.tag.number == "sing" for p in parses):
        return plural
    if parses[0].tag.number == "plur" and case in plural_cases(first):
        made = parses[0].inflect({"nomn", "plur"})
        return f"{made.word}-{plural.partition('-')[2]}" if made else plural
    return plural


@lru_cache(maxsize=1024)
def mass_noun(word: str) -> str | None:
    """The nominative of a noun in the genitive singular; None for a plural."""
    parse = russian_morphology().parse(word.lower())[0]
    if parse.tag.POS != "NOUN" or parse.tag.number != "sing" or parse.tag.case != "gent":
        return None
    return str(parse.normal_form) if "ё" in word else str(parse.normal_form).replace("ё", "е")


@lru_cache(maxsize=1024)
def plural_cases(word: str) -> frozenset[str]:
    """The cases in which a noun may stand in the plural."""
    return frozenset(
        parse.tag.case
        for parse in russian_morphology().parse(word)
        if parse.tag.POS == "NOUN" and parse.tag.number == "plur"
    )


@lru_cache(maxsize=1024)
def is_genitive(word: str) -> bool:
    """Whether a word may be a noun in the genitive."""
    return any(
        p.tag.POS == "NOUN" and p.tag.case == "gent" for p in russian_morphology().parse(word)
    )


@lru_cache(maxsize=4096)
def genitive_of_many(word: str) -> tuple[str, str]:
    """Nominative plural and lemma of a noun in the genitive plural; twice nothing for another."""
    if not russian_morphology().word_is_known(word):
        return "", ""
    part, plural, lemma = counted_word(word, False)
    tag = russian_morphology().parse(word)[0].tag
    is_many = part == "noun" and (tag.number, tag.case) == ("plur", "gent")
    return (plural.replace("ё", "е"), lemma) if is_many else ("", "")


@lru_cache(maxsize=2048)
def is_predicate(word: str) -> bool:
    """Whether a word may open what is said of a number: a verb, a short participle, an adverb."""
    return russian_morphology().parse(word)[0].tag.POS in {"VERB", "PRTS", "ADVB"}


def _countable_form(tag: Any, one: bool) -> bool:
    """A noun in a case that a number asks for: «9 сессий», but «9 сессия» is the ninth."""
    if {"Surn", "Patr", "Geox"} & tag.grammemes or not tag.case:
        return False
    if "Abbr" in tag and "Fixd" in tag:  # «тг», but «вузов» are counted
        return False
    if "Fixd" in tag or tag.number == "plur":
        return True
    return bool(one or tag.case == "gent")
