from __future__ import annotations

import gzip
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from replica.compression import Shared, gzip_pieces
from replica.representations import RepresentationCache, accepts_gzip
from replica.routes import Content

PARTS = st.lists(st.binary(max_size=500) | st.binary(max_size=500).map(Shared), max_size=6)


@given(PARTS)
def test_pages_compressed_in_parts_are_one_valid_gzip_file(parts: list[bytes]) -> None:
    zipped = b"".join(gzip_pieces(parts))
    assert gzip.decompress(zipped) == b"".join(parts)
    assert zipped == b"".join(gzip_pieces(parts))


@given(PARTS, PARTS)
def test_pages_have_one_tag_only_where_their_bytes_are_the_same(
    first: list[bytes], second: list[bytes]
) -> None:
    cache = RepresentationCache()
    tags = [
        cache.get(key, 0, partial(Content, tuple(parts))).etag
        for key, parts in (("first", first), ("second", second))
    ]
    assert (tags[0] == tags[1]) == (b"".join(first) == b"".join(second))


def test_a_representation_is_made_once_until_what_it_depends_on_changes() -> None:
    cache, made = RepresentationCache(), list[str]()

    def make() -> Content:
        made.append("x")
        return Content((b"page",))

    assert cache.get("/", 1, make) is cache.get("/", 1, make)
    assert len(made) == 1
    cache.get("/", 2, make)
    assert len(made) == 2


def test_the_cache_forgets_what_was_used_longest_ago_when_it_is_full() -> None:
    cache, made = RepresentationCache(most_bytes=250), list[str]()

    def ask(key: str) -> None:
        def make() -> Content:
            made.append(key)
            return Content((key.encode() * 100, Shared(b"x" * 10_000)))

        cache.get(key, 0, make)

    for key in "abacab":
        ask(key)
    assert "".join(made) == "abcb"


def test_gzip_is_accepted_by_name_or_star_unless_weighed_zero() -> None:
    for header in ("gzip", "br, GZIP;q=0.5", "*", "deflate, gzip; q=1"):
        assert accepts_gzip(header), header
    for header in ("", "br", "gzip;q=0", "identity", "gzip; q=0.0, br"):
        assert not accepts_gzip(header), header
