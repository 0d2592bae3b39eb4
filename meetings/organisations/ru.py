"""Russian: bodies known by their grammar, not by a list: «ТОО «Тау»», «компании Tau и Alatau»,
«Специальная комиссия по переписи населения».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from meetings.marks import closing_mark, shared_closings
from meetings.morphology_ru import phrase_nominative
from meetings.offices.ru_company import LEGAL
from meetings.organisations import ru_bodies as organisations_ru_bodies
from meetings.organisations.ru_words import ENDING, Found, alternatives
from meetings.text import Doc

_LATIN_NAME = re.compile(r"[A-Z][\w&.’'-]*(?: (?:(?:of|by|in|and|for|de) )?[A-Z&][\w&.’'-]*){0,4}")
_FORMS = "|".join([*sorted(form.upper() for form in LEGAL), "TOO", "AO"])
# The next of a list, perhaps with whose it is: «… и итальянской «Vela»».
_NEXT = re.compile(
    rf"(?:, (?:а также )?| и )(?:[а-яё-]+(?:ой|ого) )?(?:(?:{_FORMS}) (?=«)|(?=«|[A-Z]))"
)
_MOST_IN_A_ROW = 12
# So many bodies at most are looked back at for one that holds the next.
_INSIDE = 8
# «предвыборная программа партии «…»»: a programme, not the party.
_PROGRAMME = re.compile(r"(?:програм|платформ)\w* $")


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    """One of the patterns, with the words of the data file in it."""
    words = alternatives(name)
    if name == "legal":
        return re.compile(rf"(?<![\w«])((?:{_FORMS})(?: [А-ЯЁ]{{2,4}})?|{words}) (?=«)")
    if name == "no_company":
        return re.compile(words)
    if name == "firms":
        return re.compile(rf"(?:[\w&.’'-]+ ){{1,4}}(?:{words})\b")
    if name == "institutions":
        return re.compile(
            rf"«(?!Об? )((?:[А-ЯЁA-Z][\w-]* ){{0,3}})((?i:{words}){ENDING}(?: [^«»\n]{{2,60}})?)»"
        )
    if name == "plain":
        return re.compile(rf"(?<![\w-])(?:{words})(?:,? (?:таки[ме]и? )?как)? (?=«|[A-Z])", re.I)
    # A name of something else: «специальности «…»», «по программе «…»».
    words_of_other = "специальност|програм|проект|направлени|тем[аеыу] |названи|закон|конкурс"
    other = f"(?! [а-я ]{{0,60}}(?:{words_of_other}))"
    between = other + "(?: (?:[а-яё]+ой|[а-яё]+ого|[а-яё]+ых|[а-яё]+[ияа]|по|и)){0,4}"
    return re.compile(
        rf"(?<![\w-])((?:{words}){between}(?= «)|(?:{alternatives('latin')})(?= [A-Z]{{2}}[\w-]*)) "
    )


def find(doc: Doc) -> list[Found]:
    """The bodies of the text in order, none inside another but companies inside councils."""
    text = doc.text[: doc.body_end]
    double = shared_closings(text)
    found = [
        *_legal(text, double),
        *_classed(text, double),
        *_firms(text),
        *_in_marks(text),
        *organisations_ru_bodies.find(text),
    ]
    found.sort(key=lambda one: (one.start, not one.sits, -one.end))
    short = {match.group(1) for match in _HEREAFTER.finditer(text)}
    kept: list[Found] = []
    for one in found:
        if one.name in short:
            continue
        outer = next((other for other in reversed(kept[-_INSIDE:]) if other.end > one.start), None)
        if outer is None or _is_within(one, outer):
            kept.append(one)
    return kept


# «(далее – АО «ВЕГА»)»: the name by which a decree goes on.
_HEREAFTER = re.compile(r"\(далее ?[–—-] ?([^()\n]{2,60})\)")


def _is_within(one: Found, outer: Found) -> bool:
    """Whether it is a company in the name of a council: «Штаб по программе партии «Vela»»."""
    return one.kind == "company" and outer.kind == "council" and one.start > outer.start


def _legal(text: str, double: frozenset[int]) -> Iterator[Found]:
    for match in _pattern("legal").finditer(text):
        end = closing_mark(text, match.end(), double)
        if end is not None:
            form, name = match.group(1), text[match.end() : end]
            written = form if form.split()[0].isupper() else phrase_nominative(form)
            yield Found(match.start(), end, f"{written} {name}")


def _classed(text: str, double: frozenset[int]) -> Iterator[Found]:
    """A class with its name or names: «компаний «Тау», «Алатау» и Ural Group»."""
    for match in _pattern("telling").finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        row = [] if _PROGRAMME.search(before) else list(_row(text, match.end(), double))
        if len(row) == 1 or (row and _FORM.search(text, row[0].end, row[1].start)):
            name = f"{phrase_nominative(match.group(1))} {text[match.end() : row[0].end]}"
            yield Found(match.start(), row[0].end, name)
        else:
            yield from row  # «холдингов «Тау» и «Алатау»»: each by its name
    for match in _pattern("plain").finditer(text):
        yield from _row(text, match.end(), double)


_FORM = re.compile(r"[A-ZА-ЯЁ]{2}")


def _row(text: str, at: int, double: frozenset[int]) -> Iterator[Found]:
    """The names that stand one after another from ``at``."""
    for _ in range(_MOST_IN_A_ROW):
        end = _name_end(text, at, double)
        if end is None:
            return
        yield Found(at, end, _bare(text[at:end]))
        following = _NEXT.match(text, end)
        if following is None:
            return
        at = following.end()


def _firms(text: str) -> Iterator[Found]:
    """Firms that need no class: «Vela Holdings», «итальянская «Vela»»."""
    aliases = {match.group(1) for match in _ALIAS.finditer(text)}
    for match in _LATIN_RUN.finditer(text):
        firm = _pattern("firms").match(match.group())
        if firm is None or _pattern("no_company").match(firm.group()):
            continue
        if firm.group() not in aliases and text[match.start() - 1 : match.start()] != "(":
            yield Found(match.start(), match.start() + firm.end(), firm.group())
    for match in _OF_PLACE.finditer(text):
        end = _name_end(text, match.end(), frozenset())
        if end is not None and not _LOWER.match(text, end):
            yield Found(match.end(), end, _bare(text[match.end() : end]))


def _in_marks(text: str) -> Iterator[Found]:
    """Marks that hold a class of their own: «в «Осанов Центре»», «в «Горной корпорации Тау»»."""
    for match in _pattern("institutions").finditer(text):
        if not _OTHER.search(text, max(0, match.start() - 40), match.start()):
            before, rest = match.group(1), match.group(2)
            plain = phrase_nominative(rest)
            whole = (
                phrase_nominative(before + rest) if _ADJECTIVE.search(before) else before + plain
            )
            yield Found(match.start(), match.end(), whole)


_OTHER = re.compile(
    r"(?:програм|проект|преми|медал|орден|специальност|форум|конкурс|книг|стать|направлени|приложени"
    r"|открыти|систем|портал|модул)\w* $"
)
_ADJECTIVE = re.compile(r"(?:ой|ого|ая|ый|ий|ое|ому|ым|им|ом|ую) $")


# «центр «Тау» (Tau Foundation)»: the same body again.
_ALIAS = re.compile(rf"\((?:[Tt]he )?({_LATIN_NAME.pattern})\)")
_LATIN_RUN = re.compile(rf"(?<![\w«&.-])(?!The ){_LATIN_NAME.pattern}(?!\w)")
# A company is feminine: «итальянская «Vela»»; a noun after the marks would be what it is.
_OF_PLACE = re.compile(r"(?<![\w-])[а-яё-]+ск(?:ая|ой|ую) (?=«[A-ZА-ЯЁ]|[A-Z][A-Za-z]{3})")
_LOWER = re.compile(r" [а-яё]{4}")


def _name_end(text: str, at: int, double: frozenset[int]) -> int | None:
    if text[at : at + 1] == "«":
        return closing_mark(text, at, double)
    latin = _LATIN_NAME.match(text, at)
    if latin is None or len(latin.group()) < 2 or _pattern("no_company").match(latin.group()):
        return None
    return len(latin.group().rstrip(".")) + at


def _bare(name: str) -> str:
    inner = name[1:-1] if name[:1] == "«" and name[-1:] == "»" else name
    return name if inner.count("«") != inner.count("»") else inner
