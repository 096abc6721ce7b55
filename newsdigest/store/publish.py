"""From rendered files to the published folder: whole files, in an order that never leaves a dead link."""

import hashlib
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsdigest.store.manifest import read_manifest, write_manifest

FRONT = "index.html"
"""The first page: on a first build nothing leads into the site before it stands."""

STAGING = "staging-"


@dataclass(frozen=True, slots=True)
class Staged:
    """A rendered file, and whether it waits in the staging folder or stands already as it should."""

    path: str
    sha256: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing changed, as paths below the output folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


class ForeignFileError(Exception):
    """Files stand where the site's must, and no build made them."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(paths)
        self.paths = paths


def staging_folder(output: Path, preferred: Path) -> Path:
    """A new folder for rendered files, in `preferred` if it is on the file system of the output folder.

    What a killed build left there is removed; a name of its own keeps out what the last of its
    workers may still write.
    """
    output.mkdir(parents=True, exist_ok=True)
    preferred.mkdir(parents=True, exist_ok=True)
    same_disk = preferred.stat().st_dev == output.stat().st_dev
    parent, prefix = (preferred, STAGING) if same_disk else (output, f".newsdigest-{STAGING}")
    for left in parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=parent))


def stage(data: bytes, path: str, output: Path, staging: Path) -> Staged:
    """Put a rendered file aside for publishing, unless its very bytes are published already."""
    digest = hashlib.sha256(data).hexdigest()
    if _holds(output / path, data):
        return Staged(path, digest, waits=False)
    (staging / _staged_name(path)).write_bytes(data)
    return Staged(path, digest, waits=True)


def changes(staged: Iterable[Staged], kept: Mapping[str, str], output: Path) -> Published:
    """What publishing would change; `kept` maps every planned file that was not rendered to its SHA-256.

    Raises ForeignFileError where a file that no build made is in the way.
    """
    staged = list(staged)
    before = read_manifest(output)
    planned = kept.keys() | {file.path for file in staged}
    waiting = tuple(file.path for file in staged if file.waits)
    gone = sorted(path for path in before if path not in planned and _is_file(output, path))
    _refuse_foreign(waiting, before.keys(), frozenset(gone), output)
    return Published(waiting, tuple(gone))


def publish(staged: Iterable[Staged], kept: Mapping[str, str], output: Path, staging: Path) -> Published:
    """Move staged files into place and delete what earlier builds made and this one did not.

    New files come first, for no page leads to them yet; then changed ones, which may lead to the new;
    deletions last, when no page leads to what goes. The manifest names all files, old and new,
    while they move: a killed build leaves none that the next one does not know.
    Raises ForeignFileError, before anything is changed, where a file that no build made is in the way.
    """
    staged = list(staged)
    change = changes(staged, kept, output)
    before = read_manifest(output)
    after = dict(kept) | {file.path: file.sha256 for file in staged}
    meanwhile = before | after
    if meanwhile != before:
        write_manifest(output, meanwhile)
    in_the_way = _in_the_way(change.removed, change.written)
    for path in in_the_way:
        _delete(output, path)
    new = [path for path in change.written if not (output / path).exists()]
    changed = sorted(set(change.written).difference(new))
    for path in sorted(new, key=lambda path: (path == FRONT, path)) + changed:
        _move(staging / _staged_name(path), output, path)
    for path in change.removed:
        if path not in in_the_way:
            _delete(output, path)
    if meanwhile != after:
        write_manifest(output, after)
    return change


def _staged_name(path: str) -> str:
    """Flat and short, whatever the path."""
    return hashlib.blake2b(path.encode(), digest_size=16).hexdigest()


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and not target.is_symlink() and target.read_bytes() == data
    except OSError:
        return False


def _is_file(output: Path, path: str) -> bool:
    """Whether a file of ours stands there; nothing behind a symbolic link is ours."""
    return (output / path).is_file() and not _linked(output, path)


def _in_the_way(gone: Iterable[str], waiting: Iterable[str]) -> frozenset[str]:
    """Files that go and stand where a folder must come, or in a folder where a file must come."""
    files = set(waiting)
    folders = {str(folder) for path in waiting for folder in PurePosixPath(path).parents}
    return frozenset(
        path
        for path in gone
        if path in folders or not files.isdisjoint(str(folder) for folder in PurePosixPath(path).parents)
    )


def _refuse_foreign(paths: Iterable[str], ours: Set[str], gone: Set[str], output: Path) -> None:
    """A file that no build made is an editor's: it is never written over, nor is a link followed."""
    foreign = {_foreign(path, ours, gone, output) for path in paths} - {""}
    if foreign:
        raise ForeignFileError(tuple(sorted(foreign)))


def _foreign(path: str, ours: Set[str], gone: Set[str], output: Path) -> str:
    """What stands at a path, or on the way to it, and is not of this site; empty if nothing does."""
    place, name = output, ""
    for part in path.split("/"):
        place, name = place / part, f"{name}/{part}".lstrip("/")
        try:
            mode = place.lstat().st_mode
        except FileNotFoundError:
            return ""
        if not stat.S_ISDIR(mode):
            mine = ours if name == path else gone
            return "" if stat.S_ISREG(mode) and name in mine else name
    emptied = {str(folder) for file in gone for folder in PurePosixPath(file).parents}
    below = {file.relative_to(output).as_posix() for file in place.rglob("*")}
    return "" if name in emptied and below <= gone | emptied else name


def _linked(output: Path, path: str) -> bool:
    """Whether the path, or a folder on its way below the output folder, is a symbolic link."""
    place = output
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            return True
        if not place.exists():
            return False
    return False


def _move(source: Path, output: Path, path: str) -> None:
    target = output / path
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _delete(output: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    target = output / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except OSError:
            break  # not empty
