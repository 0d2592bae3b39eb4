"""The pages of generation B: the site of 2020 to 2022."""

from __future__ import annotations

import base64
import random
from datetime import date
from functools import cache
from html import escape

from replica import dates
from replica.addresses import section_path
from replica.chrome import fragment
from replica.languages import Lang, language_prefix, words
from replica.model import Release
from replica.texts import body_html, fingerprint
from replica.views import Page, Views, image_name, pagination

_ON_THE_FRONT_PAGE = 12
_FIRST_YEAR = 2012
_DATA_IMAGE_BYTES = 163_000  # 218 KB as base64


class GenerationB(Views):
    """Renders the pages of 2020 to 2022."""

    generation = "B"

    def release(self, release: Release) -> Page:
        """Title and date in the first ``div.articles__container``, the body in the second."""
        lang = release.lang
        paths, versions_changed = self.versions(release)
        earlier, earlier_changed = self.earlier(release)
        main = fragment("b_release.html", lang).substitute(
            heading=escape(release.title),
            date=dates.article_of_b(release.published_at, lang),
            body=f"{_images(release)}{body_html(release)}",
            attachments=self.attachments(release),
            share=self.share(release),
            gallery=self.gallery(release, first=2),
            teasers="\n".join(self._item(other) for other in earlier),
        )
        parts = self.whole(lang, release.title, main, self.head(release, paths), paths)
        return Page(parts, max(versions_changed, earlier_changed))

    def front(self, lang: Lang) -> Page:
        """The newest releases as ``a.article``."""
        releases = self.site.shown(lang)[:_ON_THE_FRONT_PAGE]
        return self._list(lang, words(lang)["home"], releases, "", "/")

    def listing(self, lang: Lang, section: str | None, page: int) -> Page:
        """``a.article`` for each release of the page."""
        releases, pages = self.slice_of(lang, section, page)
        path = section_path("B", section or "news", lang).removeprefix(language_prefix(lang))
        return self._list(lang, words(lang)["news"], releases, pagination(page, pages, lang), path)

    def search(self, lang: Lang, query: str) -> Page:
        """Search results look like a listing."""
        return self._list(lang, words(lang)["search_results"], self.found(lang, query), "", "/")

    def archive(self, lang: Lang, day: date | None) -> Page:
        """The form of the day archive and, where a day was asked for, its releases."""
        releases = [r for r in self.site.listed(lang) if r.published_at.date() == day]
        item = fragment("b_archive_item.html", lang)
        items = "\n".join(
            item.substitute(
                path=escape(release.path),
                image=image_name(release),
                heading=escape(release.title),
                date=dates.listing_of_b(release.published_at, lang),
            )
            for release in releases
        )
        nothing = f"<p>{escape(words(lang)['nothing_found'])}</p>" if day else ""
        main = fragment("b_archive.html", lang).substitute(
            days=_options({n: f"{n:02d}" for n in range(1, 32)}, day.day if day else None),
            months=_options(
                {n: name.capitalize() for n, name in enumerate(words(lang).months, start=1)},
                day.month if day else None,
            ),
            years=_options(
                {n: str(n) for n in range(_FIRST_YEAR, self.site.clock.now().year + 1)},
                day.year if day else None,
            ),
            items=items or nothing,
        )
        paths = self.language_paths("/archive")
        parts = self.whole(lang, words(lang)["archive"], main, paths=paths)
        return Page(parts, self.site.last_change(lang))

    def _list(
        self, lang: Lang, heading: str, releases: list[Release], pages: str, path: str
    ) -> Page:
        main = fragment("b_listing.html", lang).substitute(
            heading=escape(heading),
            items="\n".join(self._item(release) for release in releases)
            or f"<p>{escape(words(lang)['nothing_found'])}</p>",
            pages=pages,
        )
        parts = self.whole(lang, heading, main, paths=self.language_paths(path))
        return Page(parts, self.site.last_change(lang))

    def _item(self, release: Release) -> str:
        date_text = dates.listing_of_b(release.published_at, release.lang)
        return fragment("b_item.html", release.lang).substitute(
            path=escape(release.path),
            image=image_name(release),
            heading=escape(release.title),
            date=f"\r\n        {date_text}\r\n    ",
        )


def _options(texts: dict[int, str], chosen: int | None) -> str:
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in texts.items()
    )


def _images(release: Release) -> str:
    """Pictures stand inside the body; the very first release has one in the page itself."""
    sources = [f"/assets/media/{image_name(release, n)}" for n in range(release.event.images)[:2]]
    if sources and fingerprint(release) % 5 == 0:
        sources[-1] = f"https://lh{fingerprint(release) % 4 + 3}.googleusercontent.com/{'A' * 40}"
    if release.order == 0:
        sources.append(_data_image())
    return "".join(f'<p><img src="{source}" alt=""></p>\n' for source in sources)


@cache
def _data_image() -> str:
    noise = random.Random("data image").randbytes(_DATA_IMAGE_BYTES)
    return f"data:image/jpeg;base64,{base64.b64encode(noise).decode()}"
