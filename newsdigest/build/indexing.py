"""Joins collect and store: what a build knows of the site, put away record by record, and read again."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args
from unicodedata import normalize
from zlib import crc32

from msgspec import Struct

from newsdigest.build.reading import Content
from newsdigest.build.rendering import Stencils
from newsdigest.check.links import addresses_within
from newsdigest.collect.assemble import Collected
from newsdigest.collect.filing import GROUP_LANGUAGE
from newsdigest.collect.notes import Note, counted, notes_of
from newsdigest.collect.terms import Terms
from newsdigest.model.catalogue import Shelf, ShelfKind
from newsdigest.model.entry import Entry
from newsdigest.model.output import Output
from newsdigest.model.settings import Settings
from newsdigest.model.site import Filed, StandingPage
from newsdigest.outputs.plan import KIND_BY_NAME
from newsdigest.outputs.sitemap import files_of, parts_of
from newsdigest.store.index import Index, LostRecordError
from newsdigest.store.stale import Made

FILE, CITED, OUTPUT = "file", "cited", "output"

_IN_A_BUCKET = 16
"""Small records that are put away together: one by one they would take twice the time."""

Bucket = dict[tuple[str, str], Any]
"""Kind and name -> a small record."""


class Facts(Struct, frozen=True):
    """What every narrow build has to know."""

    settings: Settings
    terms: Terms
    pages: tuple[StandingPage, ...]
    stencils: Stencils
    odd_paths: frozenset[str]
    """Paths as other disks would take them, of those files whose own name is another."""
    buckets: int
    """Of small records, but what was noted of outputs."""
    noted: int
    """Buckets of that."""
    top: int
    """The highest number of an entry."""
    settled: bool
    """Whether ingest left nothing undone, which it would try again."""


def _number(kind: str, name: str, count: int) -> int:
    """The bucket of `count` in which a small record is."""
    return crc32(f"{kind} {name}".encode("utf-8", "surrogatepass")) % count


def _in_buckets(small: Bucket, folder: str, count: int) -> Iterator[tuple[str, Bucket]]:
    buckets: dict[int, Bucket] = {number: {} for number in range(count)}
    for (kind, name), value in small.items():
        buckets[_number(kind, name, count)][kind, name] = value
    return ((f"{folder}/{number}", bucket) for number, bucket in buckets.items())


def _bucket_count(records: int) -> int:
    return 1 << max(4, (records // _IN_A_BUCKET).bit_length())


def shelf_name(shelf: Shelf) -> str:
    """The record of a list."""
    return f"shelf/{shelf.language}/{shelf.kind}/{shelf.name}"


def index_of(
    collected: Collected,
    content: Content,
    settings: Settings,
    stencils: Stencils,
    outputs: Sequence[Output],
    *,
    settled: bool,
) -> Iterator[tuple[str, object]]:
    """All that a narrow build may come to ask for, but what was noted of the outputs."""
    site, catalogue = collected.site, collected.catalogue
    small = _small_records(collected, content, settings)
    count = _bucket_count(len(small))
    yield from _in_buckets(small, "bucket", count)

    keys = _keys(content)
    for number, filed in catalogue.cards.items():
        yield f"entry/{number}", (filed, keys[filed.card.file])
    names: dict[tuple[str, str], dict[str, int]] = {
        (language, kind): {}
        for language in (*settings.config.languages, GROUP_LANGUAGE)
        for kind in get_args(ShelfKind)
    }
    for shelf, numbers in catalogue.lists.items():
        if shelf.kind != CITED:
            names[shelf.language, shelf.kind][shelf.name] = len(numbers)
            yield shelf_name(shelf), numbers
    for (language, kind), counts in names.items():
        yield f"names/{language}/{kind}", counts

    parts = parts_of(site, (output for output in outputs if output.kind != "sitemap"))
    for part, addresses in parts.items():
        yield f"sitemap/{part}", addresses
    yield "sitemaps", {part: files_of(part, addresses) for part, addresses in parts.items()}
    yield "redirects", site.redirects
    yield "assets", site.assets
    yield (
        "facts",
        Facts(
            settings=settings,
            terms=collected.terms,
            pages=site.pages,
            stencils=stencils,
            odd_paths=frozenset(
                other for output in outputs if (other := on_other_disks(output.path)) != output.path
            ),
            buckets=count,
            noted=_bucket_count(len(outputs)),
            top=max(catalogue.cards, default=0),
            settled=settled,
        ),
    )


def notes_on(
    outputs: Sequence[Output], made: Mapping[str, Made], kinds: Iterable[str]
) -> Iterator[tuple[str, object]]:
    """What was noted of the outputs, one by one where a narrow build asks for few, else by kind."""
    small: Bucket = {}
    whole: dict[str, dict[str, Made]] = {kind: {} for kind in kinds}
    for output in outputs:
        if KIND_BY_NAME[output.kind].narrow:
            small[OUTPUT, output.path] = made[output.path]
        else:
            whole[output.kind][output.path] = made[output.path]
    yield from _in_buckets(small, "noted", _bucket_count(len(outputs)))
    for kind, some in whole.items():
        yield f"kind/{kind}", some


def shelves_of_notes(facts: Facts) -> list[str]:
    """The records of what was noted of the outputs."""
    return [f"noted/{number}" for number in range(facts.noted)] + [
        f"kind/{kind}" for kind in sorted(facts.settings.config.outputs)
    ]


def on_other_disks(path: str) -> str:
    """A path as disks take it that do not tell cases apart."""
    return normalize("NFC", path).casefold()


def _keys(content: Content) -> dict[str, bytes]:
    """File -> key of its record."""
    return {
        record.value.file: key
        for record, key in zip(content.records, content.keys, strict=True)
        if record.value is not None
    }


def _small_records(collected: Collected, content: Content, settings: Settings) -> Bucket:
    """Who has which name, where which file is filed, who cites which address."""
    numbers = {filed.card.file: number for number, filed in collected.catalogue.cards.items()}
    keys = _keys(content)
    small: Bucket = dict(counted(_notes(collected, content, settings, numbers)))
    for entry in content.entries:
        small[FILE, entry.file] = (numbers.get(entry.file, 0), keys[entry.file])
    for shelf, listed in collected.catalogue.lists.items():
        if shelf.kind == CITED:
            small[CITED, f"{shelf.language} {shelf.name}"] = listed
    return small


def _notes(
    collected: Collected, content: Content, settings: Settings, numbers: Mapping[str, int]
) -> Iterator[Note]:
    pages = {page.file: page.url for page in collected.site.pages}
    for record in content.records:
        value = record.value
        if isinstance(value, Entry):
            number = numbers.get(value.file)
            url = collected.catalogue.filed(number).card.url if number else ""
            links = addresses_within(record.body, url) if url else ()
            yield from notes_of(value, settings.vocabulary, links)
        elif value is not None:
            for address in addresses_within(record.body, pages[value.file]):
                yield "link", address, ""


class Buckets:
    """The small records of an index, and what is other in them now."""

    def __init__(self, index: Index, facts: Facts) -> None:
        self._index, self._facts = index, facts
        self._read: dict[str, Bucket] = {}
        self._changed: set[str] = set()

    def find(self, kind: str, name: str) -> Any:
        """A small record, or None."""
        return self._bucket(kind, name).get((kind, name))

    def get(self, kind: str, name: str) -> Any:
        """A small record that must be there; raises LostRecordError where it is not."""
        value = self.find(kind, name)
        if value is None:
            raise LostRecordError(f"{kind} {name}")
        return value

    def put(self, kind: str, name: str, value: object) -> None:
        """Change a small record; None takes it out."""
        bucket = self._bucket(kind, name)
        self._changed.add(self._name(kind, name))
        if value:
            bucket[kind, name] = value
        else:
            bucket.pop((kind, name), None)

    def changed(self) -> dict[str, object]:
        """The records to write."""
        return {name: self._read[name] for name in self._changed}

    def _bucket(self, kind: str, name: str) -> Bucket:
        bucket = self._name(kind, name)
        if bucket not in self._read:
            self._read[bucket] = self._index.get(bucket)
        return self._read[bucket]

    def _name(self, kind: str, name: str) -> str:
        folder, count = ("noted", self._facts.noted) if kind == OUTPUT else ("bucket", self._facts.buckets)
        return f"{folder}/{_number(kind, name, count)}"


class StoredCatalogue:
    """The catalogue as the last build left it, read as it is asked for."""

    def __init__(self, index: Index, buckets: Buckets, entry_of: Callable[[bytes], Entry | None]) -> None:
        self._index, self._buckets, self._entry_of = index, buckets, entry_of
        self._rows: dict[int, tuple[Filed, bytes]] = {}
        self._lists: dict[Shelf, Sequence[int]] = {}
        self._names: dict[tuple[str, str], Mapping[str, int]] = {}

    def filed(self, number: int) -> Filed:
        """The entry of that number, as others see it."""
        return self._row(number)[0]

    def entry(self, number: int) -> Entry:
        """The same as its editor wrote it."""
        entry = self._entry_of(self._row(number)[1])
        if entry is None:
            raise LostRecordError(f"entry {number}")
        return entry

    def numbers(self, shelf: Shelf) -> Sequence[int]:
        """The entries on a shelf, oldest first."""
        if shelf not in self._lists:
            self._lists[shelf] = self._list(shelf)
        return self._lists[shelf]

    def shelves(self, language: str, kind: ShelfKind) -> Mapping[str, int]:
        """Name -> number of entries, of each shelf of a kind."""
        if (language, kind) not in self._names:
            self._names[language, kind] = self._index.get(f"names/{language}/{kind}")
        return self._names[language, kind]

    def _row(self, number: int) -> tuple[Filed, bytes]:
        if number not in self._rows:
            self._rows[number] = self._index.get(f"entry/{number}")
        return self._rows[number]

    def _list(self, shelf: Shelf) -> Sequence[int]:
        if shelf.kind == CITED:
            return self._buckets.find(CITED, f"{shelf.language} {shelf.name}") or array("q")
        there = shelf.name in self.shelves(shelf.language, shelf.kind)
        return self._index.get(shelf_name(shelf)) if there else array("q")


def made_of(index: Index) -> dict[str, Made]:
    """Path -> what the last build noted of the file, as far as that is whole."""
    found: dict[str, Made] = {}
    for _, bucket in index.below("noted/"):
        found |= {name: note for (_, name), note in bucket.items()}
    for _, some in index.below("kind/"):
        found |= some
    return found


def shelves_changed(
    lists: Mapping[Shelf, "array[int]"], base: StoredCatalogue
) -> tuple[dict[str, object], list[str]]:
    """Records to write for lists that are other now, and those to delete."""
    records: dict[str, object] = {}
    gone: list[str] = []
    names: defaultdict[tuple[str, ShelfKind], dict[str, int]] = defaultdict(dict)
    for shelf, numbers in lists.items():
        if shelf.kind == CITED:
            continue
        names[shelf.language, shelf.kind][shelf.name] = len(numbers)
        if numbers:
            records[shelf_name(shelf)] = numbers
        else:
            gone.append(shelf_name(shelf))
    for (language, kind), counts in names.items():
        merged = {**base.shelves(language, kind), **counts}
        records[f"names/{language}/{kind}"] = {name: count for name, count in merged.items() if count}
    return records, gone


def all_kinds(names: Iterable[str], index: Index) -> dict[str, Made]:
    """Path -> what was noted of the files of some kinds that are not narrow."""
    found: dict[str, Made] = {}
    for name in names:
        found |= index.get(f"kind/{name}")
    return found
