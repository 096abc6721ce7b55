"""A companion process: work beside is work done, whatever becomes of it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

BEGIN = """
import os, signal, sys, time
sys.path.insert(0, {here!r})
import newsdigest.store.cores as cores
cores.default_jobs = lambda: 2  # a runner may have one
from newsdigest.store.cores import Companion
from work import double, die, fail, pid

"""

WORK = """
import os, signal

HERE = os.getpid()


def double(text):
    return text * 2


def pid():
    return os.getpid()


def die():
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "here after all"


def fail():
    raise LookupError("no")
"""


def told(folder: Path, script: str) -> str:
    (folder / "work.py").write_text(WORK, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BEGIN.format(here=str(folder)) + script],
        cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        pytest.param(
            'a, b = c.begin(double, "ab"), c.begin(double, text="x")\nprint(b(), a(), a())',
            "xx abab abab",
            id="in order, and asked for in any",
        ),
        pytest.param("print(c.there, c.begin(pid)() == os.getpid())", "True False", id="elsewhere"),
        pytest.param(
            "c = Companion(1)\nprint(c.there, c.begin(pid)() == os.getpid())", "False True", id="one job"
        ),
        pytest.param('print(len(c.begin(double, "x" * 3_000_000)()))', "6000000", id="more than a pipe"),
        pytest.param(
            'a, b = c.begin(double, "x" * 9_999_999), c.begin(len, "y" * 999_999)\nprint(b(), len(a()))',
            "999999 19999998",
            id="more than pipes, both ways at once",
        ),
        pytest.param(
            'a, b = c.begin(die), c.begin(double, "x")\nprint(a(), b(), c.begin(double, "y")())',
            "here after all xx yy",
            id="it dies",
        ),
        pytest.param(
            'os.kill(c._child, signal.SIGKILL)\ntime.sleep(.1)\nprint(c.begin(double, "x" * 99_999)()[:2])',
            "xx",
            id="it has died",
        ),
        pytest.param(
            "a = c.begin(fail)\ntry: a()\nexcept LookupError as e: print(e)",
            "no",
            id="an error",
        ),
        pytest.param(
            'a = c.begin(double, "x")\nc.close()\nc.close()\nprint(a(), c.there)', "xx False", id="closed"
        ),
    ],
)
def test_work_beside(tmp_path: Path, script: str, wanted: str) -> None:
    assert told(tmp_path, f"c = Companion(2)\n{script}").strip() == wanted


def test_a_companion_goes_with_its_process(tmp_path: Path) -> None:
    """Though that is killed: nobody asks it for anything any more."""
    script = "c = Companion(2); print(c.begin(pid)(), flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    (tmp_path / "work.py").write_text(WORK, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN.format(here=str(tmp_path)) + script],
        cwd=REPOSITORY, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert process.stdout.read() == "", "its end of the pipe is closed, too"
    until = time.monotonic() + 30
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _lives(child)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
