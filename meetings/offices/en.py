"""The English office grammar: [modifiers] head [of …]* [– head …]* name, and "name, office".

A phrase counts only where a name stands with it, so that a wrong path leads to nothing.
"""

from __future__ import annotations

from dataclasses import replace

from meetings.names.en import name_end, single_end
from meetings.offices.en_appointed import comes_or_goes, read_appointed
from meetings.offices.en_bodies import DASHES, FIRMS, heads, same_sentence
from meetings.offices.en_employers import with_employer
from meetings.offices.en_left import extend_left
from meetings.offices.en_lists import continue_list, is_head, opens_list, read_list
from meetings.offices.en_phrase import Phrase
from meetings.offices.heads import Named, Office, printed, share_country, words
from meetings.text import Doc


def read_named(doc: Doc) -> list[Named]:
    """All names that stand with an office, in the order of the text."""
    return _read(doc)[0]


def unnamed(doc: Doc) -> list[Office]:
    """The offices that the text says without a name, in order."""
    return _read(doc)[1]


def _read(doc: Doc) -> tuple[list[Named], list[Office]]:
    found: list[Named] = []
    alone: list[Office] = []
    pending: Office | None = None
    at = 0
    while at < len(doc.tokens):
        if doc.tokens[at].kind != "word":
            at += 1
            continue
        floor = found[-1].end if found else 0
        plural = opens_list(doc, at)
        listed = read_list(doc, at, extend_left(doc, at, floor)) if plural else []
        if listed:
            found.extend(listed)
            at = max(at + 1, listed[-1].end)
            continue
        head = heads().match(doc.tokens, at)
        if head is None:
            at += 1
            continue
        phrase = Phrase(doc, at, head)
        phrase.read()
        named = _after_head(doc, phrase, floor)
        if named is None and pending is not None:
            both = _in_turn(doc, pending, phrase.office(extend_left(doc, at, floor)))
            if both:
                found.extend(both)
                at = found[-1].end
                continue
        if named is None:
            pending = phrase.office(extend_left(doc, at, floor))
            alone.append(pending)
            at = head[0]
        else:
            found.append(share_country(_with_both(named, pending, doc), pending, doc))
            found.extend(continue_list(doc, named, (phrase.begin, head[0]), phrase.rank))
            at = max(head[0], found[-1].end)
    return [with_employer(doc, named) for named in found], alone


def _in_turn(doc: Doc, first: Office, second: Office) -> list[Named]:
    """ "The Minister of O and the Minister of P, X and Y (respectively)": each has one."""
    gap = [token.lower for token in doc.tokens[first.end : second.begin] if token.lower != "the"]
    comma = second.end
    if gap != ["and"] or not same_sentence(doc, second.begin, comma + 1):
        return []
    middle = name_end(doc, comma + 1) if doc.tokens[comma].text == "," else None
    if middle is None or not same_sentence(doc, comma, middle):
        return []
    end = name_end(doc, middle + 1) if doc.tokens[middle].lower == "and" else None
    if end is None:
        return []
    if first.country is None and first.organisation is None:
        first = replace(first, country=second.country)
    spans = ((comma + 1, middle), (middle + 1, end))
    return [
        Named(*span, printed(doc, *span), office)
        for span, office in zip(spans, (first, second), strict=True)
    ]


# Whom "the Prime Minister, Minister of Finance X" names apart.
_ALONE = frozenset({"president", "prime minister", "head of state", "first president", "elbasy"})
_HELD_WITH_ANOTHER = frozenset(
    {"deputy", "vice", "first", "chairman", "chairwoman", "head", "director", "minister", "member"}
)


def _with_both(named: Named, before: Office | None, doc: Doc) -> Named:
    """ "Deputy Prime Minister, Minister of Energy X": two offices of one person."""
    office = named.office
    if before is None or office is None or before.organisation or office.organisation:
        return named
    gap = [token.lower for token in doc.tokens[before.end : office.begin]]
    held = set(before.text.lower().replace("-", " ").split())
    if gap != [","] or before.text.lower() in _ALONE or not held & _HELD_WITH_ANOTHER:
        return named
    both = replace(office, begin=before.begin, text=f"{before.text}, {office.text}")
    return replace(named, office=both)


