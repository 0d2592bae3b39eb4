"""Who is meant by the words that ascribe speech: a name, initials, a title or a pronoun."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from meetings import countries
from meetings.model import Lang, Person
from meetings.names.en_spelling import alike, skeleton
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CAPITAL = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_LOWER = "[a-zа-яёәғқңөұүһі’']"
_PART = rf"{_CAPITAL}{_LOWER}{{1,20}}(?:-{_CAPITAL}?{_LOWER}{{1,20}}){{0,2}}"
_NAME = re.compile(
    rf"(?<![\w.-])(?:(?:{_CAPITAL}{_LOWER}?\. ?){{1,2}}{_PART}"
    rf"|{_PART}(?: (?:bin |al |von |de )?{_PART}){{1,3}})(?![\w-])"
)
_LONE_AFTER = re.compile(rf"\s+({_PART})(?![\w-])")
_LONE_BEFORE = re.compile(rf"(?:^|(?<!\band)(?<!\bof)(?<!\bfor)\s)({_PART})\s*$")
_SENTENCE = re.compile(r"(?<!\b[^\W\d_])(?<!\b[A-ZА-ЯЁ][hueaszж])[.!?]\s+|\n+")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,7}(?![\w-])")
_MOST_PEOPLE = 200
_LONGEST_TITLE = 14


@dataclass(frozen=True, slots=True)
class Title:
    """A title such as "Head of Government", and the offices it stands for."""

    words: re.Pattern[str]
    office: re.Pattern[str]
    country: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ascription in one language."""

    verbs: re.Pattern[str]
    greetings: re.Pattern[str]
    pronouns: re.Pattern[str]
    not_names: re.Pattern[str]
    titles: tuple[Title, ...]
    heads: re.Pattern[str] | None = None
    bodies: re.Pattern[str] | None = None
    documents: re.Pattern[str] | None = None


@cache
def ascription_words(lang: Lang) -> Words:
    """The verbs of speech, pronouns and titles of ``lang``."""
    resource = files("meetings").joinpath("data", "quotes.toml")
    entry = tomllib.loads(resource.read_text(encoding="utf-8"))
    return Words(
        verbs=_i(rf"(?<!\w)(?:{entry['verbs'][lang]})(?!\w)"),
        greetings=_i(rf"(?<!\w)(?:{entry['greetings'][lang]})(?!\w)"),
        pronouns=_i(rf"(?<!\w)(?:{entry['pronouns'][lang]})(?!\w)"),
        not_names=_i(rf"(?:{entry['not_names']})"),
        titles=tuple(
            Title(_i(rf"(?<![\w-])(?:{t['words']})"), _i(t["office"]), t.get("country"))
            for t in entry["title"]
        ),
        heads=_i(rf"(?<![\w-])(?:{entry['heads']['en']})(?![\w-])") if lang == "en" else None,
        bodies=_i(rf"(?<![\w-])(?:{entry['heads']['bodies']})(?![\w-])") if lang == "en" else None,
        documents=_i(entry["heads"]["documents"]) if lang == "en" else None,
    )


