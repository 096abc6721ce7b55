#!/usr/bin/env python3
"""Where a build's time goes: CPU time of each step, in one process, in microseconds an entry.

    python benchmarks/steps.py SITE [--kept] [options of a build]

SITE is built twice from nothing (once to warm the disk's and Python's caches) and measured the second time;
with --kept its cache and output are used as they are, which measures an edit or a build with nothing to do.
"""

import importlib
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

STEPS = (
    ("newsdigest.build.pipeline", "compare_with_last", "what has changed"),
    ("newsdigest.build.pipeline", "look", "look at all files"),
    ("newsdigest.build.pipeline", "scan", "scan and hash"),
    ("newsdigest.build.pipeline", "ingest", "ingest"),
    ("newsdigest.build.pipeline", "read_content", "read: join, records"),
    ("newsdigest.load.entry", "compose", "read: YAML"),
    ("newsdigest.load.entry", "read_entry", "read: fields"),
    ("newsdigest.load.markdown", "render_markdown", "read: Markdown"),
    ("newsdigest.store.cache.Cache", "put_all", "cache: records in"),
    ("newsdigest.store.cache.Cache", "get_all", "cache: records out"),
    ("newsdigest.store.cache.Cache", "get", "cache: bodies out"),
    ("newsdigest.build.pipeline", "collect", "collect"),
    ("newsdigest.build.pipeline", "plan", "plan"),
    ("newsdigest.build.rendering.Stencils", "dress", "plan: dress"),
    ("newsdigest.build.pipeline", "check_content", "rules: content"),
    ("newsdigest.build.pipeline", "check_outputs", "rules: outputs"),
    ("newsdigest.build.pipeline", "check_links", "rules: links"),
    ("newsdigest.build.pipeline", "check_quoting", "rules: quoting"),
    ("newsdigest.build.publishing", "made_of", "index: out"),
    ("newsdigest.build.publishing", "compare", "compare"),
    ("newsdigest.build.publishing", "render", "render: views and the rest"),
    ("newsdigest.outputs.templates.Templates", "render", "render: templates"),
    ("newsdigest.build.rendering", "stage", "render: write"),
    ("newsdigest.build.publishing", "publish", "publish"),
    ("newsdigest.build.publishing", "index_of", "index: made"),
    ("newsdigest.store.index.NextIndex", "go_on", "index: in"),
    ("newsdigest.store.index.NextIndex", "finish", "index: in"),
    ("newsdigest.build.pipeline", "remember", "remember the build"),
)
"""Module or class, function, name of the step; a step's time is its own, without that of steps inside it."""

spent: Counter[str] = Counter()
running: list[str] = ["start, imports, the rest"]
since = time.process_time()


def main() -> int:
    kept = "--kept" in sys.argv
    site, *options = [argument for argument in sys.argv[1:] if argument != "--kept"]
    arguments = ["-C", site, "--jobs", "1", *options]
    from newsdigest.cli import main as command

    importlib.import_module("newsdigest.build.pipeline")
    if not kept:
        _empty(Path(site))
        command(arguments, REPO)
        _empty(Path(site))
    for place, function, step in STEPS:
        _measure(place, function, step)
    begin = time.process_time()
    _switch()
    spent.clear()
    status = command(arguments, REPO)
    _switch()
    entries = sum(1 for _ in Path(site, "content", "entries").rglob("*.md"))
    print(f"\n| step | µs an entry, of {entries:,} |\n| --- | ---: |")
    for step in dict.fromkeys([*(step for _, _, step in STEPS), running[0]]):
        print(f"| {step} | {spent[step] / entries * 1e6:.1f} |")
    print(f"| all | {(time.process_time() - begin) / entries * 1e6:.1f} |")
    return status


def _empty(site: Path) -> None:
    for folder in ("public", ".newsdigest"):
        shutil.rmtree(site / folder, ignore_errors=True)


def _measure(place: str, function: str, step: str) -> None:
    """Put a stopwatch around a function of a module or class; a generator's runs while it works."""
    module, _, name = place.rpartition(".")
    owner = (
        getattr(importlib.import_module(module), name)
        if name[0].isupper()
        else importlib.import_module(place)
    )
    measured = getattr(owner, function)
    setattr(owner, function, _timed(measured, step))


def _timed(measured: Callable[..., Any], step: str) -> Callable[..., Any]:
    @wraps(measured)
    def call(*args: Any, **options: Any) -> Any:
        _switch(step)
        try:
            result = measured(*args, **options)
        finally:
            _switch()
        return _timed_steps(result, step) if isinstance(result, Iterator) else result

    return call


def _timed_steps(steps: Iterator[Any], step: str) -> Iterator[Any]:
    while True:
        _switch(step)
        try:
            item = next(steps)
        except StopIteration:
            return
        finally:
            _switch()
        yield item


def _switch(step: str | None = None) -> None:
    """Give the time since the last switch to the running step; begin a step, or go back to the one around."""
    global since
    now = time.process_time()
    spent[running[-1]] += now - since
    since = now
    if step is not None:
        running.append(step)
    elif len(running) > 1:
        running.pop()


if __name__ == "__main__":
    sys.exit(main())
