"""Links and pictures as they stand on a page become addresses."""

from __future__ import annotations

import pytest

from crawler.pages.rendering import absolute_url

PAGE = "https://site.example:8443/en/news/harbour-1?print=1"
SITE = "https://site.example:8443"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/files/plan-2026_v1.pdf", f"{SITE}/files/plan-2026_v1.pdf"),
        ("/files/../plan.pdf", f"{SITE}/plan.pdf"),
        ("/files/./plan.pdf", f"{SITE}/files/plan.pdf"),
        ("/files/", f"{SITE}/files/"),
        ("/files/plan.pdf#page=2", f"{SITE}/files/plan.pdf"),
        ("plan.pdf", f"{SITE}/en/news/plan.pdf"),
        ("//other.example/plan.pdf", "https://other.example/plan.pdf"),
        ("http://other.example/a", "http://other.example/a"),
        ("#top", None),
        ("mailto:press@site.example", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_on_a_page_is_made_absolute(href: str | None, address: str | None) -> None:
    assert absolute_url(href, PAGE) == address
