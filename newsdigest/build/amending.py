"""Joins load, collect and check: what a few changed entries make of the site that the index knows."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.indexing import FILE, Buckets, Facts, StoredCatalogue
from newsdigest.build.reading import Record
from newsdigest.check.links import addresses_within
from newsdigest.collect.amended import Amended, Placed, number_for, order_of
from newsdigest.collect.branches import branch_of
from newsdigest.collect.cards import branch_language, card_of
from newsdigest.collect.filing import file_entry, shelves_of
from newsdigest.collect.moments import is_shown
from newsdigest.collect.notes import AGENCY, ID, PUBLISHER, SLUG, TAG, WANTED, Note, notes_of
from newsdigest.collect.terms import Terms
from newsdigest.collect.touched import Change, Touched, stirred_by, touched_in
from newsdigest.model.catalogue import Catalogue, Shelf
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.lazy import Deferred
from newsdigest.model.problem import errors
from newsdigest.model.site import Site
from newsdigest.model.slug import slugify
from newsdigest.model.vocabulary import Publisher, Tag
from newsdigest.store.cache import Cache
from newsdigest.store.index import Index, LostRecordError


class TooWideError(Exception):
    """A change may alter more than a narrow build looks at; the whole build finds out."""


class Changed(Struct, frozen=True):
    """A file of an entry, as the last build had it and as it is now; None where it is not there."""

    file: str
    before: Record | None
    was: Placed | None
    """Where it stood in the published site."""
    key: bytes
    now: Record | None
    is_: Placed | None


class Sites(Struct, frozen=True):
    """The site as it was published, and as it will be; touched is what the change can alter."""

    before: Site | None
    """None where entries changed and stayed where they were: then no output can have gone."""
    now: Site
    stored: StoredCatalogue
    amended: Amended
    terms: Terms
    changes: tuple[Changed, ...]

    def settling(self, kind: str) -> "Sites":
        """The same, where nothing of a kind of output is touched."""
        before = self.before and replace(self.before, settled=self.before.settled | {kind})
        return replace(self, before=before, now=replace(self.now, settled=self.now.settled | {kind}))


def entry_of(record: Record | None) -> Entry | None:
    """The entry in a record of a content file."""
    return record.value if record and isinstance(record.value, Entry) else None


def amend(
    facts: Facts,
    index: Index,
    buckets: Buckets,
    cache: Cache,
    read: Sequence[tuple[str, bytes, Record | None]],
    now: datetime,
    *,
    drafts: bool,
) -> Sites:
    """The site with the files that were read anew; raises TooWideError where others might be concerned.

    `read` has file, key and record of each; None for a file that has gone. `drafts` shows drafts too.
    """

    def entry_at(key: bytes) -> Entry | None:
        return entry_of(cache.get(key))

    stored = StoredCatalogue(index, buckets, entry_at)
    amended = Amended(stored)
    known = [_before(file, facts, stored, buckets, cache) for file, _, _ in read]
    for (file, _, record), (old, _) in zip(read, known, strict=True):
        _ask_alone(file, old, record)
    terms = _terms(facts, [entry for _, _, record in read if (entry := entry_of(record))])
    for _, was in known:
        if was:
            amended.take_out(was)
    top, config = facts.top, facts.settings.config
    placed: dict[str, Placed] = {}
    for anew in (False, True):  # first those that keep their numbers: a new one is found between them
        for (file, _, record), (_, was) in zip(read, known, strict=True):
            entry = entry_of(record)
            shown = entry is not None and is_shown(entry, now, config.zone, drafts=drafts)
            if file in placed or not (entry and record and shown):
                continue
            is_ = _placed(entry, record, was, terms, amended, top, index, config, now, anew=anew)
            if is_:
                placed[file] = is_
                amended.put_in(is_)
                top = max(top, is_.number)
    changes = [
        Changed(file, old, was, key, record, placed.get(file))
        for (file, key, record), (old, was) in zip(read, known, strict=True)
    ]
    for change in changes:
        _ask_names(change, buckets, facts)
    before, after = _read_both(facts, index, stored, amended, terms, changes, now)
    return Sites(before, after, stored, amended, terms, tuple(changes))


def _before(
    file: str, facts: Facts, stored: StoredCatalogue, buckets: Buckets, cache: Cache
) -> tuple[Record | None, Placed | None]:
    """What the last build knew of a file."""
    found = buckets.find(FILE, file)
    if found is None:
        return None, None
    number, key = found
    record = cache.get(key)
    entry = entry_of(record)
    if not isinstance(record, Record) or entry is None:
        raise LostRecordError(file)
    if not number:
        return record, None
    filed = stored.filed(number)
    shelves = frozenset(shelves_of(entry, filed, facts.terms, facts.settings.config))
    return record, Placed(number, entry, filed, shelves)


def _ask_alone(file: str, old: Record | None, record: Record | None) -> None:
    """A file that cannot be read keeps the site from being published: the whole build tells all faults."""
    if record is not None and (record.value is None or errors(record.problems)):
        raise TooWideError(f"{file} has faults")
    if record is None and old is None:
        raise TooWideError(f"{file} was never an entry")


def _terms(facts: Facts, entries: Iterable[Entry]) -> Terms:
    """The meaning of names, with those that the vocabulary does not list as these entries write them.

    Names that nobody has any more stay in it: they are on no shelf.
    """
    vocabulary = facts.settings.vocabulary
    tags, publishers = dict(facts.terms.tags), dict(facts.terms.publishers)
    for entry in entries:
        for kind, name, way in notes_of(entry, vocabulary):
            if kind == TAG:
                tags.pop(name, None)
                tags[name] = Tag(slugify(way), way)
            elif kind == PUBLISHER:
                role, _, label = way.partition(" ")
                publishers.pop(name, None)
                publishers[name] = Publisher(slugify(label), label, agency=role == AGENCY)
    listed = {tag.slug: tag for tag in vocabulary.tags}
    return Terms(tags, publishers, {tag.slug: tag for tag in tags.values()} | listed)


def _placed(
    entry: Entry,
    record: Record,
    was: Placed | None,
    terms: Terms,
    amended: Amended,
    top: int,
    index: Index,
    config: Config,
    now: datetime,
    *,
    anew: bool,
) -> Placed | None:
    """An entry in the catalogue: where it was, unless its date, slug or language is another.

    Then it gets a number if it shall be placed anew, and else is none.
    """
    card = card_of(entry, terms, config, now)
    group = was.filed.group if was else ""
    filed = file_entry(entry, card, record.body_key, record.body.pictures, group, config)
    shelves = frozenset(shelves_of(entry, filed, terms, config))
    language = branch_language(entry, config.languages)
    home = Shelf(language, "home", "")
    if was and home in was.shelves and order_of(was.filed.card) == order_of(card):
        number = was.number
    elif not anew:
        return None
    else:

        def is_taken(number: int) -> bool:
            return number in amended.placed or index.find(f"entry/{number}") is not None

        number = number_for(card, amended.numbers(home), top, amended, is_taken)
    return Placed(number, entry, filed, shelves)


def _ask_names(change: Changed, buckets: Buckets, facts: Facts) -> None:
    """Whether a changed entry's names concern others: another spelling, the same id, a translation."""
    vocabulary = facts.settings.vocabulary
    notes_before, notes_now = _notes(change.before, change.was, facts), _notes(change.now, change.is_, facts)
    for kind, name, way in notes_before:
        ways = dict(buckets.find(kind, name) or {})
        if kind in (TAG, PUBLISHER, SLUG) and len(ways) > 1:
            raise TooWideError(f"{name} was written in several ways, and others may have been told so")
        ways[way] = ways.get(way, 0) - 1
        buckets.put(kind, name, {one: count for one, count in ways.items() if count > 0})
    for kind, name, way in notes_now:
        ways = dict(buckets.find(kind, name) or {})
        ways[way] = ways.get(way, 0) + 1
        buckets.put(kind, name, ways)
    listed = {f"tags/{tag.slug}" for tag in vocabulary.tags} | {
        f"publishers/{publisher.slug}" for publisher in vocabulary.publishers
    }
    for kind, name, _ in {*notes_before, *notes_now}:
        ways = buckets.find(kind, name) or {}
        if kind in (TAG, PUBLISHER, SLUG) and len(ways) > 1:
            raise TooWideError(f"{name} is written in several ways")
        if kind == SLUG and ways and (name in listed or name.endswith("/")):
            raise TooWideError(f"{name} is no address of its own")
        if kind == ID and sum(ways.values()) > 1:
            raise TooWideError(f"the id {name} is that of two entries")
    before, now = _called(change.was, change.before), _called(change.is_, change.now)
    entries = [entry for entry in map(entry_of, (change.before, change.now)) if entry]
    if before != now:
        if any(buckets.find(WANTED, name) for name in before | now):
            raise TooWideError(f"{change.file} has translations")
        if any(entry.translates for entry in entries):
            raise TooWideError(f"{change.file} is a translation")
    if _aliases(change.was) != _aliases(change.is_):
        raise TooWideError(f"{change.file} has old addresses")


