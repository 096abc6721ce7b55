"""Which outputs must be made anew, and why: what they are made from against what they were made from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from newsdigest.model.output import Inputs, Output
from newsdigest.store.files import Stat, walk
from newsdigest.store.publish import Staged


class Made(NamedTuple):
    """What is remembered of a published file."""

    inputs: Inputs
    sha256: str
    stat: Stat
    url: str
    lastmod: datetime | None


class Verdict(Struct, frozen=True):
    """An output, and why it is made anew; without a reason it is kept."""

    output: Output
    reasons: tuple[str, ...]


def compare(outputs: Sequence[Output], made: Mapping[str, Made], folder: Path) -> list[Verdict]:
    """Hold every output against what was made for it, and against the file that stands there now."""
    there = dict(walk(folder))
    return [Verdict(out, _reasons(out, made.get(out.path), there.get(out.path))) for out in outputs]


def _reasons(output: Output, made: Made | None, there: Stat | None) -> tuple[str, ...]:
    if made is not None and there is None:
        return ("its file is gone",)
    return reasons_for(output, made, meddled=made is not None and there != made.stat)


def made_again(verdicts: Iterable[Verdict], made: Mapping[str, Made]) -> dict[str, Made]:
    """What to remember of the outputs that stay as they are."""
    kept = (verdict.output for verdict in verdicts if not verdict.reasons)
    return {out.path: made[out.path]._replace(url=out.url, lastmod=out.lastmod) for out in kept}


def kept_files(verdicts: Iterable[Verdict], made: Mapping[str, Made]) -> dict[str, str]:
    """Path -> SHA-256 of the outputs that stay as they are."""
    paths = (verdict.output.path for verdict in verdicts if not verdict.reasons)
    return {path: made[path].sha256 for path in paths}


def reasons_for(output: Output, made: Made | None, *, meddled: bool) -> tuple[str, ...]:
    """Why an output is made anew; `meddled` says that its file is not as it was left."""
    if made is None:
        return ("it was not made before, as far as the cache knows",)
    if meddled:
        return ("its file was changed by something else",)
    if made.inputs == output.inputs:
        return ()
    before, now = dict(made.inputs), dict(output.inputs)
    changed = [f"{name} changed" for name in now if name in before and now[name] != before[name]]
    added = [f"{name} is new" for name in now if name not in before]
    gone = [f"{name} is gone" for name in before if name not in now]
    return tuple(changed + added + gone) or ("the order of what it shows changed",)


def made_now(outputs: Iterable[Output], staged: Iterable[Staged]) -> dict[str, Made]:
    """What to remember of outputs that were just made and published."""
    return {
        output.path: Made(output.inputs, file.sha256, file.stat, output.url, output.lastmod)
        for output, file in zip(outputs, staged, strict=True)
    }
