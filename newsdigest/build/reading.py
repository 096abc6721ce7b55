"""Joins store and load: the site's files in, entries and pages out; each file is read once and remembered."""

import time
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.model.body import Body
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.listener import Listener
from newsdigest.model.page import Page
from newsdigest.model.problem import Problem
from newsdigest.model.site import Asset
from newsdigest.store.cache import Cache
from newsdigest.store.files import RACY_NS, Stat, hash_bytes, is_utf8, walk
from newsdigest.store.pool import spread
from newsdigest.store.program import program_fingerprint

ENTRIES, PAGES = "content/entries/", "content/pages/"


class Record(Struct, frozen=True):
    """What is remembered of a content file: all but its body's HTML, which waits in the cache."""

    value: Entry | Page | None
    """None where nothing could be made of the file."""
    body_key: bytes
    """Fingerprint under which the cache has the rendered body."""
    body: Body
    """Links, pictures and headings; the HTML is left out."""
    problems: tuple[Problem, ...]


class Content(Struct, frozen=True):
    """All entries and pages of the site as their editors wrote them."""

    records: tuple[Record, ...]
    """In the order of the files' paths."""
    keys: tuple[bytes, ...]
    """Under which the cache has each record."""

    @property
    def entries(self) -> list[Entry]:
        """Every entry that could be read."""
        return [record.value for record in self.records if isinstance(record.value, Entry)]

    @property
    def pages(self) -> list[Page]:
        """Every standing page that could be read."""
        return [record.value for record in self.records if isinstance(record.value, Page)]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files, each by itself."""
        return [problem for record in self.records for problem in record.problems]

    @property
    def bodies(self) -> Mapping[str, bytes]:
        """File -> fingerprint of its rendered body."""
        return {record.value.file: record.body_key for record in self.records if record.value is not None}

    @property
    def pictures(self) -> Mapping[str, tuple[str, ...]]:
        """File -> addresses of the site's own pictures in its body, where there are any."""
        shown = ((record.value, record.body.pictures) for record in self.records if record.body.images)
        return {value.file: addresses for value, addresses in shown if value is not None and addresses}


class Desk(Struct, frozen=True):
    """All that reading depends on beside the file itself; small and picklable, for workers."""

    root: Path
    cache: Path
    config: Config
    program: bytes

    def key(self, file: str, mark: bytes) -> bytes:
        """Under which the record of a file with this hash is kept."""
        config = self.config
        return fingerprint("record", self.program, config.timezone, config.base.path, file, mark)

    def body_key(self, markdown: str) -> bytes:
        """Under which a rendered body is kept; equal texts share one."""
        return fingerprint("body", self.program, self.config.base.path, markdown)


def read_content(
    root: Path, files: Mapping[str, bytes], config: Config, cache: Cache, listener: Listener, jobs: int
) -> Content:
    """Read every entry and page among the site's files (path -> hash), from the cache where it knows them."""
    desk = Desk(root, cache.path, config, program_fingerprint())
    names = [name for name in files if name.endswith(".md") and name.startswith((ENTRIES, PAGES))]
    keys = [desk.key(name, files[name]) for name in names]
    known = cache.get_all(keys)
    unknown = [name for name, key in zip(names, keys, strict=True) if key not in known]
    read = spread(partial(_read_files, desk), unknown, count=len(unknown), jobs=jobs)
    fresh = dict(zip(unknown, listener.track("reading", read, len(unknown)), strict=True))
    records = (fresh[name] if name in fresh else known[key] for name, key in zip(names, keys, strict=True))
    return Content(tuple(records), tuple(keys))


def _read_files(desk: Desk, names: Sequence[str]) -> list[Record]:
    """In a worker: the same, without the keys."""
    return [record for _, record in read_anew(desk, names)]


def read_anew(desk: Desk, names: Sequence[str]) -> list[tuple[bytes, Record]]:
    """Read, check and render files; the records, each with the key under which the cache now has it.

    That is of the very bytes read: the file may have changed since it was looked at.
    """
    kept: dict[bytes, object] = {}
    records = []
    for name in names:
        with open(f"{desk.root}/{name}", "rb") as file:  # noqa: PTH123  a Path costs as much as the file
            data = file.read()
        record, html = _read_file(desk, name, data)
        key = desk.key(name, hash_bytes(data))
        kept[record.body_key] = html
        kept[key] = record
        records.append((key, record))
    with Cache(desk.cache) as cache:
        cache.put_all(kept)
    return records


def _read_file(desk: Desk, name: str, data: bytes) -> tuple[Record, str]:
    from newsdigest.load.entry import read_entry
    from newsdigest.load.markdown import render_markdown
    from newsdigest.load.page import read_page

    text, faults = _decoded(name, data)
    loaded = read_entry(name, text, desk.config.zone) if name.startswith(ENTRIES) else read_page(name, text)
    body = render_markdown(loaded.body, desk.config.base.path)
    record = Record(
        value=loaded.value,
        body_key=desk.body_key(loaded.body),
        body=replace(body, html=""),
        problems=faults + loaded.problems,
    )
    return record, body.html


def _decoded(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a content file, which is UTF-8; anything else is told with the line."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message, hint = "the file is not UTF-8", "save it again as UTF-8"
        fault = Problem(name, line, column, "encoding", message, hint)
        other = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"
        return data.decode(other, "replace"), (fault,)


def misnamed_file(name: str) -> Problem:
    """What there is to say of a file whose name is not UTF-8."""
    hint = "rename it: with an old disk or archive came a name in another encoding"
    return Problem(name, 0, 0, "file-name", "the file's name is not UTF-8, and can be in no address", hint)


Known = dict[str, tuple[Stat, str, Entry]]
"""File -> its stat, the time zone in which it was read, and its entry."""


def front_matters(
    root: Path, config: Config, known: Known | None = None
) -> tuple[list[Entry], list[Problem]]:
    """Every entry by its front matter alone, and what is wrong with those that cannot be read.

    `known` keeps what was read for the next time, of files that are too old to change unseen.
    """
    from newsdigest.load.entry import read_entry

    known = {} if known is None else known
    young = time.time_ns() - RACY_NS
    entries: list[Entry] = []
    problems: list[Problem] = []
    for name, stat in walk(root / ENTRIES, ENTRIES):
        if not name.endswith(".md") or not is_utf8(name):
            continue
        if name in known and known[name][:2] == (stat, config.timezone):
            entries.append(known[name][2])
            continue
        text, faults = _decoded(name, (root / name).read_bytes())
        loaded = read_entry(name, text, config.zone)
        if loaded.value is None:
            problems += (*faults, *loaded.problems)
            continue
        entries.append(loaded.value)
        if stat.mtime_ns < young:
            known[name] = (stat, config.timezone, loaded.value)
    return entries, problems


def body_text(root: Path, entry: Entry) -> str:
    """An entry's Markdown, read again for the few rules that look at words."""
    text, _ = _decoded(entry.file, (root / entry.file).read_bytes())
    return "".join(text.splitlines(keepends=True)[entry.body_line - 1 :])


def assets(files: Mapping[str, bytes], shipped: Mapping[str, bytes]) -> list[Asset]:
    """Pictures, and what templates need: the site's own file before the shipped one of that name."""
    found: dict[str, Asset] = {}
    for given, folder, address in (
        (shipped, "default/static/", "/static/"),
        (files, "templates/static/", "/static/"),
        (files, "content/media/", "/media/"),
    ):
        for file, mark in given.items():
            if file.startswith(folder):
                url = address + file.removeprefix(folder)
                found[url] = Asset(file, url, mark)
    return [found[url] for url in sorted(found)]
