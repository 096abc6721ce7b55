"""Where entries stand in the catalogue: in which order, and on which lists."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from newsdigest.collect.cards import branch_language, id_of
from newsdigest.collect.terms import Terms
from newsdigest.model.catalogue import STEP, Shelf, ShelfKind
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.site import Card, Filed, Term
from newsdigest.model.slug import slugify
from newsdigest.model.url import canonical

GROUP_LANGUAGE = ""
"""Shelves of translations are of no language."""


class WholeCatalogue(Struct):
    """A catalogue in memory, of all entries."""

    entries: dict[int, Entry] = field(default_factory=dict)
    cards: dict[int, Filed] = field(default_factory=dict)
    lists: dict[Shelf, "array[int]"] = field(default_factory=dict)

    def filed(self, number: int) -> Filed:
        """The entry of that number, as others see it."""
        return self.cards[number]

    def entry(self, number: int) -> Entry:
        """The same as its editor wrote it."""
        return self.entries[number]

    def numbers(self, shelf: Shelf) -> Sequence[int]:
        """The entries on a shelf, oldest first."""
        return self.lists.get(shelf, ())

    def shelves(self, language: str, kind: ShelfKind) -> Mapping[str, int]:
        """Name -> number of entries, of each shelf of a kind."""
        return {
            shelf.name: len(numbers)
            for shelf, numbers in self.lists.items()
            if shelf.kind == kind and shelf.language == language
        }


def catalogue_of(
    entries: Sequence[Entry],
    cards: Sequence[Card],
    bodies: Mapping[str, bytes],
    pictures: Mapping[str, tuple[str, ...]],
    terms: Terms,
    config: Config,
) -> WholeCatalogue:
    """A new catalogue of entries and their cards, which come oldest first."""
    groups = _groups(entries, cards, config)
    made = WholeCatalogue()
    lists: defaultdict[Shelf, array[int]] = defaultdict(lambda: array("q"))
    for place, (entry, card) in enumerate(zip(entries, cards, strict=True), 1):
        number = place * STEP
        shown = pictures.get(entry.file, ())
        filed = file_entry(entry, card, bodies[entry.file], shown, groups.get(entry.file, ""), config)
        made.entries[number], made.cards[number] = entry, filed
        for shelf in shelves_of(entry, filed, terms, config):
            lists[shelf].append(number)
    made.lists = dict(lists)
    return made


def file_entry(
    entry: Entry, card: Card, body: bytes, pictures: tuple[str, ...], group: str, config: Config
) -> Filed:
    """An entry as the catalogue has it."""
    slug = slugify(entry.story)
    story = Term(slug, entry.story) if slug else None
    return Filed(card, id_of(entry, card, config), body, story, group, pictures)


def shelves_of(entry: Entry, filed: Filed, terms: Terms, config: Config) -> Iterator[Shelf]:
    """The lists on which an entry stands, each once."""
    card = filed.card
    language = branch_language(entry, config.languages)
    yield Shelf(language, "home", "")
    yield Shelf(language, "day", card.day.isoformat())
    for tag in card.tags if config.related else ():
        yield Shelf(language, "own tag", tag.slug)
    for slug in dict.fromkeys(slug for tag in card.tags for slug in terms.with_broader(tag.slug)):
        yield Shelf(language, "tag", slug)
    names = (name for source in card.sources for name in (source.publisher, source.agency) if name)
    for slug in dict.fromkeys(name.slug for name in names):
        if slug:
            yield Shelf(language, "publisher", slug)
    for address in dict.fromkeys(canonical(source.url) for source in card.sources if source.url):
        yield Shelf(language, "cited", address)
    if filed.story:
        yield Shelf(language, "story", filed.story.slug)
    if entry.corrections:
        yield Shelf(language, "corrected", "")
    if filed.group:
        yield Shelf(GROUP_LANGUAGE, "group", filed.group)


def _groups(entries: Sequence[Entry], cards: Sequence[Card], config: Config) -> Mapping[str, str]:
    """File -> name of the group of translations to which it belongs, for those that have any."""
    if not any(entry.translates for entry in entries):
        return {}
    by_name: dict[str, str] = {}
    for entry, card in zip(entries, cards, strict=True):
        for name in (entry.slug, card.url, id_of(entry, card, config)):
            by_name.setdefault(name, entry.file)
    groups: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        groups[by_name.get(entry.translates, entry.file)].append(entry.file)
    return {file: name for name, files in groups.items() if len(files) > 1 for file in files}
