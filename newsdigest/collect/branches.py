"""One language of the site: its entries with their neighbours, lists, tags, publishers, dates."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsdigest.collect.calendar import years_of
from newsdigest.collect.cards import branch_language, id_of
from newsdigest.collect.moments import instant_of
from newsdigest.collect.paginate import paginate
from newsdigest.collect.related import earlier_of, related_of
from newsdigest.collect.terms import Terms, tag_term
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.site import Branch, Card, Corrected, EntryPage, PublisherPage, Story, TagPage, Term
from newsdigest.model.slug import slugify


def branch_of(
    language: str,
    entries: Sequence[Entry],
    cards: Sequence[Card],
    translations: Mapping[str, tuple[Card, ...]],
    bodies: Mapping[str, bytes],
    terms: Terms,
    config: Config,
) -> Branch:
    """The site in one language; entries and cards of all languages come oldest first."""
    prefix = "" if language == config.language else f"/{language}"
    own = [
        (entry, card)
        for entry, card in zip(entries, cards, strict=True)
        if branch_language(entry, config.languages) == language
    ]
    oldest_first = [card for _, card in own]
    newest_first = oldest_first[::-1]
    related, earlier = related_of(oldest_first, config.related), earlier_of(oldest_first)
    entry_pages = [
        EntryPage(
            entry=entry,
            card=card,
            id=id_of(entry, card, config),
            body=bodies[entry.file],
            newer=oldest_first[number + 1] if number + 1 < len(own) else None,
            older=oldest_first[number - 1] if number else None,
            related=related[card.file],
            earlier=earlier.get(card.file, ()),
            translations=translations.get(card.file, ()),
            story=_story_term(entry),
        )
        for number, (entry, card) in enumerate(own)
    ][::-1]
    return Branch(
        language=language,
        prefix=prefix,
        entries=tuple(entry_pages),
        home=paginate(f"{prefix}/", newest_first, config.per_page),
        tags=_tag_pages(newest_first, prefix, language, terms, config),
        publishers=_publisher_pages(newest_first, prefix, terms, config),
        stories=_stories(entry_pages, prefix),
        years=years_of(newest_first),
        corrections=_corrections(entry_pages, config),
    )


def _tag_pages(
    cards: Sequence[Card], prefix: str, language: str, terms: Terms, config: Config
) -> tuple[TagPage, ...]:
    """A page for each tag with entries of its own or of a narrower tag."""
    by_slug: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for slug in dict.fromkeys(s for tag in card.tags for s in _with_broader(tag.slug, terms)):
            by_slug[slug].append(card)
    children: dict[str, list[Term]] = defaultdict(list)
    for slug in by_slug:
        children[terms.tag_by_slug[slug].parent].append(tag_term(terms.tag_by_slug[slug], language))
    pages = []
    for slug, tagged in by_slug.items():
        tag = terms.tag_by_slug[slug]
        parent = terms.tag_by_slug.get(tag.parent)
        pages.append(
            TagPage(
                tag=tag,
                term=tag_term(tag, language),
                listing=paginate(f"{prefix}/tags/{slug}/", tagged, config.per_page),
                parent=tag_term(parent, language) if parent else None,
                children=_by_label(children[slug]),
            )
        )
    return tuple(sorted(pages, key=lambda page: _label_key(page.term)))


def _with_broader(slug: str, terms: Terms) -> list[str]:
    """A tag and the tags above it, narrowest first; a ring ends where it closes."""
    found: list[str] = []
    while slug in terms.tag_by_slug and slug not in found:
        found.append(slug)
        slug = terms.tag_by_slug[slug].parent
    return found


def _publisher_pages(
    cards: Sequence[Card], prefix: str, terms: Terms, config: Config
) -> tuple[PublisherPage, ...]:
    """A page for each publisher and agency that an entry cites."""
    cited: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        names = (name for source in card.sources for name in (source.publisher, source.agency) if name)
        for slug in dict.fromkeys(name.slug for name in names):
            cited[slug].append(card)
    by_slug = {publisher.slug: publisher for publisher in terms.publishers.values()}
    pages = (
        PublisherPage(
            publisher=by_slug[slug],
            term=Term(slug, by_slug[slug].name),
            listing=paginate(f"{prefix}/publishers/{slug}/", citing, config.per_page),
        )
        for slug, citing in cited.items()
        if slug
    )
    return tuple(sorted(pages, key=lambda page: _label_key(page.term)))


def _story_term(entry: Entry) -> Term | None:
    return Term(slugify(entry.story), entry.story) if slugify(entry.story) else None


def _stories(pages: Sequence[EntryPage], prefix: str) -> tuple[Story, ...]:
    """Threads; the name as its oldest entry spells it. Pages come newest first."""
    threads: dict[str, list[EntryPage]] = defaultdict(list)
    for page in reversed(pages):
        if page.story:
            threads[page.story.slug].append(page)
    stories = (
        Story(thread[0].story, f"{prefix}/stories/{slug}/", tuple(page.card for page in thread))
        for slug, thread in threads.items()
        if thread[0].story
    )
    return tuple(sorted(stories, key=lambda story: _label_key(story.term)))


def _corrections(pages: Sequence[EntryPage], config: Config) -> tuple[Corrected, ...]:
    found = (
        Corrected(correction, instant_of(correction.date, config.zone), page.card)
        for page in pages
        for correction in page.entry.corrections
    )
    return tuple(sorted(found, key=lambda one: (one.instant, one.card.url), reverse=True))


def _by_label(terms: Sequence[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=_label_key))


def _label_key(term: Term) -> tuple[str, str]:
    return (term.label.casefold(), term.slug)
