"""One English office phrase: its head, what depends on it, and where the name must begin."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from meetings import countries, organisations, places_cities
from meetings.names_en import could_be_name, is_word, name_end
from meetings.offices import Office, Parts, compose, lexicon, past_abbreviation, words
from meetings.offices_en_companies import (
    MARKS,
    company_end,
    follows_class,
    institution,
    is_domestic,
    is_legal_form,
    plain_name,
    without_class,
)
from meetings.phrases import PhraseTable
from meetings.text import Doc, Token

_LONGEST = 45
DASHES = frozenset("–—-−")
_PREPOSITIONS = frozenset({"of", "for", "on", "under"})
_ENVOY_PREPOSITIONS = frozenset({"to", "in", "at"})


@lru_cache(maxsize=1)
def heads() -> PhraseTable[str]:
    """Heads of office phrases with their ranks."""
    table: PhraseTable[str] = PhraseTable()
    for rank, phrases in lexicon("en")["heads"].items():
        for phrase in phrases:
            table.add([frozenset({word}) for word in phrase.split()], rank)
    return table


class Phrase:
    """One office phrase, read from its first head to the right."""

    def __init__(self, doc: Doc, at: int, head: tuple[int, str]) -> None:
        self.doc = doc
        self.begin = at
        self.end, self.rank = head
        self.parts = Parts(at, self.end, self.rank)
        self.plain = True
        self.complement = False
        self.home: str | None = None

    def read(self) -> None:
        """Move ``end`` to where the phrase ends: before the name, if one follows."""
        limit = min(len(self.doc.tokens), self.begin + _LONGEST)
        while self.end < limit and same_sentence(self.doc, self.begin, self.end):
            step = self._step(self.end)
            if step is None:
                return
            self.end = step

    def _step(self, at: int) -> int | None:
        token = self.doc.tokens[at]
        envoy = self.rank == "envoy" and token.lower in _ENVOY_PREPOSITIONS
        if token.lower in _PREPOSITIONS or envoy or self._at_company(at):
            return self._noun(self._skip_article(at + 1))
        if token.lower == "in":
            return self._in_country(at + 1)
        if token.text in DASHES or token.lower in {"and", "/"}:
            return self._joined(at)
        if token.text == "(":
            return past_abbreviation(self.doc, at)
        if token.text == ",":
            return at + 1 if self._list_goes_on(at) else None
        return self._word(at)

    def _at_company(self, at: int) -> bool:
        """ "director at "Kameda"": the name of a company follows at once."""
        following = self._token(at + 1)
        if self.doc.tokens[at].lower != "at" or following is None:
            return False
        known = organisations.match(self.doc.tokens, self._skip_article(at + 1), "en")
        return following.text in MARKS or following.upper or known is not None

    def _in_country(self, at: int) -> int | None:
        """ "head of mission in Kazakhstan": where one works for a body, which stays said."""
        at = self._skip_article(at)
        if self._token(at) is None:
            return None
        city = places_cities.match(self.doc.tokens, at, "en")
        country = countries.match(self.doc.tokens, at, "en")
        if city is not None:
            self.home = city[1].country
            return city[0]
        return country.end if country is not None and not country.adjective else None

    def _joined(self, at: int) -> int | None:
        """A second head after a dash or "and"; or "and" within the name of a ministry."""
        dash = self.doc.tokens[at].text in DASHES
        head = self._head_at(self._skip_article(at + 1) if dash else at + 1)
        if head is not None:
            return head
        following = self._token(at + 1)
        if self.doc.tokens[at].lower != "and" or not self.complement or following is None:
            return None
        if following.lower in words("en", "appoint") | words("en", "dismiss"):
            return None
        country = countries.match(self.doc.tokens, at + 1, "en")
        if country is not None and not country.adjective and self.rank != "state":
            return country.end
        prose = is_word(following.lower) and following.lower not in words("en", "verbs") | {"the"}
        prose = prose or following.upper
        prose = prose and not _participle(following.lower)
        return at + 2 if prose and following.kind == "word" else None

    def _head_at(self, at: int) -> int | None:
        before = words("en", "before")
        for index in range(at, min(at + 5, len(self.doc.tokens))):
            head = heads().match(self.doc.tokens, index)
            if head:
                return head[0]
            if self.doc.tokens[index].lower not in before:
                return None
        return None

    def _skip_article(self, at: int) -> int:
        while (token := self._token(at)) is not None and token.lower in {"the", "a", "an", "its"}:
            at += 1
        return at

    def _noun(self, at: int) -> int | None:
        """The noun after a preposition: a country, a body, a quoted name, a company, a word."""
        token = self._token(at)
        if token is None:
            return None
        nested, self.complement, self.plain = self.complement, True, False
        known = self._before_legal_form(at, nested=nested) or self._known(at)
        if known is not None:
            return known
        if token.text in MARKS or is_legal_form(token):
            return self._quoted(at)
        verb = token.lower in words("en", "verbs") and not token.upper
        if token.kind not in {"word", "number"} or verb or token.lower in _TIMES:
            return None
        if token.cap and (could_be_name(self.doc, at) or token.upper or _BRAND.match(token.text)):
            return self._company(at)
        superior = heads().match(self.doc.tokens, at)
        deputy = self.doc.tokens[at - 1].lower == "the" and self.doc.tokens[at - 3].lower == "deputy"
        return superior[0] if superior is not None and deputy else at + 1

    def _before_legal_form(self, at: int, *, nested: bool) -> int | None:
        """Tau Stroy LLP: the legal form shows how far the name of a company goes.

        Plain words after an earlier "of" are the end of a longer name (Institute of Roads JSC).
        """
        end = at
        while (token := self._token(end)) is not None and token.cap and token.kind == "word":
            if is_legal_form(token):
                break
            end += 1
            if end - at > _LONGEST_FIRM or token.lower in _PARTS_OF_FIRMS:
                return None
        if end == at or token is None or not is_legal_form(token):
            return None
        if nested and all(is_word(word.lower) for word in self.doc.tokens[at:end]):
            return None
        self.parts.companies.append((at, end + 1))
        return end + 1

    def _known(self, at: int) -> int | None:
        country = countries.match(self.doc.tokens, at, "en")
        if country is not None:
            self.parts.countries.append(country)
            self.plain = not country.adjective
            return country.end
        body = organisations.match(self.doc.tokens, at, "en")
        if body is not None:
            end = self._branch_end(body[0])
            if end > body[0]:
                self.parts.companies.append((at, end))
            else:
                self.parts.bodies.append((at, body[0], body[1]))
            return end
        return None

    def _branch_end(self, at: int) -> int:
        """After a known body's name, words that make it another body, and its legal form."""
        quoted = company_end(self.doc, at) if self._marked(at) else None
        if quoted is not None:
            return quoted
        end = at
        while (token := self._token(end)) is not None and token.cap and token.kind == "word":
            plain = is_word(token.lower) or is_legal_form(token)
            if not plain or heads().match(self.doc.tokens, end):
                break
            end += 1
        last = self.doc.tokens[end - 1]
        return end if is_legal_form(last) or last.lower in words("en", "institutions") else at

    def _marked(self, at: int) -> bool:
        token = self._token(at)
        return token is not None and token.text in MARKS and name_end(self.doc, at + 1) is None

    def _company(self, at: int) -> int:
        """A name of a company: one unknown word, then words of prose (… Sovereign Wealth Fund)."""
        end = at + 1
        while (token := self._token(end := self._past_ampersand(end))) is not None:
            if not token.cap or token.kind != "word" or heads().match(self.doc.tokens, end):
                break
            if not (token.upper or is_word(token.lower)):
                break
            end += 1
        if token is not None and token.lower in _FIRMS and not token.cap:
            end += 1
        following = [self._token(end), self._token(end + 1)]
        if following[0] is not None and following[0].lower in {
            "region",
            "oblast",
            "district",
            "city",
        }:
            return end + 1
        if any(t is not None and t.lower in _PLACES for t in self.doc.tokens[at:end]):
            return end
        if _NO_FIRM.fullmatch(self.doc.tokens[at].text) or self._place(at):
            return end
        if end == at + 1 and self.doc.tokens[at].upper and self._of_the_republic(end):
            return end
        self.parts.companies.append((at, end))
        return end

    def _of_the_republic(self, at: int) -> bool:
        """ "NEM of the RK": an abbreviation that no table has is a ministry at home."""
        of = self._token(at)
        if of is None or of.lower != "of":
            return False
        country = countries.match(self.doc.tokens, self._skip_article(at + 1), "en")
        return country is not None and country.code == "KZ"

    def _past_ampersand(self, at: int) -> int:
        """Oil & Gas, also as markup has it (Oil &amp; Gas)."""
        token = self._token(at)
        if token is None or token.text != "&":
            return at
        return at + 3 if self.doc.tokens[at + 1].lower == "amp" else at + 1

    def _place(self, at: int) -> bool:
        return places_cities.match(self.doc.tokens, at, "en") is not None

    def _word(self, at: int) -> int | None:
        """A word right after the head or inside a complement."""
        token = self.doc.tokens[at]
        if token.kind == "possessive":
            return at + 1
        if is_legal_form(token) and self.complement and self.doc.tokens[at - 1].cap:
            return at + 1
        if token.text in MARKS or is_legal_form(token):
            return self._quoted(at)
        if token.kind not in {"word", "number"}:
            return None
        return self._capital(at) if token.cap else self._small(token, at)

    def _capital(self, at: int) -> int | None:
        named = name_end(self.doc, at) is not None
        if self.doc.tokens[at - 1].lower in _FIRMS and not (named and self.doc.tokens[at - 2].cap):
            return self._company(at)
        if named or (self.complement and self._another(at)):
            return None
        known = self._known(at)
        if known is not None:
            return known
        if not self.complement or could_be_name(self.doc, at):
            return None
        self.plain = False
        return at + 1

    def _small(self, token: Token, at: int) -> int | None:
        if not self.complement or token.lower in words("en", "verbs") | {"the"}:
            return None
        if _participle(token.lower) or _adverb(token.lower):
            return None
        return at + 1 if is_word(token.lower) else None

    def _another(self, at: int) -> bool:
        """ "of the President of Kazakhstan Prime Minister X": a new office, not a complement."""
        previous = self.doc.tokens[at - 1]
        head = heads().match(self.doc.tokens, at)
        return head is not None and previous.cap and not previous.upper

    def _list_goes_on(self, at: int) -> bool:
        """A comma inside "Minister of Labour, Trade and Industry": capitalised words of prose."""
        following = self._token(at + 1)
        if not self.complement or following is None or not following.cap:
            return False
        if not is_word(following.lower) or name_end(self.doc, at + 1) is not None:
            return False
        if self._head_at(at + 1) is not None:
            return False
        return any(token.lower == "and" for token in self.doc.tokens[at + 1 : at + 8])

    def _quoted(self, at: int) -> int | None:
        """A company in quotation marks or after its legal form."""
        end = company_end(self.doc, at)
        if end is None:
            return None
        if self.parts.bodies and at - self.parts.bodies[-1][1] <= _OF_THE_COUNTRY:
            begin, _, body = self.parts.bodies[-1]
            self.parts.bodies[-1] = begin, end, body
        else:
            self.parts.companies.append((at, end))
        self.complement, self.plain = True, False
        return end

    def _token(self, at: int) -> Token | None:
        if at < len(self.doc.tokens) and same_sentence(self.doc, self.begin, at):
            return self.doc.tokens[at]
        return None

    def office(self, begin: int) -> Office:
        """The phrase as an office, its country and body taken out."""
        index = begin
        while index < self.begin:
            known = countries.match(self.doc.tokens, index, "en")
            if known is not None:
                self.parts.countries.insert(0, known)
            body = organisations.match(self.doc.tokens, index, "en")
            if body is not None and body[0] <= self.begin:
                self.parts.bodies.insert(0, (index, body[0], body[1]))
            index = known.end if known is not None else index + 1
        self.parts.begin, self.parts.end = begin, self.end
        if not (self.parts.companies or self.parts.bodies):
            found = institution(self.doc, begin, self.end)
            if found is not None and not self._is_country(*found):
                self.parts.companies.append(found)
        office = owned(self.doc, self.parts, compose(self.doc, self.parts, "en"))
        # A firm in a city is of its country; an international body has houses everywhere.
        at_home = office.country is None and self.parts.companies and self.home
        return replace(office, country=self.home) if at_home else office

    def _is_country(self, begin: int, end: int) -> bool:
        """Whether all of it is a country: the Russian Federation is no body that one heads."""
        known = countries.match(self.doc.tokens, begin, "en")
        return known is not None and known.end >= end


