"""Rules over the tags and publishers that entries name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Vocabulary

Use = tuple[Entry, str, str]
"""An entry, the path of a field in it, and the name that stands there."""


def tags_not_listed(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """In a closed vocabulary, every tag stands in content/tags.yaml."""
    if not config.closed_tags:
        return
    known = vocabulary.tag_by_name
    labels = {fold(tag.label): tag.label for tag in vocabulary.tags} | {
        fold(tag.slug): tag.slug for tag in vocabulary.tags
    }
    for entry, path, name in _tag_uses(entries):
        if fold(name) not in known:
            message = f"`{name}` is not in content/tags.yaml"
            hint = _hint(name, labels, "add it there")
            yield Problem(entry.file, *entry.place(path), "unknown-tag", message, hint)


def publishers_not_listed(
    entries: Sequence[Entry], vocabulary: Vocabulary, config: Config
) -> Iterator[Problem]:
    """Where the list of publishers is closed, every publisher and agency stands in it."""
    if not config.closed_publishers:
        return
    known = vocabulary.publisher_by_name
    names = {fold(one.name): one.name for one in vocabulary.publishers}
    for entry, path, name in _publisher_uses(entries):
        if fold(name) not in known:
            message = f"`{name}` is not in content/publishers.yaml"
            hint = _hint(name, names, "add it there")
            yield Problem(entry.file, *entry.place(path), "unknown-publisher", message, hint)


def spellings_of_a_tag(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """Spellings of one unlisted tag are read as one; the first by file is the one to keep."""
    if config.closed_tags:
        return
    known = vocabulary.tag_by_name
    first: dict[str, tuple[str, str]] = {}
    told: set[tuple[str, str]] = set()
    for entry, path, name in _tag_uses(entries):
        if fold(name) in known:
            continue
        spelling, file = first.setdefault(fold(name), (name, entry.file))
        if name != spelling and (name, spelling) not in told:
            told.add((name, spelling))
            message = f"`{name}` is the tag that {file} spells `{spelling}`"
            hint = "choose one spelling, or list the tag in content/tags.yaml with the other as an alias"
            yield Problem(entry.file, *entry.place(path), "tag-spelling", message, hint, "warning")


def tags_of_one_slug(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """Two tags need two addresses: `C++` and `C#` would both be /tags/c/."""
    listed = {tag.slug: tag.label for tag in vocabulary.tags}
    uses = (use for use in _tag_uses(entries) if fold(use[2]) not in vocabulary.tag_by_name)
    yield from _one_slug(uses, listed, "tag", "content/tags.yaml")


def publishers_of_one_slug(
    entries: Sequence[Entry], vocabulary: Vocabulary, config: Config
) -> Iterator[Problem]:
    """The same for publishers and agencies."""
    listed = {one.slug: one.name for one in vocabulary.publishers}
    uses = (use for use in _publisher_uses(entries) if fold(use[2]) not in vocabulary.publisher_by_name)
    yield from _one_slug(uses, listed, "publisher", "content/publishers.yaml")


def stories_without_slug(
    entries: Sequence[Entry], vocabulary: Vocabulary, config: Config
) -> Iterator[Problem]:
    """A thread of entries has an address."""
    for entry in entries:
        if entry.story and not slugify(entry.story):
            message = f"the story `{entry.story}` gives no address: it has neither letter nor digit"
            yield Problem(entry.file, *entry.place("story"), "empty-slug", message, "give it a name in words")


def _one_slug(uses: Iterable[Use], listed: Mapping[str, str], noun: str, file: str) -> Iterator[Problem]:
    """Names that are not listed, and have the slug of another or none; each is told where it first stands."""
    owners = {slug: ("", name, file) for slug, name in listed.items()}
    told: set[str] = set()
    for entry, path, name in uses:
        key, slug = fold(name), slugify(name)
        if key in told:
            continue
        if not slug:
            told.add(key)
            message = f"the {noun} `{name}` gives no address: it has neither letter nor digit"
            hint = f"list it in {file} as an alias of one with a slug"
            yield Problem(entry.file, *entry.place(path), "empty-slug", message, hint)
            continue
        owner, other, where = owners.setdefault(slug, (key, name, entry.file))
        if owner != key:
            told.add(key)
            message = f"the {noun}s `{name}` and `{other}` ({where}) have one address: /{noun}s/{slug}/"
            hint = f"list both in {file}, each with a slug of its own"
            yield Problem(entry.file, *entry.place(path), "one-slug", message, hint)


def _tag_uses(entries: Sequence[Entry]) -> Iterator[Use]:
    """Each tag of each entry, with the path of its place."""
    for entry in entries:
        for number, name in enumerate(entry.tags):
            yield entry, f"tags.{number}", name


def _publisher_uses(entries: Sequence[Entry]) -> Iterator[Use]:
    """Each publisher and agency of each source, with the path of its place."""
    for entry in entries:
        for number, source in enumerate(entry.sources):
            for key, name in (("publisher", source.publisher), ("agency", source.agency)):
                if name:
                    yield entry, f"sources.{number}.{key}", name


def _hint(name: str, known: dict[str, str], otherwise: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(fold(name), known, 1, 0.6)
    return f"did you mean `{known[near[0]]}`?" if near else otherwise
