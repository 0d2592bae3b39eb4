"""Names that stand without an office: an initial and a surname, a usual surname, a speaker."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from meetings import countries
from meetings.model import Lang
from meetings.morphology_ru import (
    is_common_noun,
    is_function_word,
    is_given_name,
    is_mans_name_declined,
    is_masculine_past,
    is_nominative_name,
    is_verb,
)
from meetings.names import en as names_en
from meetings.names import en_alone as names_en_alone
from meetings.names import kk_find as names_kk_find
from meetings.names import kk_told as names_kk_told
from meetings.names import ru_find as names_ru_find
from meetings.names.ru import guess_case, name_nominative, patronymic_case
from meetings.offices import en as offices_en
from meetings.offices import heads as offices
from meetings.offices import kk as offices_kk
from meetings.offices import kk_appointed as offices_kk_appointed
from meetings.offices import ru as offices_ru
from meetings.offices import ru_appointed as offices_ru_appointed
from meetings.offices.heads import Named, printed
from meetings.offices.ru_company import LEGAL
from meetings.text import Doc

_LONGEST_INSTITUTION = 6
_SURNAME_KK = re.compile(
    r".(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ұлы|улы|қызы|кызы|ский|ская|вич|енко|швили|дзе|чук)$"
)
_READERS: dict[Lang, Callable[[Doc], list[Named]]] = {
    "en": offices_en.read_named,
    "ru": offices_ru.read_named,
    "kk": offices_kk.read_named,
}


def read(doc: Doc, lang: Lang) -> list[Named]:
    """All names of persons in the text, with offices where they have one, in order."""
    titled = [named for named in _READERS[lang](doc) if not _namesake(doc, named)]
    taken = bytearray(len(doc.tokens) + 1)
    for named in titled:
        for index in range(named.begin, named.end):
            taken[index] = 1
    bare = _bare(doc, lang, taken)
    found = sorted((*titled, *bare), key=lambda named: named.begin)
    if lang == "en":
        return [replace(named, words=names_en.unglued(named.words)) for named in found]
    if lang == "kk":
        return offices_kk_appointed.give_offices(doc, found, offices_kk.known_bodies(doc))
    return offices_ru_appointed.give_offices(doc, found)


def _bare(doc: Doc, lang: Lang, taken: bytearray) -> list[Named]:
    found: list[Named] = []
    at = 0
    while at < len(doc.tokens):
        token = doc.tokens[at]
        if taken[at] or not (token.cap and token.kind in {"word", "initial"}):
            at += 1
            continue
        named = _at(doc, lang, at)
        if named is None or any(taken[named.begin : named.end]):
            at += 1
            continue
        if _namesake(doc, named):
            at = named.end
            continue
        found.append(named)
        at = named.end
    return found


def _namesake(doc: Doc, named: Named) -> bool:
    """A hospital or street named after someone speaks of no person."""
    before = [token.lower for token in doc.tokens[max(0, named.begin - 2) : named.begin]]
    after = doc.tokens[named.end].lower if named.end < len(doc.tokens) else ""
    return (
        "имени" in before[-1:]
        or before[-2:] in (["им", "."], ["named", "after"])
        or after in {"атындағы", "атында"}
        or (before[-1:] and _is_called_after(before[-1], doc.tokens[named.end - 1].lower))
        or _of_an_institution(doc, named, before)
        or _of_a_place(doc, named)
        or _honoured(doc, named.end)
    )


# «район Т. Осанова», «улица Осанова»: called after someone.
_CALLED_AFTER = ("район", "улиц", "проспект", "бульвар", "микрорайон", "совхоз")


def _is_called_after(noun: str, last: str) -> bool:
    return noun.startswith(_CALLED_AFTER) and last.endswith(("а", "я", "го", "ой"))


def _honoured(doc: Doc, at: int) -> bool:
    """«Абайдың 175 жылдығына»: an anniversary speaks of no person who is there."""
    following = [token.lower for token in doc.tokens[at : at + 6]]
    return any(word.startswith(("жылдығ", "мерейтой")) for word in following) and (
        doc.tokens[at - 1].lower.endswith(names_kk_find.GENITIVE)
    )


def _of_a_place(doc: Doc, named: Named) -> bool:
    """ "the mosque of Sultan X", "the museum of X": a house or street (English)."""
    before = [t.lower for t in doc.tokens[max(0, named.left - 3) : named.left] if t.lower != "the"]
    return before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in _houses()


@lru_cache(maxsize=1)
def _houses() -> frozenset[str]:
    path = files("meetings").joinpath("data", "people.toml")
    cues = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(cues["en"]["namesakes"])


def _of_an_institution(doc: Doc, named: Named, before: list[str]) -> bool:
    """ "the University after X", "the X National University"."""
    institutions = offices.words("en", "institutions")
    if before[-1:] == ["after"] and before[0] in institutions:
        return True
    if named.office is not None:
        return False
    end = named.end
    for index in range(end, min(end + _LONGEST_INSTITUTION, len(doc.tokens))):
        token = doc.tokens[index]
        plain = names_en.is_word(token.lower) or countries.match(doc.tokens, index, "en")
        if token.kind != "word" or not token.cap or not plain:
            break
        end += 1
    return end > named.end and doc.tokens[end - 1].lower in institutions


def _at(doc: Doc, lang: Lang, at: int) -> Named | None:
    if lang == "en":
        return names_en_alone.at(doc, at)
    if lang == "ru":
        return _russian(doc, at)
    return _kazakh(doc, at)


def _russian(doc: Doc, at: int) -> Named | None:
    end = names_ru_find.name_end(doc, at)
    if end is None or end - at > 3 or _is_place(doc, at, end):
        return None
    name = printed(doc, at, end)
    initial = doc.tokens[at].kind == "initial"
    words = [token.lower for token in doc.tokens[at:end]]
    usual = names_ru_find.SURNAME.search(words[-1]) is not None and len(words[-1]) > 4
    patronymic = any(names_ru_find.patronymic(w) and not is_common_noun(w) for w in words)
    given = len(words) == 2 and is_given_name(words[0]) and not is_common_noun(words[1])
    given = given and _acts(doc, at, end)
    if not (initial or patronymic) and words[0].endswith(_MANY) and is_common_noun(words[0]):
        return None
    told = len(words) > 1 and _told(doc, at, end) and not any(is_common_noun(w) for w in words)
    if not (initial or usual or patronymic or given or told) or is_function_word(words[0]):
        return None
    if not (initial or patronymic) and _opens_name_of_state(doc, at, end):
        return None
    opens = at == 0 or doc.tokens[at - 1].sentence != doc.tokens[at].sentence
    if opens and not (initial or patronymic) and is_common_noun(words[0]):
        return None
    case = _bare_case(doc, at, name, initial=initial)
    return Named(at, end, name_nominative(name, case))


def _is_place(doc: Doc, at: int, end: int) -> bool:
    """«в г. Тау Асет Осанов прибыл», «ТОО «Тау Осанова»»: a town, or the name of a firm."""
    before = [token.lower for token in doc.tokens[max(0, at - _REACH) : at]]
    if "«" in before[1:]:
        mark = len(before) - 1 - before[::-1].index("«")
        return "»" not in before[mark:] and before[mark - 1] in LEGAL
    in_town = end - at > 2 and not _TOWN_WORDS.isdisjoint(before[-1:])
    return in_town or tuple(before[-2:]) in _TOWNS


_REACH = 5
_TOWNS = {("г", "."), ("гор", "."), ("с", "."), ("п", "."), ("пос", "."), ("ст", ".")}
_TOWN_WORDS = frozenset({"городе", "города", "городом", "селе", "поселке", "ауле"})
_SPEAKS_RU = re.compile(
    r"(?:от|за)метил|сказал|подчеркнул|заявил|сообщил|выразил|рассказал|поблагодарил|добавил"
    r"|доложил|поздравил|проинформировал|высказал|пояснил|прокомментировал|подтвердил|ответил"
)


# Endings of many things, never of a name: «с Подрядчиками Тауского проекта».
_MANY = ("ами", "ями", "ах", "ях")


def _told(doc: Doc, at: int, end: int) -> bool:
    """Whether a verb of speech stands at the name, which may then be of any people."""
    following = doc.tokens[end].lower if end < len(doc.tokens) else ""
    before = doc.tokens[at - 1].lower if at else ""
    return any(_SPEAKS_RU.match(word) is not None for word in (following, before))


def _opens_name_of_state(doc: Doc, at: int, end: int) -> bool:
    """«в Федеративной Демократической Республике»: adjectives of a body that goes on."""
    following = doc.tokens[end] if end < len(doc.tokens) else None
    goes_on = following is not None and following.cap and following.kind == "word"
    return goes_on and all(_ADJECTIVAL.search(token.lower) for token in doc.tokens[at:end])


_ADJECTIVAL = re.compile(r"(?:ой|ая|ый|ий|ого|ую|ым|их|ых)$")


def _acts(doc: Doc, at: int, end: int) -> bool:
    """Whether the name opens a sentence and a verb follows: «Роман Шмидт посетил»."""
    opens = at == 0 or doc.tokens[at - 1].sentence != doc.tokens[at].sentence
    return opens and end < len(doc.tokens) and is_verb(doc.tokens[end].lower)


def _bare_case(doc: Doc, at: int, name: tuple[str, ...], *, initial: bool) -> str | None:
    """The case of a name that no office governs, from its endings and the word before it.

    «Дина Галиева» in the nominative and «Аскара Мамина» in the genitive end alike: where a
    sentence opens or a verb stands before, it is the former; after a noun, the latter.
    """
    shown = patronymic_case(name)
    if shown is not None:
        return shown[0]
    if is_nominative_name(name[0].lower()):
        return None
    words = tuple(word.rpartition(".")[2] or word for word in name if not word.endswith("."))
    guessed = guess_case(words)
    if len(words) == 2 and words[0].endswith(("у", "ю")) and words[1].endswith(_ACCUSATIVE):
        return "accs"  # «наградил Мустафу Алиева»: a man's name in -а
    if initial and guessed == "ablt-f" and len(words[-1]) <= _SHORT_SURNAME:
        return None  # «А. Цой»: no woman's surname in the instrumental is so short
    if guessed != "gent":
        plain = {"ablt-f": "ablt"}.get(guessed or "", guessed)
        return plain if plain == "ablt" or not initial else None
    if is_mans_name_declined(name[0].lower()):
        return "gent"  # «поздравила Асета Осанова»
    return _case_after(doc, at)


def _case_after(doc: Doc, at: int) -> str | None:
    """The case of a name that may be a man's in the genitive, from the word before it."""
    previous = doc.tokens[at - 1] if at else None
    if previous is None or previous.sentence != doc.tokens[at].sentence:
        return None
    if previous.kind != "word" or previous.lower in {"а", "но"}:
        return None
    if previous.lower == "и":
        # One of several: in the case of the name before it.
        return "gent" if _ends_oblique(doc, at - 2) else None
    if is_verb(previous.lower):
        # «принял Асета Исекешева»: no woman is the subject of a verb in the masculine.
        return "gent" if is_masculine_past(previous.lower) else None
    return "gent"