def owned(doc: Doc, parts: Parts, office: Office) -> Office:
    """An office with the company's name without its marks, and Kazakhstan as its home if it is."""
    if office.organisation is None:
        return office
    if not parts.companies:
        plain = parts.bodies and follows_class(doc, parts.bodies[0][0])
        return replace(office, text=without_class(office.text)) if plain else office
    country = office.country
    if country is None and is_domestic(doc, *parts.companies[0]):
        country = "KZ"
    text = without_class(office.text) if follows_class(doc, parts.companies[0][0]) else office.text
    return replace(
        office, text=text, country=country, organisation=plain_name(office.organisation)
    )


def _participle(lower: str) -> bool:
    """proposing, headed: not a part of an office, unlike planning or united."""
    return lower.endswith(("ing", "ed")) and lower not in words("en", "nouns_like_participles")


def _adverb(lower: str) -> bool:
    """temporarily, jointly: after an office, never in it."""
    return lower.endswith("ly") and lower not in {"family", "assembly", "supply"}


# MF, MNE: a ministry of Kazakhstan, whose name in full does not belong to any other body; and
# fields of work.
_NO_FIRM = re.compile("M[A-Z]{1,3}|IT|ICT|HR|PR|AIC|SMEs?|PPP|RK")
_BRAND = re.compile("[A-Z]{2,}-[A-Z]")
_TIMES = frozenset({"time", "period", "duration", "term"})
_FIRMS = frozenset({"company", "corporation", "firm", "concern", "holding", "startup"})
# "Chairman of the Board JSC X": words before a legal form that are no name.
_PARTS_OF_FIRMS = frozenset({"board", "council", "directors", "company", "department", "branch"})
_LONGEST_FIRM = 5
# NCE of the RK "X": the name in marks is that of the known body.
_OF_THE_COUNTRY = 3
_PLACES = frozenset({"region", "oblast", "district", "city", "university"})


def same_sentence(doc: Doc, first: int, second: int) -> bool:
    """Whether token ``second`` exists and is in the sentence of ``first``."""
    return second < len(doc.tokens) and doc.tokens[first].sentence == doc.tokens[second].sentence
