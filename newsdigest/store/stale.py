"""Which outputs must be made anew, and why: what they are made from against what they were made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsdigest.model.output import Inputs, Output
from newsdigest.store.files import Stat, walk
from newsdigest.store.publish import Staged


@dataclass(frozen=True, slots=True)
class Made:
    """What is remembered of a published file."""

    inputs: Inputs
    sha256: str
    stat: Stat


@dataclass(frozen=True, slots=True)
class Verdict:
    """An output, and why it is made anew; without a reason it is kept."""

    output: Output
    reasons: tuple[str, ...]


def compare(outputs: Sequence[Output], made: Mapping[str, Made], folder: Path) -> list[Verdict]:
    """Hold every output against what was made for it, and against the file that stands there now."""
    there = dict(walk(folder))
    return [Verdict(out, _reasons(out, made.get(out.path), there.get(out.path))) for out in outputs]


def kept_files(verdicts: Iterable[Verdict], made: Mapping[str, Made]) -> dict[str, str]:
    """Path -> SHA-256 of the outputs that stay as they are."""
    paths = (verdict.output.path for verdict in verdicts if not verdict.reasons)
    return {path: made[path].sha256 for path in paths}


def _reasons(output: Output, made: Made | None, there: Stat | None) -> tuple[str, ...]:
    if made is None:
        return ("it was not made before, as far as the cache knows",)
    if there is None:
        return ("its file is gone",)
    if there != made.stat:
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
        output.path: Made(output.inputs, file.sha256, file.stat)
        for output, file in zip(outputs, staged, strict=True)
    }
