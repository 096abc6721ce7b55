"""Names that entries use, resolved to tags, publishers and stories."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from newsdigest.model.entry import Entry, Source
from newsdigest.model.site import Citation, Term
from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Publisher, Tag, Vocabulary, broader


class Terms(Struct, frozen=True):
    """What the names in the published entries mean."""

    tags: Mapping[str, Tag]
    """Folded name -> tag, listed or not."""
    publishers: Mapping[str, Publisher]
    """Folded name -> publisher or agency, listed or not."""
    tag_by_slug: Mapping[str, Tag]

    def tags_of(self, entry: Entry, language: str) -> tuple[Term, ...]:
        """The entry's tags as a page of that language names them, each once, in the editor's order."""
        found = (self.tags[fold(name)] for name in entry.tags)
        return tuple({tag.slug: tag_term(tag, language) for tag in found}.values())

    def with_broader(self, slug: str) -> list[str]:
        """A tag and the tags above it, narrowest first; a ring ends where it closes."""
        found: list[str] = []
        while slug in self.tag_by_slug and slug not in found:
            found.append(slug)
            slug = broader(self.tag_by_slug[slug], self.tag_by_slug)
        return found

    def citation(self, source: Source) -> Citation:
        """A source with its publisher and agency resolved."""
        return Citation(
            source.title, source.url, self._publisher(source.publisher), self._publisher(source.agency)
        )

    def _publisher(self, name: str) -> Term | None:
        found = self.publishers.get(fold(name)) if name else None
        return Term(found.slug, found.name) if found else None


def collect_terms(entries: Iterable[Entry], vocabulary: Vocabulary) -> Terms:
    """Resolve every name; unlisted ones get a tag or publisher of their own.

    Entries come oldest first: the first spelling of an unlisted name is its label,
    so that a later spelling changes no old page.
    """
    tags = dict(vocabulary.tag_by_name)
    publishers = dict(vocabulary.publisher_by_name)
    for entry in entries:
        for name in entry.tags:
            if fold(name) not in tags:
                tags[fold(name)] = Tag(slug=slugify(name), label=name.strip())
        for source in entry.sources:
            for name, agency in ((source.publisher, False), (source.agency, True)):
                if name and fold(name) not in publishers:
                    publishers[fold(name)] = Publisher(slug=slugify(name), name=name.strip(), agency=agency)
    listed = {tag.slug: tag for tag in vocabulary.tags}
    return Terms(tags, publishers, {tag.slug: tag for tag in tags.values()} | listed)


def tag_term(tag: Tag, language: str) -> Term:
    """The tag as a page of that language names it."""
    return Term(tag.slug, tag.labels.get(language, tag.label))
