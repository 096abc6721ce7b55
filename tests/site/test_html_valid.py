"""Every page of the sample site is valid HTML, by the Nu checker."""

import shutil
from pathlib import Path

import pytest
from nu import html_errors
from tiny_site import TinySite

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """The repository's own site, in a folder where it can be built without touching the checkout."""
    root = tmp_path_factory.mktemp("sample") / "site"
    for name in ("content", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "config.yaml", root)
    return TinySite(root)


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    head = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>T</title></head>"
    (tmp_path / "good.html").write_text(f"{head}<body><p>Fine</p></body></html>", "utf-8")
    (tmp_path / "ünsound.html").write_text(f"{head}\n<body><img src=x></body></html>", "utf-8")
    (only,) = html_errors(tmp_path)
    assert "“img” element must have an “alt”" in only


def test_every_page_of_the_sample_site_is_valid(sample: TinySite) -> None:
    sample.build("--drafts", date="2026-11-24")
    pages = list((sample.root / "public").rglob("*.html"))
    assert len(pages) > 100
    assert html_errors(sample.root / "public") == []
