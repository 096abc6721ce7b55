"""From rendered files to the published folder: whole files, in an order that never leaves a dead link."""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path, PurePosixPath

from msgspec import Struct

from newsdigest.store.files import Stat, remove_tree
from newsdigest.store.manifest import Manifest

FRONT = "index.html"
"""The first page: on a first build nothing leads into the site before it stands."""

STAGING = "staging-"

NEW, CHANGED = "new/", "changed/"
"""In the staging folder: what is new, laid out like the output folder, so that a folder that is new moves
as a whole; and what takes the place of a file, side by side."""


class Staged(Struct, frozen=True):
    """A rendered file."""

    path: str
    sha256: str
    waits: str
    """Its name in the staging folder; empty where it stands already as it should."""
    stat: Stat
    """Of the file where it waits or stands; moving it into place changes none of this."""


class Published(Struct, frozen=True):
    """What publishing changed, as paths below the output folder."""

    written: tuple[str, ...]
    added: tuple[str, ...]
    """Those of `written` that no earlier build made."""
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
        remove_tree(left)
    staging = parent / f"{prefix}{os.urandom(8).hex()}"
    staging.mkdir(0o700)
    return staging


def stage(data: bytes, path: str, output: Path, staging: Path | None) -> Staged:
    """Put a rendered file aside for publishing, unless its very bytes are published already.

    Without a staging folder it is only said where it would wait, and nothing hashed.
    """
    digest = hashlib.sha256(data).hexdigest() if staging else ""
    target = f"{output}/{path}"
    try:
        found = os.lstat(target)
    except OSError:
        found = None
    if found is None or not stat.S_ISREG(found.st_mode):
        waits = NEW + path
    elif found.st_size == len(data) and _read(target) == data:
        return Staged(path, digest, "", Stat(found.st_size, found.st_mtime_ns, found.st_ino))
    else:
        waits = CHANGED + hashlib.sha256(os.fsencode(path)).hexdigest()
    written = _write(f"{staging}/{waits}", data) if staging else Stat(len(data), 0, 0)
    return Staged(path, digest, waits, written)


