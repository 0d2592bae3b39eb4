"""What the pages of both generations have in common: heads, teasers, galleries, plain pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from replica.addresses import section_path
from replica.chrome import fragment, language_switch, shell
from replica.languages import LANGS, Lang, language_prefix, words
from replica.model import Release
from replica.site import Site
from replica.texts import fingerprint, teaser_text

PAGE_SIZE = 20
_TEASERS = 6
_SHARED_ON = ("facebook", "x", "telegram", "whatsapp", "vk")
_OG_LOCALES: dict[Lang, str] = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is to be sent; ``changed_at`` None: it has no time of change."""

    parts: tuple[bytes, ...]
    changed_at: datetime | None = None
    status: int = 200


def image_name(release: Release, position: int = 0) -> str:
    """The file name of one of a release's photographs."""
    return f"{fingerprint(release):08x}_{position}.png"


class Views(ABC):
    """Renders pages of a site; the generations derive from it."""

    generation = ""
    #: Where all news of a language are listed.
    listing_path = "news"

    def __init__(self, site: Site, base_url: str) -> None:
        self.site = site
        self.base_url = base_url

    # Every generation has these

    @abstractmethod
    def release(self, release: Release) -> Page:
        """The page of one release."""

    @abstractmethod
    def front(self, lang: Lang) -> Page:
        """The front page of a language."""

    @abstractmethod
    def listing(self, lang: Lang, section: str | None, page: int) -> Page:
        """Page ``page`` (from 1) of the news, or of one section of them."""

    @abstractmethod
    def search(self, lang: Lang, query: str) -> Page:
        """The releases whose title holds ``query``."""

    # Shared

    def text_page(
        self, lang: Lang, heading: str, paragraphs: Iterable[str], status: int = 200
    ) -> Page:
        """A page of plain paragraphs that is no release: about, a decision, an error."""
        body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        main = fragment("plain.html", lang).substitute(heading=escape(heading), body=body)
        return Page(self.whole(lang, heading, main), status=status)

    def not_found(self, lang: Lang, status: int = 404) -> Page:
        """The page for an address at which there is nothing (404) or no longer anything (410)."""
        say = words(lang)
        return self.text_page(lang, say["not_found_title"], [say["not_found_text"]], status)

    def decision(self, lang: Lang, day: str, number: str) -> Page:
        """A government decision; ``day`` is DDMMYYYY."""
        say = words(lang)
        date = f"{day[:2]}.{day[2:4]}.{day[4:]}"
        heading = f"{say['decision_title']} ({date}, № {number})"
        return self.text_page(lang, heading, [f"{date} № {number}", *[say["decision_text"]] * 4])

    def whole(
        self,
        lang: Lang,
        title: str,
        main: str,
        head: str = "",
        paths: dict[Lang, str] | None = None,
    ) -> tuple[bytes, ...]:
        """A page around ``main``, in parts; ``paths`` are its versions in the languages."""
        return shell(self.generation, lang).filled(
            title=f"{escape(title)} - {escape(words(lang)['site_name'])}",
            head=head,
            switch=language_switch(paths or {}),
            main=main,
        )

    def head(self, release: Release, paths: dict[Lang, str]) -> str:
        """OpenGraph and Twitter tags, canonical address, language versions."""
        url = self.base_url + release.path
        title, text = escape(release.title), escape(teaser_text(release))
        image = f"{self.base_url}/assets/media/{image_name(release)}"
        tags = [
            f'<meta name="description" content="{text}">',
            '<meta property="og:type" content="article">',
            f'<meta property="og:title" content="{title}">',
            f'<meta property="og:description" content="{text}">',
            f'<meta property="og:url" content="{escape(url)}">',
            f'<meta property="og:image" content="{escape(image)}">',
            f'<meta property="og:locale" content="{_OG_LOCALES[release.lang]}">',
            f'<meta property="og:site_name" content="{escape(words(release.lang)["site_name"])}">',
            '<meta name="twitter:card" content="summary_large_image">',
            f'<meta name="twitter:title" content="{title}">',
            f'<link rel="canonical" href="{escape(url)}">',
        ]
        tags += [
            f'<link rel="alternate" hreflang="{lang}" href="{escape(self.base_url + path)}">'
            for lang, path in paths.items()
        ]
        return "\n".join(tags)

    def versions(self, release: Release) -> tuple[dict[Lang, str], datetime]:
        """The paths of the language versions of a release, and when the last of them changed."""
        siblings = self.site.siblings(release)
        paths = {lang: other.path for lang, other in siblings.items()}
        return paths, max(other.changed_at for other in [release, *siblings.values()])

    def earlier(self, release: Release) -> tuple[list[Release], datetime]:
        """The releases that "read also" shows, and when the last of them changed."""
        return self.site.before(release, _TEASERS)

    def gallery(self, release: Release, first: int) -> str:
        """The photographs of a release from the ``first`` on."""
        text = release.event.texts[release.lang]
        caption = f"<figcaption>{escape(text.city)}</figcaption>" if text.city else ""
        pictures = "\n".join(
            f'<figure><a href="/assets/media/{image_name(release, number)}">'
            f'<img src="/assets/media/{image_name(release, number)}" alt="" loading="lazy"></a>'
            f"{caption}</figure>"
            for number in range(first, release.event.images)
        )
        if not pictures:
            return ""
        return (
            f'<section class="gallery"><h2 class="gallery__title">'
            f"{escape(words(release.lang)['gallery'])}</h2>\n{pictures}\n</section>"
        )

    def attachments(self, release: Release) -> str:
        """Links to the documents that come with a release."""
        if not release.event.attachments:
            return ""
        links = "\n".join(
            f'<li><a href="/assets/files/{escape(name)}" download>{escape(name)}</a></li>'
            for name in release.event.attachments
        )
        label = escape(words(release.lang)["attachments"])
        return (
            f'<section class="files"><h2 class="files__title">{label}</h2>\n'
            f"<ul>{links}</ul></section>"
        )

    def share(self, release: Release) -> str:
        """The buttons that pass a release on."""
        return " ".join(
            f'<a class="share share_{name}" rel="nofollow" '
            f'href="/go/share/{name}?u={release.path}">{name}</a>'
            for name in _SHARED_ON
        )

    def slice_of(self, lang: Lang, section: str | None, page: int) -> tuple[list[Release], int]:
        """The releases on one page of a listing, and how many pages there are."""
        listed = self.site.shown(lang) if section is None else self.site.listed(lang)
        if section is not None:
            path = section_path(self.generation, section, lang)
            listed = [r for r in listed if section_path(self.generation, r.section, lang) == path]
        pages = max(1, -(-len(listed) // PAGE_SIZE))
        return listed[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], pages

    def found(self, lang: Lang, query: str) -> list[Release]:
        """The newest releases whose title holds ``query``."""
        folded = query.casefold()
        return [r for r in self.site.listed(lang) if folded in r.title.casefold()][:PAGE_SIZE]

    def language_paths(self, rest: str) -> dict[Lang, str]:
        """The same path under each language."""
        return {lang: f"{language_prefix(lang)}{rest}" for lang in LANGS}


def pagination(page: int, pages: int, lang: Lang) -> str:
    """Links to the neighbouring pages and to some by number."""
    say = words(lang)
    near = range(max(1, page - 3), min(pages, page + 3) + 1)
    links = [
        f'<a class="pagination__link" href="?page={n}">{n}</a>'
        if n != page
        else f'<span class="pagination__current">{n}</span>'
        for n in near
    ]
    if page > 1:
        links.insert(
            0, f'<a class="pagination__previous" href="?page={page - 1}">{say["previous"]}</a>'
        )
    if page < pages:
        links.append(
            f'<a class="pagination__next" rel="next" href="?page={page + 1}">{say["next"]}</a>'
        )
    return "\n".join(links)