class Speakers:
    """Resolves the words around a quotation to one of the people of a text."""

    def __init__(self, people: Sequence[Person], lang: Lang, text: str) -> None:
        self._text = text
        self._people = [
            (person, [token.lower() for token in _TOKEN.findall(person.name)])
            for person in people[:_MOST_PEOPLE]
        ]
        self._words = ascription_words(lang)
        # English transliterates one name in several ways; the others have endings of case.
        self._key = skeleton if lang == "en" else str
        self._same = alike if lang == "en" else _same_word
        self._by_prefix: dict[str, list[int]] = {}
        for index, (_, tokens) in enumerate(self._people):
            for token in tokens:
                if len(token) > 1:
                    self._by_prefix.setdefault(self._key(token)[:3], []).append(index)

    def resolve(
        self, segment: str, context: str = "", *, nearest_to_end: bool = False
    ) -> str | None:
        """The full name of who speaks according to ``segment``, or None.

        ``context`` is what stands before: it tells which of several ministers is "the minister".
        """
        named = self._named(segment, nearest_to_end=nearest_to_end) or self._of_body(segment)
        if named is not None:
            return named
        titled = self._titled(segment, context)
        if titled is not None:
            return titled
        names = [
            name
            for match in _NAME.finditer(segment)
            if not segment.endswith(" for ", 0, match.start())
            and (name := self._name(match.group()))
        ]
        if names:
            return self._fullest(names[-1] if nearest_to_end else names[0])
        return self._surname(segment) or self._by_head(segment, context)

    def _by_head(self, segment: str, context: str) -> str | None:
        """The one meant by "the expert said": who was named last, or the only one there is."""
        if self._words.heads is None or self._words.bodies is None:
            return None
        verb = self._words.verbs.search(segment)
        after = segment[verb.end() :] if verb is not None else ""
        before = segment[: verb.start()] if verb is not None else segment
        subject = before if before.strip(" \u00a0,") else after
        head = self._words.heads.search(subject)
        body = self._words.bodies.search(segment)
        if head is None or (body is not None and body.start() < head.start()):
            return None
        if len(subject.split()) > _LONGEST_TITLE:
            return None
        holds = self._may_hold(segment)
        names = {person.name for person, _ in self._people}
        name = names.pop() if len(names) == 1 else self.subject_of_last_sentence(context)
        return name if name in holds else None

    def _may_hold(self, segment: str) -> set[str]:
        """Those who do not hold another office than the one told in ``segment``."""
        titles = self._words.titles
        title = _earliest(titles, segment)
        if title is None or title.country is None:
            return {person.name for person, _ in self._people}
        return {
            person.name
            for person, _ in self._people
            if title.office.search(person.office or "")
            or not any(other.office.search(person.office or "") for other in titles)
        }

    def _of_body(self, segment: str) -> str | None:
        """English: the one person of the body whose abbreviation is said ("the EBRD president")."""
        for match in _ABBREVIATION.finditer(segment) if self._words.heads is not None else ():
            body = organisations.abbreviated(match.group(), "en")
            names = {match.group(), *(body.names if body is not None else ())}
            people = {person.name for person, _ in self._people if person.organisation in names}
            if len(people) == 1:
                return people.pop()
        return None

    def subject_of_last_sentence(self, before: str) -> str | None:
        """The person first named in the last sentence of ``before`` that names one: "he"."""
        for sentence in reversed(_SENTENCE.split(before)):
            found = self._named(sentence, nearest_to_end=False)
            if found is not None:
                return found
        return None

    def _name(self, written: str) -> str | None:
        """The name in capitalised words: "Minister Aida Serikova" loses the title."""
        words = written.split()
        while words and self._words.not_names.match(words[0]):
            words.pop(0)
        if any(self._words.not_names.match(word) for word in words if len(word) > 3):
            return None
        is_name = len(words) > 1 or (words and "." in words[0])
        return " ".join(words) if is_name else None

    def _surname(self, segment: str) -> str | None:
        """A surname alone beside the verb, completed from the text: "said Omarov"."""
        verb = self._words.verbs.search(segment)
        if verb is None:
            return None
        before, after = segment[: verb.start()], segment[verb.end() :]
        match = _LONE_AFTER.match(after) or _LONE_BEFORE.search(before)
        if match is None or self._words.not_names.match(match.group(1)):
            return None
        return self._fullest(match.group(1))

    def _fullest(self, name: str) -> str:
        """The first full name in the text that ends with the same surname and fits the initials."""
        full = self._full_names.get(name.replace(".", ". ").split()[-1])
        is_full = " " in name.strip() and "." not in name
        other_initial = name[1:2] == "." and full is not None and full[0] != name[0]
        return name if full is None or is_full or other_initial else full

    @cached_property
    def _full_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for match in _NAME.finditer(self._text):
            name = self._name(match.group())
            if name is not None and "." not in name:
                names.setdefault(name.split()[-1], name)
        return names

    def _named(self, segment: str, *, nearest_to_end: bool) -> str | None:
        scores: dict[int, tuple[int, int]] = {}
        for match in _TOKEN.finditer(segment):
            token = match.group().lower()
            if not match.group()[0].isupper():
                continue
            for index in set(self._by_prefix.get(self._key(token)[:3], ())):
                if any(self._same(token, own) for own in self._people[index][1]):
                    count, first = scores.get(index, (0, match.start()))
                    scores[index] = count + 1, first
        if not scores:
            return None
        ranked = sorted(
            scores.items(),
            key=lambda item: -item[1][1] if nearest_to_end else item[1][1],
        )
        first_position = ranked[0][1][1]
        tied = [index for index, (_, position) in ranked if position == first_position]
        best = max(tied, key=lambda index: (scores[index][0], self._initials(index, segment)))
        return self._people[best][0].name

    def _initials(self, index: int, segment: str) -> int:
        tokens = self._people[index][1]
        return sum(
            1
            for letter in re.findall(rf"({_CAPITAL})\.", segment)
            if any(t[0] == letter.lower() for t in tokens)
        )

    def _titled(self, segment: str, context: str) -> str | None:
        title = _earliest(self._words.titles, segment)
        if title is None:
            return None
        holders = [p for p, _ in self._people if p.office and title.office.search(p.office)]
        if self._words.heads is not None and len({person.country for person in holders}) > 1:
            said = _countries(segment)
            holders = [person for person in holders if person.country in said] or holders
        return _only(holders, title, segment, context)