def _aliases(placed: Placed | None) -> list[tuple[str, str]]:
    return [(alias, placed.filed.card.url) for alias in placed.entry.aliases] if placed else []


def _called(placed: Placed | None, record: Record | None) -> frozenset[str]:
    """All by which `translates` of another entry may mean one, and what it translates itself."""
    entry = entry_of(record)
    if entry is None:
        return frozenset()
    names = {entry.slug, entry.id, f"translates {entry.translates}"}
    if placed:
        names |= {placed.filed.card.url, placed.filed.id}
    return frozenset(names - {""})


def _notes(record: Record | None, placed: Placed | None, facts: Facts) -> list[Note]:
    entry = entry_of(record)
    if entry is None or record is None:
        return []
    links = addresses_within(record.body, placed.filed.card.url) if placed else ()
    return list(notes_of(entry, facts.settings.vocabulary, links))


def _read_both(
    facts: Facts,
    index: Index,
    stored: StoredCatalogue,
    amended: Amended,
    terms: Terms,
    changes: Sequence[Changed],
    now: datetime,
) -> tuple[Site | None, Site]:
    """The sites before and after, each with what the change touches in it."""
    stirs = [change for one in changes for change in _stirs(one)]
    stirred = stirred_by(stirs)
    per_page = facts.settings.config.per_page
    untold = not any(shelf.kind == "corrected" for shelf in stirred)

    def site(catalogue: Catalogue, other: Catalogue, meant: Terms) -> Site:
        touched: dict[str, Touched] = {
            language: touched_in(catalogue, other, language, stirred, per_page)
            for language in facts.settings.config.languages
        }
        return Site(
            config=facts.settings.config,
            moment=now,
            branches=tuple(
                branch_of(language, catalogue, meant, facts.settings.config, touched[language])
                for language in touched
            ),
            pages=facts.pages,
            redirects=Deferred(lambda: index.get("redirects"), any_there=True),
            assets=Deferred(lambda: index.get("assets"), any_there=True),
            tags=meant.tag_by_slug,
            settled=frozenset(("corrections", "corrections_feed")) if untold else frozenset(),
        )

    stayed = all(was == now for _, was, now in stirs)
    stayed &= "search" not in facts.settings.config.outputs  # whose files are named by what is in them
    return None if stayed else site(stored, amended, facts.terms), site(amended, stored, terms)


def _stirs(change: Changed) -> Iterable[Change]:
    was, is_ = change.was, change.is_
    nowhere: frozenset[Shelf] = frozenset()
    if was and is_ and was.number == is_.number:
        yield was.number, was.shelves, is_.shelves
    else:
        if was:
            yield was.number, was.shelves, nowhere
        if is_:
            yield is_.number, nowhere, is_.shelves
