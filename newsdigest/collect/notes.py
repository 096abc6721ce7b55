"""What an entry says that binds it to others: the names of which a narrow build asks who else has them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from newsdigest.model.entry import Entry
from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Vocabulary

Note = tuple[str, str, str]
"""What kind of name, the name, and in which way it is meant."""

Notes = dict[tuple[str, str], Counter[str]]
"""Kind and name -> how often it is meant in each way."""

TAG, PUBLISHER, AGENCY, SLUG, ID, WANTED, LINK = "tag", "publisher", "agency", "slug", "id", "wanted", "link"


def notes_of(entry: Entry, vocabulary: Vocabulary, links: Iterable[str] = ()) -> Iterator[Note]:
    """The names that an entry uses and the vocabulary does not list, its id, and what it refers to.

    `links` are the addresses of the site to which its body leads.
    """
    for name in dict.fromkeys(entry.tags):
        if fold(name) not in vocabulary.tag_by_name:
            yield TAG, fold(name), name.strip()
            yield SLUG, f"tags/{slugify(name)}", fold(name)
    for source in entry.sources:
        for name, role in ((source.publisher, PUBLISHER), (source.agency, AGENCY)):
            if name and fold(name) not in vocabulary.publisher_by_name:
                yield PUBLISHER, fold(name), f"{role} {name.strip()}"
                yield SLUG, f"publishers/{slugify(name)}", fold(name)
    if entry.id:
        yield ID, entry.id, ""
    if entry.translates:
        for target in translated(entry.translates):
            yield WANTED, target, ""
    for address in links:
        yield LINK, address, ""


def translated(name: str) -> set[str]:
    """What `translates` may mean by a name: slug, id or address, or the last part of the last two."""
    return {name, name.strip("/").rpartition("/")[2], name.rpartition(":")[2]}


def counted(notes: Iterable[Note]) -> Notes:
    """Notes, put together."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kind, name, way in notes:
        found[kind, name][way] += 1
    return dict(found)