def _after_head(doc: Doc, phrase: Phrase, floor: int) -> Named | None:
    at = phrase.begin
    begin = extend_left(doc, at, floor)
    start = _skip_honorific(doc, phrase.end)
    comma = start < len(doc.tokens) and doc.tokens[start].text == ","
    if start < len(doc.tokens) and doc.tokens[start].text in DASHES:
        start += 1  # "the Minister of Roads – X"
    if comma or (phrase.complement and start < len(doc.tokens) and doc.tokens[start].lower == "of"):
        start = _skip_honorific(doc, start + 1)
    end = name_end(doc, start) if same_sentence(doc, at, start) else None
    alone = phrase.plain and phrase.rank != "job"
    if end is None and not comma and alone and same_sentence(doc, at, start):
        end = single_end(doc, start)
    if end is not None and comma and (not _closed(doc, end) or comes_or_goes(doc, end)):
        end = None
    if end is not None and comma and phrase.follows_name:
        # "X, Minister of O, Y, Minister of P": the office is of whom it follows.
        before = _before_head(doc, begin, phrase, phrase.office(begin), floor)
        if before is not None:
            return before
    if end is None:
        if not phrase.complement and is_head(doc, phrase.end):
            return None
        office = phrase.office(begin)
        return (
            _before_head(doc, begin, phrase, office, floor)
            or read_appointed(doc, begin, office, floor)
            or _taken_for_a_firm(doc, begin, phrase)
        )
    return Named(start, end, printed(doc, start, end), phrase.office(begin))


def _taken_for_a_firm(doc: Doc, begin: int, phrase: Phrase) -> Named | None:
    """ "the director of the company X": no name follows, so X is no firm but the person."""
    start, stop = phrase.parts.companies[-1] if phrase.parts.companies else (0, 0)
    end = name_end(doc, start) if stop == phrase.end else None
    if end is None or end < stop or doc.tokens[start - 1].lower not in FIRMS:
        return None
    return Named(start, end, printed(doc, start, end), phrase.until(start).office(begin))


def _closed(doc: Doc, end: int) -> bool:
    """A name between commas belongs to the office before it; otherwise it may begin a list."""
    return end < len(doc.tokens) and (
        doc.tokens[end].text in {",", ".", ";", ")"}
        or doc.tokens[end].lower in words("en", "verbs")
        or (doc.tokens[end].lower == "and" and is_head(doc, end + 1))
    )


def _before_head(doc: Doc, begin: int, phrase: Phrase, office: Office, floor: int) -> Named | None:
    """ "Karim Tankebayev, the head of the technical department", "X (Minister of Y)", "X – …"."""
    at = begin - 1
    while at >= 0 and doc.tokens[at].lower in words("en", "passing") | _DETERMINERS:
        at -= 1
    if at < 1 or not same_sentence(doc, at, begin) or not _ends_well(doc, phrase.end):
        return None
    apart = doc.tokens[at].text in {",", "("} or doc.tokens[at].text in DASHES
    if not apart and not (phrase.complement and doc.tokens[at].cap):
        return None
    end = at if apart else at + 1
    for start in range(max(floor, end - 5), end - 1):
        if name_end(doc, start) == end and not _continues_phrase(doc, start):
            return Named(start, end, printed(doc, start, end), office)
    return None


_DETERMINERS = frozenset({"the", "a", "an", "its", "their"})


def _ends_well(doc: Doc, end: int) -> bool:
    """Whether what follows an office shows that no name belongs to its right."""
    if end >= len(doc.tokens):
        return True
    token = doc.tokens[end]
    if token.text in {",", ".", ";", ")", "(", "—", "–", "-", '"', "”"}:
        return True
    return token.lower in words("en", "verbs") | {"during", "at", "the", "and"}


def _continues_phrase(doc: Doc, start: int) -> bool:
    if start < 2 or doc.tokens[start - 1].lower not in {"of", "for"}:
        return False
    return doc.tokens[start - 2].lower not in {"participation", "presence", "chairmanship"}


def _skip_honorific(doc: Doc, at: int) -> int:
    honorific = words("en", "honorific")
    index = at
    while index < len(doc.tokens) and index - at < 5:
        token = doc.tokens[index]
        lower = token.lower.rstrip(".")
        if [one.text for one in doc.tokens[index : index + 2]] == ["H.", "E."]:
            index += 2
        elif lower in honorific or (token.text == "." and index > at):
            index += 1
        else:
            break
    return index
