"""The list of files in the output folder that builds made: the only ones a build may replace or delete."""

import re
from collections.abc import Mapping
from pathlib import Path

from newsdigest.store.files import write_whole

NAME = ".newsdigest-manifest"
"""It stands in the output folder itself, and so outlives the cache and goes where the folder goes."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def read_manifest(folder: Path) -> dict[str, str]:
    """Path below the folder -> SHA-256 of the file's bytes, damaged lines left out."""
    try:
        lines = (folder / NAME).read_text("utf-8", "replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    found = filter(None, map(_LINE.fullmatch, lines))
    return {line[2]: line[1] for line in found if _is_inside(line[2])}


def write_manifest(folder: Path, files: Mapping[str, str]) -> None:
    """Write the list, sorted; `sha256sum -c` in the folder checks a copy of the site by it."""
    text = "".join(f"{files[path]}  {path}\n" for path in sorted(files))
    write_whole(folder / NAME, text.encode())


def _is_inside(path: str) -> bool:
    """Whether a path leads nowhere but below the folder: a tampered list must not delete elsewhere."""
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path
