"""The pages of generation A: the site of 2016 to 2020."""

from __future__ import annotations

import hashlib
from html import escape

from replica import dates
from replica.addresses import section_path
from replica.chrome import fragment
from replica.generation_c import section_name
from replica.languages import Lang, language_prefix, words
from replica.model import Release
from replica.texts import body_html, fingerprint, teaser_text
from replica.views import Page, Views

_ON_THE_FRONT_PAGE = 10


class GenerationA(Views):
    """Renders the pages of 2016 to 2020."""

    generation = "A"

    def release(self, release: Release) -> Page:
        """Title, date and text in one block, the first paragraph of which is an app's banner."""
        lang = release.lang
        paths, versions_changed = self.versions(release)
        earlier, earlier_changed = self.earlier(release)
        main = fragment("a_release.html", lang).substitute(
            section_path=section_path("A", release.section, lang),
            section_name=escape(section_name(release.section, lang)),
            heading=escape(release.title),
            date=dates.article_of_a(release.published_at, lang, fingerprint(release)),
            body=f"{body_html(release)}\n{_images(release)}",
            attachments=self.attachments(release),
            share=self.share(release),
            teasers="\n".join(self._item(other) for other in earlier),
        )
        parts = self.whole(lang, release.title, main, self.head(release, paths), paths)
        return Page(parts, max(versions_changed, earlier_changed))

    def head(self, release: Release, paths: dict[Lang, str]) -> str:
        """OpenGraph as this generation wrote it: ``property`` where HTML says ``name``."""
        title, text = escape(release.title), escape(teaser_text(release))
        image = f"{self.base_url}{image_path(release)}"
        return "\n".join(
            [
                f'<meta property="description" content="{text}">',
                f'<meta property="og:title" content="{title}">',
                f'<meta property="og:description" content="{text}">',
                f'<meta property="og:url" content="{escape(self.base_url + release.path)}">',
                f'<meta property="og:image" content="{escape(image)}">',
                f'<meta property="twitter:title" content="{title}">',
            ]
        )

    def front(self, lang: Lang) -> Page:
        """The newest releases as ``a.item``."""
        releases = self.site.shown(lang)[:_ON_THE_FRONT_PAGE]
        return self._list(lang, words(lang)["home"], releases, "/")

    def listing(self, lang: Lang, section: str | None, page: int) -> Page:
        """``a.item`` for each release of the page; no link leads to the next one."""
        releases, pages = self.slice_of(lang, section, page)
        if page > pages:
            return self.not_found(lang)
        path = section_path("A", section, lang) if section else f"{language_prefix(lang)}/news"
        return self._list(
            lang, words(lang)["news"], releases, path.removeprefix(language_prefix(lang))
        )

    def search(self, lang: Lang, query: str) -> Page:
        """Search results look like a listing."""
        return self._list(lang, words(lang)["search_results"], self.found(lang, query), "/")

    def _list(self, lang: Lang, heading: str, releases: list[Release], path: str) -> Page:
        main = fragment("a_listing.html", lang).substitute(
            heading=escape(heading),
            path=language_prefix(lang) + path,
            items="\n".join(self._item(release) for release in releases)
            or f"<p>{escape(words(lang)['nothing_found'])}</p>",
        )
        parts = self.whole(lang, heading, main, paths=self.language_paths(path))
        return Page(parts, self.site.last_change(lang))

    def _item(self, release: Release) -> str:
        return fragment("a_item.html", release.lang).substitute(
            path=escape(release.path),
            image=image_path(release),
            heading=escape(release.title),
            date=dates.article_of_a(release.published_at, release.lang, fingerprint(release)),
        )


def image_path(release: Release, position: int = 0) -> str:
    """Where a photograph of a release stands."""
    name = hashlib.md5(f"{release.path}{position}".encode(), usedforsecurity=False).hexdigest()
    return f"/storage/{name[:2]}/{name}_crop_800x450.jpg"


def _images(release: Release) -> str:
    return "\n".join(
        f'<img src="{image_path(release, position)}" alt="">'
        for position in range(release.event.images)
    )