def _earliest(titles: tuple[Title, ...], segment: str) -> Title | None:
    earliest: tuple[int, Title] | None = None
    for title in titles:
        match = title.words.search(segment)
        if match is not None and (earliest is None or match.start() < earliest[0]):
            earliest = match.start(), title
    return earliest[1] if earliest is not None else None


def _only(holders: list[Person], title: Title, segment: str, context: str) -> str | None:
    if len(holders) > 1:
        rarer = [p for p in holders if _shares_office(p, segment) or _abbreviated(p, segment)]
        holders = rarer if len(rarer) == 1 else holders
    if len(holders) > 1 and title.country is not None:
        own = [person for person in holders if person.country == title.country]
        holders = own or holders
    names = {person.name for person in holders}
    if len(names) > 1:
        latest = max(names, key=lambda name: context.rfind(name.split()[-1]))
        return latest if context.rfind(latest.split()[-1]) >= 0 else None
    return names.pop() if names else None


def _countries(segment: str) -> set[str]:
    """The countries that an English ascription names: "the President of Uzbekistan said"."""
    tokens = Doc(segment).tokens
    found = (countries.match(tokens, at, "en") for at in range(len(tokens)))
    return {country.code for country in found if country is not None}


def _shares_office(person: Person, segment: str) -> bool:
    office = {word.lower()[:6] for word in _TOKEN.findall(person.office or "") if len(word) > 4}
    said = [word.lower()[:6] for word in _TOKEN.findall(segment) if len(word) > 4]
    return sum(word in office for word in said) >= 2


def _abbreviated(person: Person, segment: str) -> bool:
    """«глава МТИ» is the minister of торговли и интеграции: M and the first letters."""
    words = [word for word in _TOKEN.findall(person.office or "") if word != "и"]
    initials = "".join(word[0] for word in words).upper()
    at = initials.find("М")
    return at >= 0 and initials[at:] in _MINISTRY.findall(segment)


_MINISTRY = re.compile(r"\bМ[А-ЯЁ]{1,6}\b")


def _same_word(written: str, own: str) -> bool:
    """Whether ``written`` is ``own``, perhaps with an ending of case."""
    if written == own:
        return True
    shortest = max(3, len(own) - 2)
    common = own[:shortest]
    return len(own) > 3 and written.startswith(common) and abs(len(written) - len(own)) <= 4


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
