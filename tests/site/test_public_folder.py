"""What stands in public/ beside the site, and who else builds there meanwhile."""

import shutil
from pathlib import Path

import pytest
from tiny_site import DATE, TinySite


def test_files_of_others_survive(site: TinySite) -> None:
    site.build()
    others = {
        "CNAME": b"tiny.example.com",
        "tags/notes.txt": b"mine",
        "2026/own/page.html": b"<p>",
        ".well": b"x",
    }
    for path, data in others.items():
        site.write(f"public/{path}", data)
    site.entry("one-more")
    for options in ((), ("--clean",), ("--drafts",)):
        site.build(*options)
    for file in (site.root / "content/entries").rglob("*.md"):
        file.unlink()
    site.build()
    assert {path: (site.root / "public" / path).read_bytes() for path in others} == others
    for name in (".newsdigest", "content"):
        (site.root / name).rename(site.root / f"{name}-away")
    site.build()
    assert {path: (site.root / "public" / path).read_bytes() for path in others} == others


def test_a_file_of_others_in_the_way(site: TinySite) -> None:
    site.write("public/index.html", "an old site")
    site.write("public/about", "a file where a folder must come")
    result = site.run("--date", DATE)
    assert result.status == 1
    for path in ("index.html", "about"):
        assert (
            f"{path}: error[foreign-file] a file that no build made stands where the site's must\n"
            "  hint: move it elsewhere, or delete it\n"
        ) in result.err
    assert site.public("index.html") == "an old site"
    assert sorted(site.published()) == ["about", "index.html"]


def test_a_folder_in_the_way(site: TinySite) -> None:
    site.build()
    before = site.published()
    site.entry("second")
    folder = site.root / "public/2026/03/04/second/index.html"
    folder.mkdir(parents=True)
    for name in ("", "mine.txt"):
        if name:
            (folder / name).write_text("mine", "utf-8")
        result = site.run("--date", DATE)
        assert (result.status, "2026/03/04/second/index.html: error[foreign-file]" in result.err) == (1, True)
        assert {path: mark for path, mark in site.published().items() if "mine.txt" not in path} == before


def test_a_link_is_never_followed_out_of_public(site: TinySite, tmp_path: Path) -> None:
    site.build()
    outside = tmp_path / "outside"
    (site.root / "public/tags").rename(outside)
    (site.root / "public/tags").symlink_to(outside, target_is_directory=True)
    kept = {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()}
    site.entry("one-more", tags="[fresh]")
    result = site.run("--date", DATE)
    assert result.status == 1
    assert "tags: error[foreign-file]" in result.err

    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "outputs: [home, entries]\n")
    site.build()
    assert {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()} == kept


def test_a_page_that_is_a_link_is_not_written_through(site: TinySite, tmp_path: Path) -> None:
    site.build()
    elsewhere = tmp_path / "precious.html"
    elsewhere.write_text("precious", "utf-8")
    page = site.root / "public/about/index.html"
    page.unlink()
    page.symlink_to(elsewhere)
    site.run("--date", DATE)
    site.run("--date", DATE, "--clean")
    assert elsewhere.read_text("utf-8") == "precious"


def test_outputs_deleted_by_hand_come_back(full: TinySite) -> None:
    full.build()
    before = full.published()
    for path in ("index.html", "static/style.css", "media/crane.png", "sitemap.xml", ".newsdigest-manifest"):
        (full.root / "public" / path).unlink()
        full.build()
        assert full.published() == before, path


def test_an_output_changed_by_hand_is_put_right(site: TinySite) -> None:
    site.build()
    before = site.published()
    site.write("public/index.html", "defaced")
    site.build()
    assert site.published() == before


def test_a_whole_folder_deleted_by_hand_comes_back(full: TinySite) -> None:
    full.build()
    before = full.published()
    shutil.rmtree(full.root / "public")
    full.build()
    assert full.published() == before


def test_what_is_gone_from_content_leaves_no_folder(full: TinySite) -> None:
    full.build()
    (full.root / "content/entries/2025/12/sails-in-2025.md").unlink()
    full.build()
    assert not (full.root / "public/2025").exists()
    assert not (full.root / "public/publishers/ærø-times").exists()
    assert full.published() == full.built_clean()


def test_a_page_becomes_a_folder_and_a_folder_a_page(site: TinySite) -> None:
    """`/x.html` as a redirect's file, then as the folder of another address, and back."""
    file = site.root / "content/entries/2026/03/cranes-return.md"
    for alias in ("/x.html", "/x.html/y/", "/x.html"):
        site.entry("cranes-return", more=f"aliases: [{alias}]\n")
        site.build()
        assert site.published() == site.built_clean(), file.read_text("utf-8")


def test_two_outputs_folders_do_not_disturb_each_other(site: TinySite, tmp_path: Path) -> None:
    site.build()
    site.build("--output", str(tmp_path / "other"), "--base-url", "https://example.org/repo/")
    before = site.stats()
    site.build()
    assert site.stats() == before
    assert site.published() == site.built_clean()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_two_builds_at_once(full: TinySite, jobs: str) -> None:
    for number in range(40):
        full.entry(f"more-{number}", date=f"2026-04-{1 + number % 28:02}")
    processes = [full.start("--jobs", jobs) for _ in range(2)]
    errors = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], errors
    assert full.published() == full.built_clean()