_SHORT_SURNAME = 4
_ACCUSATIVE = ("ова", "ева", "ина", "ского")


def _ends_oblique(doc: Doc, at: int) -> bool:
    """Whether the name that ends at token ``at`` is a man's in the genitive or accusative."""
    if at < 2 or not (doc.tokens[at].cap and doc.tokens[at - 1].cap):
        return False
    words = (doc.tokens[at - 1].text, doc.tokens[at].text)
    if guess_case(words) != "gent":
        return False
    verb = doc.tokens[at - 2].lower
    return doc.tokens[at - 2].kind == "word" and (not is_verb(verb) or is_masculine_past(verb))


def _kazakh(doc: Doc, at: int) -> Named | None:
    end = names_kk_find.name_end(doc, at)
    if end is None:
        return None
    first = doc.tokens[at].lower
    given = first in offices.words("kk", "given")
    ours = first.endswith(("ім", "ым", "міз", "мыз")) and not given
    if first in offices.words("kk", "openers") or ours or names_kk_told.opens_before(doc, at):
        return None
    name = names_kk_find.nominative(doc, at, end, frozenset())
    if end - at > 2 and names_kk_find.closes(first) and not names_kk_find.patronymic(name[-1]):
        return None  # «Скляр Асқар Маминмен»: two names
    initial = doc.tokens[at].kind == "initial"
    usual = _SURNAME_KK.search(name[-1].lower()) is not None
    paired = end - at == 2 and names_kk_find.side_by_side(doc, at)
    told = names_kk_told.is_told(doc, at, end)
    return Named(at, end, name) if initial or usual or paired or given or told else None
