"""One English office phrase: its head, what depends on it, and where the name must begin."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings import countries
from meetings.names.en import (
    FORMS_OF_ADDRESS,
    could_be_name,
    is_word,
    name_end,
    usual_surname,
)
from meetings.offices.en_bodies import DASHES, FIRMS, heads, same_sentence
from meetings.offices.en_companies import (
    MARKS,
    institution,
    is_legal_form,
)
from meetings.offices.en_left import firm_before
from meetings.offices.en_nouns import HELPERS, Nouns
from meetings.offices.en_owner import owned, tidied
from meetings.offices.heads import Office, compose, past_abbreviation, words
from meetings.organisations import bodies as organisations
from meetings.text import Token

_LONGEST = 45
_FIRM_AND_NAME = 4
_PREPOSITIONS = frozenset({"of", "for", "on", "under"})
_SHORTENED = frozenset({"Ltd", "Inc", "Corp", "Co"})
# "Head of the EU Delegation to X": what a body sends, which has its place in the office.
_MISSIONS = frozenset({"delegation", "mission", "embassy", "representation", "office"})
_ENVOY_PREPOSITIONS = frozenset({"to", "in", "at"})


class Phrase(Nouns):
    """One office phrase, read from its first head to the right."""

    def read(self) -> None:
        """Move ``end`` to where the phrase ends: before the name, if one follows."""
        limit = min(len(self.doc.tokens), self.begin + _LONGEST)
        while self.end < limit and same_sentence(self.doc, self.begin, self.end):
            step = self._step(self.end)
            if step is None:
                return
            self.end = step

    def until(self, end: int) -> Phrase:
        """The same phrase cut off at token ``end``, without the firm that was read there."""
        self.end = end
        self.parts.companies = [firm for firm in self.parts.companies if firm[1] <= end]
        return self

    def _step(self, at: int) -> int | None:
        token = self.doc.tokens[at]
        envoy = self.rank == "envoy" and token.lower in _ENVOY_PREPOSITIONS
        envoy = envoy or (token.lower == "to" and self.doc.tokens[at - 1].lower in HELPERS)
        if token.lower in _PREPOSITIONS or envoy or self.at_company(at):
            return self.noun(self.skip_article(at + 1))
        if token.lower == "at" and self.rank != "state":
            return self.employer(at + 1)
        if token.lower == "to" and self.doc.tokens[at - 1].lower in _MISSIONS:
            return self.in_country(at + 1)
        if token.lower == "in":
            return self.in_country(at + 1)
        if token.text in DASHES or token.lower in {"and", "/"}:
            return self._joined(at)
        if token.text == "(":
            inside = self.city_in_brackets(at) or self.country_in_brackets(at)
            return past_abbreviation(self.doc, at) or inside
        if token.text == ",":
            return at + 1 if self._list_goes_on(at) else None
        if token.text == "." and self.doc.tokens[at - 1].text in _SHORTENED:
            self.lengthen()
            return at + 1
        if token.text == "." and self.doc.tokens[at - 1].lower == "no":
            return at + 2  # school No. 5
        return self._word(at)

    def _joined(self, at: int) -> int | None:
        """A second head after a dash or "and"; or "and" within the name of a ministry."""
        dash = self.doc.tokens[at].text in DASHES
        head = self._head_at(self.skip_article(at + 1) if dash else at + 1)
        if head is not None:
            return head
        following = self.token(at + 1)
        if self.doc.tokens[at].lower != "and" or not self.complement or following is None:
            return None
        if following.lower in words("en", "appoint") | words("en", "dismiss"):
            return None
        country = countries.match(self.doc.tokens, at + 1, "en")
        if country is not None and not country.adjective and self.rank != "state":
            return country.end
        prose = is_word(following.lower) and following.lower not in words("en", "verbs") | {"the"}
        prose = prose or following.upper
        prose = prose and (following.cap or not _participle(following.lower))
        return at + 2 if prose and following.kind == "word" else None

    def _head_at(self, at: int) -> int | None:
        before = words("en", "before")
        for index in range(at, min(at + 5, len(self.doc.tokens))):
            head = heads().match(self.doc.tokens, index)
            if head:
                return head[0]
            lower = self.doc.tokens[index].lower
            if lower not in before or lower == "appointed":
                return None
        return None

    def _word(self, at: int) -> int | None:
        """A word right after the head or inside a complement."""
        token = self.doc.tokens[at]
        if token.kind == "possessive":
            return at + 1
        if is_legal_form(token) and self.complement and self.doc.tokens[at - 1].cap:
            return at + 1
        if token.text in MARKS or is_legal_form(token):
            return self.quoted(at)
        if token.kind not in {"word", "number"}:
            return None
        return self._capital(at) if token.cap else self._small(token, at)

    def _capital(self, at: int) -> int | None:
        named = name_end(self.doc, at) is not None
        if self.doc.tokens[at - 1].lower in FIRMS and not (named and self._borne(at)):
            return self._firm_before_name(at) or self.company(at)
        if self.doc.tokens[at].lower in FORMS_OF_ADDRESS:
            return None
        if named or (self.complement and self._another(at)):
            return None
        known = self.known(at)
        if known is not None:
            return known
        if self.complement and self.follows_name and self._ends_apposition(at):
            return at + 1
        if not self.complement and self.institution(at):
            return self.institution_end(at)
        if not self.complement or could_be_name(self.doc, at):
            return None
        self.plain = False
        return at + 1

    def _ends_apposition(self, at: int) -> bool:
        """ "X, member of the State Duma,": where the name stands before, none follows."""
        if not self.doc.tokens[at - 1].cap and self.doc.tokens[at - 1].lower not in {"the", "of"}:
            return False
        while (token := self.token(at)) is not None and token.cap and token.kind == "word":
            if name_end(self.doc, at) is not None or heads().match(self.doc.tokens, at):
                return False
            at += 1
        return token is None or token.text in {",", ".", ";", ")"}

    def _firm_before_name(self, at: int) -> int | None:
        """The company Vela Stroy Asel Omarova: of four words the last two are the person."""
        end = name_end(self.doc, at)
        if end is None or end - at < _FIRM_AND_NAME or name_end(self.doc, end - 2) != end:
            return None
        self.parts.companies.append((at, end - 2))
        return end - 2

    def _borne(self, at: int) -> bool:
        """Whether a name after a firm is a person's: X Holding A. B., the company Asel Omarova."""
        end = name_end(self.doc, at)
        if end is None or end - at >= _FIRM_AND_NAME:
            return False
        before = self.doc.tokens[at - 2]
        own = before.cap or before.text in {"&", ";"}
        return own or usual_surname(self.doc.tokens[end - 1].lower)

    def _small(self, token: Token, at: int) -> int | None:
        if not self.complement and self._class_before_marks(token, at):
            self.complement = True
            return at + 1
        if not self.complement or token.lower in words("en", "verbs") | {"the"}:
            return None
        if _participle(token.lower) or _adverb(token.lower):
            return None
        return at + 1 if is_word(token.lower) else None

    def _class_before_marks(self, token: Token, at: int) -> bool:
        """ "director cinema "Arman"": the word that leads from one to the other was left out."""
        following = self.token(at + 1)
        kinds = words("en", "institutions") | words("en", "classes")
        return token.lower in kinds and following is not None and following.text in MARKS

    def _another(self, at: int) -> bool:
        """ "of the President of Kazakhstan Prime Minister X": a new office, not a complement."""
        previous = self.doc.tokens[at - 1]
        head = heads().match(self.doc.tokens, at)
        return head is not None and previous.cap and not previous.upper

    def _list_goes_on(self, at: int) -> bool:
        """A comma inside "Minister of Labour, Trade and Industry": capitalised words of prose."""
        following = self.token(at + 1)
        if not self.complement or following is None or not following.cap:
            return False
        if not is_word(following.lower) or name_end(self.doc, at + 1) is not None:
            return False
        if self._head_at(at + 1) is not None:
            return False
        return any(token.lower == "and" for token in self.doc.tokens[at + 1 : at + 8])

    def office(self, begin: int) -> Office:
        """The phrase as an office that begins at ``begin``, its country and body taken out."""
        key = (begin, self.end)
        if key not in self.offices:
            self._read_left(begin)
            self.offices[key] = self._composed(begin)
        return self.offices[key]

    def _read_left(self, begin: int) -> None:
        """Take down whose the office is by what stands before its head."""
        index = begin
        while index < self.begin:
            known = countries.match(self.doc.tokens, index, "en")
            if known is not None:
                self.parts.countries.insert(0, known)
            body = organisations.match(self.doc.tokens, index, "en")
            if body is not None and body[0] <= self.begin:
                end = self.branch_end(body[0])
                if body[0] < end <= self.begin:
                    self.parts.companies.insert(0, (index, end))
                else:
                    self.parts.bodies.insert(0, (index, body[0], body[1]))
            self.note_city(index)
            index = known.end if known is not None else index + 1
        firm = firm_before(self.doc, begin, self.begin)
        if firm is not None:
            self.parts.companies.insert(0, firm)

    def _composed(self, begin: int) -> Office:
        self.parts.begin, self.parts.end = begin, self.end
        if not (self.parts.companies or self.parts.bodies):
            found = institution(self.doc, begin, self.end)
            if found is not None and not self._is_country(*found):
                self.parts.companies.append(found)
        office = owned(self.doc, self.parts, compose(self.doc, self.parts, "en"))
        # A firm in a city is of its country; an international body has houses everywhere.
        unknown = office.country is None and self.home is not None
        abroad = self.rank == "body" and self.home != "KZ" and office.organisation is None
        if unknown and (self.parts.companies or abroad):
            office = replace(office, country=self.home)
        return tidied(office)

    def _is_country(self, begin: int, end: int) -> bool:
        """Whether all of it is a country: the Russian Federation is no body that one heads."""
        known = countries.match(self.doc.tokens, begin, "en")
        return known is not None and known.end >= end


def _participle(lower: str) -> bool:
    """proposing, headed: not a part of an office, unlike planning or united."""
    return lower.endswith(("ing", "ed")) and lower not in words("en", "nouns_like_participles")


def _adverb(lower: str) -> bool:
    """temporarily, jointly: after an office, never in it."""
    return lower.endswith("ly") and lower not in {"family", "assembly", "supply"}


_BRAND = re.compile("[A-Z]{2,}-[A-Z]")
_TIMES = frozenset({"time", "period", "duration", "term"})
