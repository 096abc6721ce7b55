"""The sample site served on loopback, for all tests that look at pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import browsed_folder
from tiny_site import sample_site


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, as it is published."""
    site = sample_site(tmp_path_factory.mktemp("sample") / "site")
    site.build("--no-ingest", date="2026-11-24")
    return site.root / "public"


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The sample site, served on loopback."""
    with browsed_folder(folder) as where:
        yield where
