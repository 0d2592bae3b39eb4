"""The pages of akorda.kz, the site of the President: another site, for the trial of several."""

from __future__ import annotations

from html import escape

from replica import dates
from replica.addresses import section_path
from replica.chrome import fragment
from replica.languages import Lang, words
from replica.model import Release
from replica.texts import body_html, fingerprint, teaser_text
from replica.views import Page, Views, image_name, pagination

_ON_THE_FRONT_PAGE = 6


class GenerationAkorda(Views):
    """Renders ``div.card`` in listings, and ``article`` with ``h2.mt-5`` and ``h5``."""

    generation = "akorda"
    listing_path = "events"

    def release(self, release: Release) -> Page:
        """Title and date as headings within ``article``, the text below, cards of others around."""
        lang = release.lang
        paths, versions_changed = self.versions(release)
        earlier, earlier_changed = self.earlier(release)
        main = fragment("akorda_release.html", lang).substitute(
            listing_path=section_path("akorda", release.section, lang),
            heading=escape(release.title),
            date=escape(dates.article_of_c(release.published_at, lang, fingerprint(release), None)),
            images=self._images(release),
            body=body_html(release),
            attachments=self.attachments(release),
            share=self.share(release),
            cards="\n".join(self._card(other) for other in earlier),
        )
        parts = self.whole(lang, release.title, main, self.head(release, paths), paths)
        return Page(parts, max(versions_changed, earlier_changed))

    def front(self, lang: Lang) -> Page:
        """The newest releases as cards."""
        releases = self.site.shown(lang)[:_ON_THE_FRONT_PAGE]
        return self._list(lang, words(lang)["home"], releases, "", "/")

    def listing(self, lang: Lang, section: str | None, page: int) -> Page:
        """A card for each release of the page; an empty list beyond the last page."""
        releases, pages = self.slice_of(lang, None, page)
        links = pagination(page, pages, lang)
        return self._list(lang, words(lang)["news"], releases, links, f"/{self.listing_path}")

    def search(self, lang: Lang, query: str) -> Page:
        """Search results look like a listing."""
        return self._list(lang, words(lang)["search_results"], self.found(lang, query), "", "/")

    def _list(
        self, lang: Lang, heading: str, releases: list[Release], pages: str, path: str
    ) -> Page:
        main = fragment("akorda_listing.html", lang).substitute(
            heading=escape(heading),
            cards="\n".join(self._card(release) for release in releases)
            or f"<p>{escape(words(lang)['nothing_found'])}</p>",
            pages=pages,
        )
        parts = self.whole(lang, heading, main, paths=self.language_paths(path))
        return Page(parts, self.site.last_change(lang))

    def _card(self, release: Release) -> str:
        return fragment("akorda_card.html", release.lang).substitute(
            path=escape(release.path),
            image=image_name(release),
            heading=escape(release.title),
            text=escape(teaser_text(release)),
            date=dates.in_words(release.published_at, release.lang),
        )

    def _images(self, release: Release) -> str:
        return "\n".join(
            f'<img class="img-fluid" src="/assets/media/{image_name(release, position)}" alt="">'
            for position in range(release.event.images)
        )
