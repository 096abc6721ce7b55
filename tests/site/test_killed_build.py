"""Promise 2: a build that is killed at any moment leaves a readable site, and harms no later build."""

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from links import Walker
from tiny_site import CONFIG, TinySite, hashes, tiny_site

KILLS = int(os.environ.get("NEWSDIGEST_KILLS", "30"))
"""In all; half of them in first builds, half in builds after many edits."""

GROUPS = 3
ENTRIES = 150


def big_site(root: Path) -> TinySite:
    site = tiny_site(root)
    site.write("config.yaml", f"{CONFIG}lists:\n  per_page: 10\n")
    for number in range(ENTRIES):
        site.entry(
            f"report-{number}",
            date=f"2026-{1 + number % 5:02}-{1 + number % 27:02}",
            tags=f"[harbour, tag {number % 7}]",
            body=f"Word {number}.\n\n" + "A line of the body. " * 20,
            publisher=f"Outlet {number % 9}",
            more=f"story: Story {number % 4}\n",
        )
    return site


def edit(site: TinySite) -> None:
    """A third of the entries are edited, renamed or deleted, some are new; lists are cut anew."""
    for number in range(0, ENTRIES, 3):
        (file,) = site.root.glob(f"content/entries/*/*/report-{number}.md")
        if number % 9 == 0:
            file.write_text(file.read_text("utf-8").replace("title: Report", "title: Renewed"), "utf-8")
        elif number % 9 == 3:
            file.rename(file.with_name(f"renamed-{number}.md"))
        else:
            file.unlink()
    for number in range(10):
        site.entry(f"fresh-{number}", date="2026-05-30", tags="[fresh, weather]", publisher="Fresh Outlet")


def build_and_kill(site: TinySite, share: float, whole_s: float) -> bool:
    """Kill a build after a share of the time that a whole one takes; whether it was still running."""
    with site.start("--no-ingest", "--allow-removals", "--jobs", "2") as process:
        time.sleep(share * whole_s)
        was_running = process.poll() is None
        process.kill()
        process.communicate(timeout=30)  # ends when the workers have ended too: they hold its pipes
    return was_running


def check_public(site: TinySite, *versions: Mapping[str, str]) -> None:
    """Each file is whole: the old or the new one; what is reached from the front page leads on."""
    public = site.root / "public"
    for path, mark in hashes(public).items():
        if not path.rpartition("/")[2].startswith("."):
            assert mark in [version.get(path) for version in versions], f"{path} is torn"
    if (public / "index.html").exists():
        assert Walker(public).dead_links("index.html", fragments=False) == []
    else:
        assert not any("index.html" in version for version in versions[:-1]), "the front page was lost"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """A site, built."""
    site = big_site(tmp_path_factory.mktemp("old") / "site")
    site.build("--no-ingest")
    return site


@pytest.fixture(scope="module")
def new(old: TinySite, tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """The same after the edits, built clean."""
    site = TinySite(tmp_path_factory.mktemp("new") / "site")
    shutil.copytree(old.root / "content", site.root / "content")
    shutil.copy(old.root / "config.yaml", site.root)
    edit(site)
    site.build("--no-ingest")
    return site


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_killed_first_build(old: TinySite, tmp_path: Path, group: int) -> None:
    whole = time_of_a_build(old, tmp_path)
    running = 0
    for share in moments(group):
        site = TinySite(tmp_path / f"first-{share}")
        copy(old, site, built=False)
        running += build_and_kill(site, share, whole)
        check_public(site, old.published())
        site.build("--no-ingest")
        assert site.published() == old.published()
        shutil.rmtree(site.root)
    assert running, "no build was caught at work"


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_killed_build_after_edits(old: TinySite, new: TinySite, tmp_path: Path, group: int) -> None:
    edited = TinySite(tmp_path / "edited")
    copy(old, edited, built=True)
    edit(edited)
    whole = time_of_a_build(edited, tmp_path)
    running = 0
    for share in moments(group):
        site = TinySite(tmp_path / f"again-{share}")
        copy(edited, site, built=True)
        running += build_and_kill(site, share, whole)
        check_public(site, old.published(), new.published())
        site.build("--no-ingest", "--allow-removals")
        assert site.published() == new.published()
        shutil.rmtree(site.root)
    assert running, "no build was caught at work"


def moments(group: int) -> list[float]:
    """This group's shares of the time of a build: the second half, where files are moved, more densely."""
    count = max(GROUPS, KILLS // 2)
    shares = [(number + 0.5) / count for number in range(count)]
    return [round(share**0.6, 3) for share in shares[group::GROUPS]]


def copy(site: TinySite, target: TinySite, *, built: bool) -> None:
    """Files keep their time stamps, as after a restart of the machine."""
    left_out = set() if built else {"public", ".newsdigest"}
    shutil.copytree(site.root, target.root, ignore=lambda _, names: left_out.intersection(names))


def time_of_a_build(site: TinySite, tmp_path: Path) -> float:
    """How long a build of the site takes just now, in seconds."""
    timed = TinySite(tmp_path / "timed")
    copy(site, timed, built="edited" in site.root.name)
    started = time.perf_counter()
    timed.build_apart("--no-ingest", "--allow-removals", "--jobs", "2")
    return time.perf_counter() - started