def _write(file: str, data: bytes) -> Stat:
    try:
        opened = open(file, "xb", buffering=0)  # noqa: PTH123, SIM115  a Path costs as much as the file
    except FileNotFoundError:
        _make_folder(file.rpartition("/")[0])
        opened = open(file, "xb", buffering=0)  # noqa: PTH123, SIM115
    with opened:
        rest = memoryview(data)
        while rest:
            rest = rest[opened.write(rest) :]
        found = os.fstat(opened.fileno())
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def _make_folder(folder: str) -> None:
    """A folder whose parent is mostly there, and which another worker may make at the same time."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def not_planned(planned: Set[str], manifest: Manifest) -> tuple[str, ...]:
    """What earlier builds made, and this one did not plan."""
    return tuple(sorted(manifest.files.keys() - planned))


def changes(staged: Iterable[Staged], gone: Iterable[str], output: Path, manifest: Manifest) -> Published:
    """What publishing would change; `gone` are files that have no place in the site any more.

    Raises ForeignFileError where a file that no build made is in the way.
    """
    waiting = tuple(file.path for file in staged if file.waits)
    removed = tuple(path for path in gone if manifest.names(path) and _is_file(output, path))
    _refuse_foreign(waiting, manifest, frozenset(removed), output)
    return Published(waiting, tuple(path for path in waiting if not manifest.names(path)), removed)


def publish(
    staged: Iterable[Staged],
    kept: Mapping[str, str],
    gone: Iterable[str],
    output: Path,
    staging: Path,
    manifest: Manifest,
) -> Published:
    """Move staged files into place and delete what earlier builds made and this one did not.

    `kept` are further files that the manifest has to name, with their SHA-256.
    New files come first, for no page leads to them yet; then changed ones, which may lead to the new;
    deletions last, when no page leads to what goes. The manifest names all files, old and new,
    while they move: a killed build leaves none that the next one does not know.
    Raises ForeignFileError, before anything is changed, where a file that no build made is in the way.
    """
    staged, gone = list(staged), list(gone)
    change = changes(staged, gone, output, manifest)
    after = dict(kept) | {file.path: file.sha256 for file in staged}
    if any(not manifest.names(path) for path in after):
        manifest.amend(after, staging=staging)
    in_the_way = _in_the_way(change.removed, change.written)
    for path in in_the_way:
        _delete(output, path)
    for path in _move_new(f"{staging}/{NEW}", output):
        os.replace(f"{staging}/{NEW}{path}", f"{output}/{path}")  # noqa: PTH105
    replace_changed(staged, output, staging)
    for path in change.removed:
        if path not in in_the_way:
            _delete(output, path)
    manifest.amend(after, gone, staging)
    return change


def replace_changed(staged: Iterable[Staged], output: Path, staging: Path) -> tuple[str, ...]:
    """Move staged files into the place of others, and no more; returns where."""
    changed = [file for file in staged if file.waits.startswith(CHANGED)]
    for file in changed:
        os.replace(f"{staging}/{file.waits}", f"{output}/{file.path}")  # noqa: PTH105
    return tuple(file.path for file in changed)


def _move_new(staging: str, output: Path) -> list[str]:
    """Move into place what is new, folders as a whole; returns what is left: the front page, which comes
    last, and what something of its name has come before."""
    left: list[str] = []
    folders = [""] if os.path.isdir(staging) else []  # noqa: PTH112
    while folders:
        below = folders.pop()
        with os.scandir(staging + below) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            path = below + entry.name
            if not os.path.lexists(f"{output}/{path}"):
                if path != FRONT:
                    os.rename(entry.path, f"{output}/{path}")  # noqa: PTH104
            elif entry.is_dir():
                folders.append(path + "/")
            elif path != FRONT:
                left.append(path)
    return [*left, FRONT] if os.path.lexists(staging + FRONT) else left


def _read(file: str) -> bytes | None:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            return opened.read()
    except OSError:
        return None


def _is_file(output: Path, path: str) -> bool:
    """Whether a file of ours stands there; nothing behind a symbolic link is ours."""
    return (output / path).is_file() and not _linked(output, path)


def _in_the_way(gone: Sequence[str], waiting: Iterable[str]) -> frozenset[str]:
    """Files that go and stand where a folder must come, or in a folder where a file must come."""
    if not gone:
        return frozenset()
    files = set(waiting)
    folders = {str(folder) for path in waiting for folder in PurePosixPath(path).parents}
    return frozenset(
        path
        for path in gone
        if path in folders or not files.isdisjoint(str(folder) for folder in PurePosixPath(path).parents)
    )


def _refuse_foreign(paths: Iterable[str], ours: Manifest, gone: Set[str], output: Path) -> None:
    """A file that no build made is an editor's: it is never written over, nor is a link followed."""
    modes: dict[str, int | None] = {}
    foreign = {_foreign(path, ours, gone, output, modes) for path in paths} - {""}
    if foreign:
        raise ForeignFileError(tuple(sorted(foreign)))


def _foreign(path: str, ours: Manifest, gone: Set[str], output: Path, modes: dict[str, int | None]) -> str:
    """What stands at a path, or on the way to it, and is not of this site; empty if nothing does.

    `modes` keeps what was found at each place: many paths lead through the same folders.
    """
    name = ""
    for part in path.split("/"):
        name = f"{name}/{part}" if name else part
        if name not in modes:
            modes[name] = _mode(f"{output}/{name}")
        mode = modes[name]
        if mode is None:
            return ""
        if not stat.S_ISDIR(mode):
            mine = ours.names(name) if name == path else name in gone
            return "" if stat.S_ISREG(mode) and mine else name
    emptied = {str(folder) for file in gone for folder in PurePosixPath(file).parents}
    below = {file.relative_to(output).as_posix() for file in (output / path).rglob("*")}
    return "" if name in emptied and below <= gone | emptied else name


def _mode(place: str) -> int | None:
    try:
        return os.lstat(place).st_mode
    except FileNotFoundError:
        return None


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
