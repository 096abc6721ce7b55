"""Chromium, and the sample site served on loopback, for all tests that look at pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import browsed_folder
from tiny_site import sample_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


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


@pytest.fixture(scope="session")
def browser() -> "Iterator[sync_api.Browser]":  # noqa: F821
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
