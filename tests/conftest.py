"""What tests share: the folder of shared material, where there is one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_site import TinySite, full_site, sample_site, tiny_site

REPOSITORY = Path(__file__).parents[1]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared development data is not beside this checkout")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    """A small site that builds."""
    return tiny_site(tmp_path / "site")


@pytest.fixture
def full(tmp_path: Path) -> TinySite:
    """A site that has something of everything."""
    return full_site(tmp_path / "site")


@pytest.fixture
def sample(tmp_path: Path) -> TinySite:
    """A copy of the repository's own site."""
    return sample_site(tmp_path / "site")


@pytest.fixture(scope="session")
def browser() -> "Iterator[sync_api.Browser]":  # noqa: F821
    """Chromium; one for all tests of a process, for playwright can be begun but once in one."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
