"""Joins extract, check and store: entries held against the source pages that they quote."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from newsdigest.build.reading import body_text
from newsdigest.model.entry import Entry
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem
from newsdigest.model.settings import Settings
from newsdigest.store.cache import Cache
from newsdigest.store.pool import spread
from newsdigest.store.program import program_fingerprint

SOURCES = "content/sources/"


class _Quoting(Struct, frozen=True):
    """An entry that names source pages, and what its words were found to be the last time."""

    entry: Entry
    pages: tuple[str, ...]
    """Of its source pages, those that are there."""
    key: bytes


def check_quoting(
    root: Path, files: Mapping[str, bytes], entries: Sequence[Entry], settings: Settings, cache: Cache,
    listener: Listener, jobs: int,
) -> list[Problem]:  # fmt: skip
    """What is wrong with the words that entries take from their pages; counted anew where either changed."""
    asked = list(_asked(files, entries, settings))
    known = cache.get_all([one.key for one in asked])
    unknown = [one for one in asked if one.key not in known]
    counted = spread(partial(_count, root, settings), unknown, count=len(unknown), jobs=jobs)
    found = listener.track("counting copied words", counted, len(unknown))
    fresh = {one.key: problems for one, problems in zip(unknown, found, strict=True)}
    cache.put_all(fresh)
    return [problem for one in asked for problem in (fresh if one.key in fresh else known)[one.key]]


def _asked(files: Mapping[str, bytes], entries: Sequence[Entry], settings: Settings) -> Iterator[_Quoting]:
    config = settings.config
    common = (program_fingerprint(), config.copied_total, config.copied_run)
    licences = fingerprint([(p.slug, p.name, p.aliases, p.licence) for p in settings.vocabulary.publishers])
    for entry in entries:
        named = [source.page for source in entry.sources if source.page]
        if named:
            pages = tuple(page for page in named if SOURCES + page in files)
            marks = [(page, files[SOURCES + page]) for page in pages]
            key = fingerprint("quoting", *common, licences, entry.file, files[entry.file], marks)
            yield _Quoting(entry, pages, key)


def _count(root: Path, settings: Settings, work: Sequence[_Quoting]) -> list[list[Problem]]:
    """In a worker: read the entries' bodies and the pages again, and compare."""
    from newsdigest.check.copied import check_copied
    from newsdigest.extract.page import visible_text

    config = settings.config
    return [
        check_copied(
            one.entry,
            body_text(root, one.entry),
            {
                page: visible_text(PurePosixPath(page).name, (root / SOURCES / page).read_bytes())
                for page in one.pages
            },
            settings.vocabulary,
            total=config.copied_total,
            run=config.copied_run,
        )
        for one in work
    ]
