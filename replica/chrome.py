"""What surrounds the content of a page: the weight of a real site, made up but always the same.

Style sheets, an icon sprite, scripts, menus and a footer; about 60 KB that a reader has to get
past. Nothing here holds a release.
"""

from __future__ import annotations

import json
import random
from functools import cache
from html import escape
from importlib import resources
from string import Template
from typing import Any

from replica.compression import Shared
from replica.languages import LANGS, URL_CODES, Lang, language_prefix, words

#: What generation A said in ``<html lang>``: no language code at all.
_HTML_LANGS_OF_A: dict[Lang, str] = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}
_ICONS = 48
_STYLE_BLOCKS = 300
_TRANSLATIONS = 140


@cache
def template(name: str) -> Template:
    """A template file of this package."""
    return Template((resources.files("replica") / "templates" / name).read_text("utf-8"))


class Shell:
    """A page of one generation and language with all its chrome and gaps for what is its own."""

    GAPS = ("title", "head", "switch", "main")

    def __init__(self, text: str) -> None:
        pieces = text.split("\0")
        self._shared = [Shared(piece.encode()) for piece in pieces[::2]]
        self._gaps = pieces[1::2]

    def filled(self, **contents: str) -> tuple[bytes, ...]:
        """The page in parts, with ``contents`` in the gaps of those names."""
        own = [contents[gap].encode() for gap in self._gaps]
        pairs = zip(self._shared, own, strict=False)
        return (*(part for pair in pairs for part in pair), self._shared[-1])


@cache
def shell(generation: str, lang: Lang) -> Shell:
    """The shell of the pages of one generation and language."""
    text = template(f"{generation.lower()}_page.html").substitute(
        lang=lang,
        html_lang=_HTML_LANGS_OF_A[lang],
        prefix=language_prefix(lang),
        style=_style(generation),
        sprite=_sprite(generation),
        script=_script(generation, lang),
        nav=_nav(lang),
        footer_nav=_footer_nav(lang),
        **{f"say_{key}": escape(text) for key, text in words(lang).labels.items()},
        **{gap: f"\0{gap}\0" for gap in Shell.GAPS},
    )
    return Shell(text)


@cache
def fragment(name: str, lang: Lang) -> Template:
    """A part of a page with the words of one language filled in."""
    fixed = template(name).safe_substitute(
        lang=lang,
        prefix=language_prefix(lang),
        **{f"say_{key}": _escaped(escape(text)) for key, text in words(lang).labels.items()},
    )
    return Template(fixed)


def language_switch(paths: dict[Lang, str]) -> str:
    """Links to the same page in other languages, or to their front pages."""
    targets = {lang: escape(paths.get(lang, f"{language_prefix(lang)}/")) for lang in LANGS}
    return "".join(
        f'<a class="lang__link" hreflang="{lang}" href="{target}">{URL_CODES[lang].upper()}</a>'
        for lang, target in targets.items()
    )


def _escaped(text: str) -> str:
    return text.replace("$", "$$")


def _nav(lang: Lang) -> str:
    groups = []
    for group in words(lang).nav:
        links = "".join(
            f'<li class="menu__item"><a class="menu__link" href="{language_prefix(lang)}/{path}">'
            f'<svg class="icon" aria-hidden="true"><use href="#icon-{number}"></use></svg>'
            f"{escape(text)}</a></li>"
            for number, (path, text) in enumerate(group.links)
        )
        groups.append(
            f'<li class="menu__group"><button class="menu__toggle" type="button" '
            f'aria-expanded="false">{escape(group.title)}</button>'
            f'<ul class="menu__list">{links}</ul></li>'
        )
    return "\n".join(groups)


def _footer_nav(lang: Lang) -> str:
    return "\n".join(
        f'<a class="footer__link" href="{language_prefix(lang)}/{path}">{escape(text)}</a>'
        for group in words(lang).nav
        for path, text in group.links
    )


@cache
def _style(generation: str) -> str:
    rng = random.Random(f"style {generation}")
    names = (
        "card",
        "grid",
        "slider",
        "tabs",
        "modal",
        "banner",
        "map",
        "form",
        "chart",
        "timeline",
    )
    parts = ("head", "body", "item", "icon", "title", "text", "link", "footer", "label", "image")
    rules = []
    for number in range(_STYLE_BLOCKS):
        name = f".{rng.choice(names)}__{rng.choice(parts)}--v{number}"
        rules.append(
            f"{name}{{display:{rng.choice(('flex', 'grid', 'block'))};"
            f"margin:{rng.randint(0, 48)}px {rng.randint(0, 48)}px;"
            f"color:#{rng.randrange(16**6):06x};"
            f"font:{rng.randint(11, 32)}px/1.4 'Montserrat',sans-serif}}"
        )
    return "\n".join(rules)


@cache
def _sprite(generation: str) -> str:
    rng = random.Random(f"sprite {generation}")
    symbols = []
    for number in range(_ICONS):
        points = " ".join(
            f"{rng.choice('LC')}" + ",".join(f"{rng.uniform(0, 24):.2f}" for _ in range(6))
            for _ in range(6)
        )
        symbols.append(
            f'<symbol id="icon-{number}" viewBox="0 0 24 24"><path d="M12,2 {points}Z"/></symbol>'
        )
    return "\n".join(symbols)


@cache
def _script(generation: str, lang: Lang) -> str:
    rng = random.Random(f"script {generation} {lang}")
    options: dict[str, Any] = {
        f"option_{number}": {
            "id": rng.randrange(10**8),
            "hash": f"{rng.randrange(16**16):016x}",
            "lang": lang,
            "ratio": round(rng.random(), 4),
        }
        for number in range(_TRANSLATIONS)
    }
    # A press site keeps dates in its scripts too: these are of no release.
    options["calendar"] = {"from": "2012-01-12T00:00:00+06:00", "to": "2030-12-31T23:59:59+05:00"}
    return f"window.__SETTINGS__={json.dumps(options, indent=1, sort_keys=True)};"
