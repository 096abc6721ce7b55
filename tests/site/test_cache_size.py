"""The cache is bounded: it grows with the site, and not with the number of builds."""

import pytest
from tiny_site import TinySite


def test_a_cache_that_only_grew_is_begun_anew(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    cache = site.root / ".newsdigest/cache.sqlite"
    first = cache.stat().st_size
    monkeypatch.setattr("newsdigest.store.cache.LARGE", 0)
    largest = 0
    for number in range(30):
        site.entry("report", body=f"{number} " * 40_000)
        site.build()
        largest = max(largest, cache.stat().st_size)
        assert cache.stat().st_size < 6 * first
    assert largest > 3 * first
    assert site.published() == site.built_clean()
