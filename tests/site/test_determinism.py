"""Promise 1: what the site is made of decides its bytes; machine, locale and order of work do not."""

from pathlib import Path
from threading import Event, Thread

import pytest
from tiny_site import TinySite, sample_site

from newsdigest.build import rendering

ELSEWHERE = [
    pytest.param((), {"TZ": "Pacific/Kiritimati"}, id="time zone"),
    pytest.param((), {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, id="locale"),
    pytest.param((), {"LC_ALL": "C"}, id="no locale"),
    pytest.param((), {"PYTHONHASHSEED": "1"}, id="hash seed"),
    pytest.param((), {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns"}, id="another hash seed"),
    pytest.param(("--jobs", "2"), {}, id="two workers"),
    pytest.param(("--jobs", "5"), {"PYTHONHASHSEED": "7"}, id="five workers"),
]


@pytest.mark.parametrize(("options", "environment"), ELSEWHERE)
def test_a_clean_build_is_the_same_anywhere(
    full: TinySite, tmp_path: Path, options: tuple[str, ...], environment: dict[str, str]
) -> None:
    full.build("--output", str(tmp_path / "here"))
    full.build_apart("--output", str(tmp_path / "there"), "--clean", *options, cwd=tmp_path, **environment)
    here, there = TinySite(tmp_path).published("here"), TinySite(tmp_path).published("there")
    assert len(here) > 80
    assert there == here


def test_workers_that_cannot_be_forked_make_the_same(full: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside other threads, as in a preview, workers start anew and are sent what they need."""
    monkeypatch.setattr(rendering, "AT_ONCE", 70)
    full.build("--jobs", "1")
    before, done = full.published(), Event()
    other = Thread(target=done.wait)
    other.start()
    try:
        full.build("--clean", "--jobs", "2", "--output", str(full.root / "again"))
    finally:
        done.set()
        other.join()
    assert full.published("again") == before


def test_the_sample_site_is_the_same_anywhere(tmp_path: Path) -> None:
    one, two = sample_site(tmp_path / "one"), sample_site(tmp_path / "another folder")
    one.build_apart("--jobs", "1", date="2026-11-24", PYTHONHASHSEED="1", TZ="UTC")
    two.build_apart(
        "--jobs", "2", date="2026-11-24", cwd=tmp_path, PYTHONHASHSEED="2", TZ="Asia/Kolkata", LC_ALL="C"
    )
    assert two.published("content") == one.published("content"), "the entries drafted"
    assert two.published() == one.published()
    assert len(one.published()) > 300


def test_the_time_of_the_build_is_in_no_file(full: TinySite) -> None:
    full.build(date="2026-06-01T09:00:00+00:00")
    before = full.published()
    full.build("--clean", date="2026-11-24T17:45:12+00:00")
    assert full.published() == before
