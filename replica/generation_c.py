"""The pages of generation C: the site as it is believed to be now."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from replica import dates
from replica.addresses import section_path
from replica.chrome import fragment
from replica.languages import Lang, language_prefix, words
from replica.model import Release
from replica.texts import body_html, fingerprint, teaser_text
from replica.views import Page, Views, image_name, pagination

_ON_THE_FRONT_PAGE = 12


class GenerationC(Views):
    """Renders the pages of 2024 and later."""

    generation = "C"

    def release(self, release: Release) -> Page:
        """``article.article``: title, date, body; then the advert, a gallery, other releases."""
        lang = release.lang
        paths, versions_changed = self.versions(release)
        earlier, earlier_changed = self.earlier(release)
        main = fragment("c_release.html", lang).substitute(
            section_path=section_path("C", release.section, lang),
            section_name=escape(section_name(release.section, lang)),
            heading=escape(release.title),
            date=escape(self.date_line(release)),
            views=fingerprint(release) % 5000,
            cover=_cover(release),
            body=body_html(release),
            attachments=self.attachments(release),
            share=self.share(release),
            gallery=self.gallery(release, first=1),
            teasers="\n".join(self._teaser(other) for other in earlier),
        )
        parts = self.whole(lang, release.title, main, self.head(release, paths), paths)
        return Page(parts, max(versions_changed, earlier_changed, self._date_line_changed(release)))

    def date_line(self, release: Release) -> str:
        """The date line in one of the forms of its language."""
        clock = self.site.clock
        # A reader can only resolve "today" against real time.
        today = clock.now() if clock.is_real else None
        return dates.article_of_c(release.published_at, release.lang, fingerprint(release), today)

    def _date_line_changed(self, release: Release) -> datetime:
        """When "today" became a date: at the midnight that followed; else the publication."""
        at, clock = release.published_at, self.site.clock
        midnight = at.replace(hour=0, minute=0) + timedelta(days=1)
        said_today = dates.says_today(release.lang, fingerprint(release)) and clock.is_real
        return midnight if said_today and midnight <= clock.now() else at

    def front(self, lang: Lang) -> Page:
        """The newest releases as ``a > .main__article``."""
        item = fragment("c_front_item.html", lang)
        items = "\n".join(
            item.substitute(_item_values(release))
            for release in self.site.shown(lang)[:_ON_THE_FRONT_PAGE]
        )
        main = fragment("c_front.html", lang).substitute(items=items)
        parts = self.whole(lang, words(lang)["home"], main, paths=self.language_paths("/"))
        return Page(parts, self.site.last_change(lang))

    def listing(self, lang: Lang, section: str | None, page: int) -> Page:
        """``a.news__item`` for each release of the page; an empty list beyond the last page."""
        releases, pages = self.slice_of(lang, section, page)
        heading = words(lang)["news"] if section is None else section_name(section, lang)
        path = section_path("C", section or "news", lang).removeprefix(language_prefix(lang))
        return self._list(lang, heading, releases, pagination(page, pages, lang), path)

    def search(self, lang: Lang, query: str) -> Page:
        """Search results look like a listing."""
        return self._list(lang, words(lang)["search_results"], self.found(lang, query), "", "/")

    def _list(
        self, lang: Lang, heading: str, releases: list[Release], pages: str, path: str
    ) -> Page:
        item = fragment("c_listing_item.html", lang)
        items = "\n".join(item.substitute(_item_values(release)) for release in releases)
        sections = " ".join(
            f'<a class="news__section" href="{section_path("C", name, lang)}">{escape(text)}</a>'
            for name, text in words(lang).sections.items()
            if self.slice_of(lang, name, 1)[0]
        )
        main = fragment("c_listing.html", lang).substitute(
            heading=escape(heading),
            sections=sections,
            items=items or f"<p>{escape(words(lang)['nothing_found'])}</p>",
            pages=pages,
        )
        parts = self.whole(lang, heading, main, paths=self.language_paths(path))
        return Page(parts, self.site.last_change(lang))

    def _teaser(self, other: Release) -> str:
        return fragment("c_teaser.html", other.lang).substitute(
            path=escape(other.path),
            image=image_name(other),
            date=dates.in_words(other.published_at, other.lang),
            heading=escape(other.title),
        )


def section_name(section: str, lang: Lang) -> str:
    """What a section is called; an unknown one by its own name."""
    say = words(lang)
    last = section.rpartition("/")[2]
    return say["news"] if last in ("", "news") else say.sections.get(last, last)


def _item_values(release: Release) -> dict[str, str]:
    return {
        "path": escape(release.path),
        "image": image_name(release),
        "heading": escape(release.title),
        "text": escape(teaser_text(release)),
        "date": dates.numeric(release.published_at),
    }


def _cover(release: Release) -> str:
    if not release.event.images:
        return ""
    return (
        f'<figure class="article__cover"><img src="/assets/media/{image_name(release)}" '
        f'alt="{escape(release.title)}" width="1280" height="720"></figure>'
    )
