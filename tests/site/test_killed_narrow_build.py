"""A build of a small change, killed wherever it touches the disk, leaves the site whole."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from links import Walker
from tiny_site import DATE, REPOSITORY, TinySite, full_site, hashes

EACH = 1 if "NEWSDIGEST_KILLS" in os.environ else 4
"""Every how many of its steps a build is killed at."""

CHILD = """
import os, signal, sys
from pathlib import Path

left = int(sys.argv[1])
STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "sqlite3.connect"}


def step(event, arguments):
    global left
    if event in STEPS or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


from newsdigest.cli import main
from newsdigest.build import pipeline


def whole(*arguments):
    raise AssertionError("this build should be narrow")


pipeline._build = whole
sys.addaudithook(step)
sys.exit(main(sys.argv[2:], Path("/")))
"""


def killed_at(site: TinySite, step: int, jobs: str) -> bool:
    """Build, and kill the build at its n-th step on the disk; False if it had ended before.

    With two jobs its companion, too, at that one's n-th step.
    """
    command = [sys.executable, "-c", CHILD, str(step), "-C", str(site.root)]
    done = subprocess.run(
        [*command, "--date", DATE, "--jobs", jobs, "--no-ingest"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, -9), done.stderr
    return done.returncode == -9


def change(site: TinySite, number: int) -> None:
    """An edit, a new entry, and one that goes: the one that came the time before."""
    site.entry("report-5", date="2026-02-05", tags="[harbour, 渡し船]", title=f"Edited {number}")
    site.entry(f"fresh-{number}", date="2026-03-09", tags="[storms, fresh]", publisher="Fresh Outlet")
    for old in site.root.glob("content/entries/*/*/fresh-*.md"):
        if old.stem != f"fresh-{number}":
            old.unlink()


def say(site: TinySite, number: int) -> None:
    """Other words in the frame of every page."""
    base = (REPOSITORY / "templates/base.html").read_text("utf-8")
    site.write("templates/base.html", base.replace("</body>", f"<p>Printed {number}</p>\n</body>"))


@pytest.mark.parametrize(
    ("change", "jobs", "pace", "steps"),
    [(change, "1", EACH, 20), (change, "2", 2 * EACH, 20), (say, "1", 5 * EACH, 100)],
)
def test_a_killed_narrow_build(
    tmp_path: Path, change: Callable[[TinySite, int], None], jobs: str, pace: int, steps: int
) -> None:
    site = full_site(tmp_path / "site")
    change(site, 0)
    site.build("--no-ingest")
    killed, step = 0, 1
    while True:
        before = site.published()
        change(site, step)
        was_killed = killed_at(site, step, jobs)
        after = site.built_clean("--no-ingest")
        for path, mark in hashes(site.root / "public").items():
            if not path.rpartition("/")[2].startswith("."):
                assert mark in (before.get(path), after.get(path)), f"{path} is torn, killed at {step}"
        assert Walker(site.root / "public").dead_links("index.html", fragments=False) == []
        site.build("--no-ingest")
        assert site.published() == after, f"killed at {step}"
        if not was_killed:
            break
        killed += 1
        step += pace
    assert killed * pace > steps, "the build was killed at too few of its steps"
