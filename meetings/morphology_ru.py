"""What only a dictionary knows of Russian: verbs, and the nominative of a noun phrase.

pymorphy3 is loaded on first use (0.2 s, about 25 MB). It is never asked whether a word is a
name: surnames that are also words would be lost.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from meetings.figures.morphology import russian_morphology


def _analyser() -> Any:
    """The one dictionary of the process."""
    return russian_morphology()


@lru_cache(maxsize=16384)
def is_verb(lower: str) -> bool:
    """Whether the likeliest reading is a verb, a participle short form or a gerund."""
    if not lower.endswith(_VERBAL):
        return False
    best = _analyser().parse(lower)[0]
    return best.tag.POS in {"VERB", "INFN", "GRND", "PRTS"}


@lru_cache(maxsize=4096)
def is_given_name(lower: str) -> bool:
    """Whether the dictionary has it as a given name: more surely a name, never less surely one."""
    return any("Name" in option.tag for option in _analyser().parse(lower)[:3])


@lru_cache(maxsize=4096)
def is_nominative_name(lower: str) -> bool:
    """Whether it is a given name that can only stand in the nominative here."""
    cases = {option.tag.case for option in _analyser().parse(lower) if "Name" in option.tag}
    return cases == {"nomn"}


@lru_cache(maxsize=4096)
def is_mans_name_declined(lower: str) -> bool:
    """Whether it can only be a man's given name, and not in the nominative: «Асета», not «Дина»."""
    tags = [option.tag for option in _analyser().parse(lower) if "Name" in option.tag]
    return bool(tags) and all(tag.gender == "masc" and tag.case != "nomn" for tag in tags)


@lru_cache(maxsize=4096)
def is_masculine_past(lower: str) -> bool:
    """Whether it is a verb of the past whose subject is a man, or several people."""
    tag = _analyser().parse(lower)[0].tag
    return bool(tag.POS == "VERB" and tag.tense == "past" and tag.gender != "femn")


@lru_cache(maxsize=16384)
def noun_cases(lower: str) -> frozenset[str]:
    """The cases a word may stand in as a noun; none for what is no noun."""
    return _cases(lower, frozenset({"NOUN"}))


@lru_cache(maxsize=16384)
def adjective_cases(lower: str) -> frozenset[str]:
    """The cases a word may stand in as an adjective or a participle; none for what is neither."""
    return _cases(lower, frozenset({"ADJF", "PRTF"}))


@lru_cache(maxsize=4096)
def is_known(lower: str) -> bool:
    """Whether the dictionary has the word in this form."""
    return bool(_analyser().word_is_known(lower))


def _cases(lower: str, speech: frozenset[str]) -> frozenset[str]:
    tags = [option.tag for option in _analyser().parse(lower)]
    return frozenset(tag.case for tag in tags if tag.case and tag.POS in speech)


@lru_cache(maxsize=4096)
def is_function_word(lower: str) -> bool:
    """Pronouns, prepositions, conjunctions and the like, which may open a sentence."""
    return _analyser().parse(lower)[0].tag.POS in _FUNCTION


@lru_cache(maxsize=4096)
def is_common_noun(lower: str) -> bool:
    """A dictionary noun or adjective that is nobody's name: capitalised for opening a sentence.

    Asked only of a sentence's first word, where the capital shows nothing.
    """
    options = _analyser().parse(lower)
    if not _analyser().word_is_known(lower):
        return False
    names = {"Name", "Surn", "Patr"}
    return not any(names & set(str(option.tag).replace(" ", ",").split(",")) for option in options)


_FUNCTION = frozenset(
    {"NPRO", "PREP", "CONJ", "PRCL", "ADVB", "NUMR", "INTJ", "PRED", "VERB", "GRND"}
)
_VERBAL = (
    *("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ил", "ть", "ться", "ти"),
    *("ет", "ит", "ут", "ют", "ат", "ят", "ется", "ится", "утся", "ются", "атся", "ятся"),
    *("ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны", "в", "вши", "ем", "им", "я"),
)


@lru_cache(maxsize=2048)
def phrase_nominative(phrase: str) -> str:
    """A noun phrase («Шанхайской организации сотрудничества») with its head in the nominative.

    Adjectives before the first noun, and that noun, are put into the nominative; what depends
    on the noun stays. Words the dictionary does not know stay as they are.
    """
    words = phrase.split()
    parsed = [_analyser().parse(word.strip('«»"“”,'))[0:6] for word in words]
    head = next((i for i, options in enumerate(parsed) if _is_noun(options)), None)
    if head is None:
        return phrase
    noun = next(option for option in parsed[head] if option.tag.POS == "NOUN")
    target = noun.inflect({"sing" if noun.tag.number != "plur" else "plur", "nomn"})
    if target is None or noun.score < 0.1:
        return phrase
    made = list(words)
    made[head] = _like(words[head], target.word)
    for index in range(head):
        made[index] = _adjective(words[index], parsed[index], noun)
    return " ".join(made)


def _is_noun(options: list[Any]) -> bool:
    return bool(options) and options[0].tag.POS == "NOUN"


def _adjective(word: str, options: list[Any], noun: Any) -> str:
    for option in options:
        if option.tag.POS in {"ADJF", "PRTF"}:
            wanted = {"nomn", "plur"} if noun.tag.number == "plur" else {"nomn", "sing"}
            if "plur" not in wanted and noun.tag.gender:
                wanted.add(noun.tag.gender)
            target = option.inflect(wanted)
            if target is not None:
                return _like(word, target.word)
    return word


def _like(pattern: str, word: str) -> str:
    if pattern.count("-") == word.count("-") > 0:
        pairs = zip(pattern.split("-"), word.split("-"), strict=True)
        return "-".join(_like(one, other) for one, other in pairs)
    if pattern.isupper() and len(pattern) > 1:
        return pattern
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
