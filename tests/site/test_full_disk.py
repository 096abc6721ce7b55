"""Promise 2: a full disk, or a folder that may not be written, loses nothing and is told clearly."""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_site import DATE, REPOSITORY, TinySite, tiny_site

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=2000", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Leave so many bytes free."""
    status = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(b"\0" * max(0, status.f_bavail * status.f_frsize - left))
    return filler


@pytest.mark.parametrize("left", [0, 8_192, 40_960, 122_880])
def test_a_full_disk_loses_nothing(small_disk: Path, left: int) -> None:
    site = tiny_site(small_disk / "site")
    site.build("--no-ingest")
    before = site.published()
    for number in range(12):
        site.entry(f"long-{number}", date="2026-03-09", body="A long line of the body. " * 400)
    filler = fill(small_disk, left)

    with site.start("--no-ingest", "--jobs", "1") as process:
        out, err = process.communicate()

    assert process.returncode == 3, out + err
    assert "failed: " in err and "No space left on device" in err
    assert "Traceback" not in err
    assert {path: site.published()[path] for path in before} == before
    filler.unlink()
    site.build("--no-ingest")
    assert site.published() == site.built_clean("--no-ingest")


def test_a_public_folder_that_may_not_be_written(site: TinySite) -> None:
    site.build("--no-ingest")
    before = site.published()
    site.entry("one-more")
    public = site.root / "public"
    folders = [public, *(path for path in public.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = subprocess.run(
            [
                sys.executable,
                str(REPOSITORY / "build.py"),
                "-C",
                str(site.root),
                "--no-ingest",
                "--date",
                DATE,
            ],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=obey_permissions,
        )
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert done.returncode == 3, done.stderr
    assert re.search(
        r"^failed: .*public.*: Permission denied; the published site is whole$", done.stderr, re.M
    )
    assert "Traceback" not in done.stderr
    assert site.published() == before
    site.build("--no-ingest")
    assert site.published() == site.built_clean("--no-ingest")


def obey_permissions() -> None:
    """Root, too, then writes only where permissions let it; nobody else has this privilege to lose."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)
