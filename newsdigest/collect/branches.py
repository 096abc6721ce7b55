"""One language of the site: its entries with their neighbours, lists, tags, publishers, dates."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.collect.activity import Activity
from newsdigest.collect.calendar import years_of
from newsdigest.collect.filing import GROUP_LANGUAGE
from newsdigest.collect.moments import instant_of
from newsdigest.collect.paginate import paginate
from newsdigest.collect.related import earlier_of, related_of
from newsdigest.collect.terms import Terms, tag_term
from newsdigest.collect.touched import Touched
from newsdigest.model.catalogue import Catalogue, Shelf, ShelfKind, after, before
from newsdigest.model.config import Config
from newsdigest.model.lazy import Deferred, Lazy
from newsdigest.model.site import (
    Branch,
    Card,
    Corrected,
    EntryPage,
    Filed,
    Listing,
    PublisherPage,
    Story,
    TagPage,
    Term,
)
from newsdigest.model.vocabulary import broader


def branch_of(
    language: str, catalogue: Catalogue, terms: Terms, config: Config, touched: Touched | None = None
) -> Branch:
    """The site in one language; what is touched is all of it where nothing is said."""
    shelves = _Shelves(language, catalogue, terms, config, touched, Activity(catalogue, language))
    return Branch(
        language=language,
        prefix=shelves.prefix,
        entries=shelves.entries(),
        touched=shelves.touched_entries(),
        home=shelves.listing(Shelf(language, "home", ""), "/"),
        tags=shelves.tags(),
        publishers=shelves.publishers(),
        stories=shelves.stories(),
        touched_stories=shelves.touched_stories(),
        years=years_of(shelves.days(), touched.times if touched else None),
        corrections=shelves.corrections(),
    )


class _Shelves(Struct, frozen=True):
    """The shelves of one language, read as pages show them."""

    language: str
    catalogue: Catalogue
    terms: Terms
    config: Config
    touched: Touched | None
    activity: Activity

    @property
    def prefix(self) -> str:
        return "" if self.language == self.config.language else f"/{self.language}"

    def numbers(self, kind: ShelfKind, name: str = "") -> Sequence[int]:
        return self.catalogue.numbers(Shelf(self.language, kind, name))

    def cards(self, numbers: Iterable[int]) -> tuple[Card, ...]:
        return tuple(self.catalogue.filed(number).card for number in numbers)

    def entries(self) -> Sequence[EntryPage]:
        home = self.numbers("home")
        return Lazy(len(home), lambda place: self.page(home[-1 - place]))

    def touched_entries(self) -> Sequence[EntryPage]:
        if self.touched is None:
            return self.entries()
        wanted = sorted(self.touched.entries & set(self.numbers("home")), reverse=True)
        return Lazy(len(wanted), lambda place: self.page(wanted[place]))

    def page(self, number: int) -> EntryPage:
        """An entry with its neighbours, and the older ones that belong to it."""
        filed, home = self.catalogue.filed(number), self.numbers("home")
        card = filed.card
        older, newer = self.cards(before(home, number, 1)), self.cards(after(home, number, 1))
        related = related_of(number, card, self.language, self.catalogue.numbers, self.config.related)
        return EntryPage(
            entry=self.catalogue.entry(number),
            card=card,
            id=filed.id,
            body=filed.body,
            newer=newer[0] if newer else None,
            older=older[0] if older else None,
            related=self.cards(related),
            earlier=self.cards(earlier_of(number, card, self.language, self.catalogue.numbers)),
            translations=self.translations(filed) if filed.group else (),
            story=filed.story,
            pictures=filed.pictures,
        )

    def translations(self, filed: Filed) -> tuple[Card, ...]:
        """The same entry in other languages, by language code."""
        group = self.cards(self.catalogue.numbers(Shelf(GROUP_LANGUAGE, "group", filed.group)))
        others = (card for card in group if card.file != filed.card.file)
        return tuple(sorted(others, key=lambda card: (card.lang, card.url)))

    def listing(self, shelf: Shelf, address: str, count: int | None = None) -> Listing:
        """A shelf cut into pages."""
        numbers = self.catalogue.numbers
        count = len(numbers(shelf)) if count is None else count
        pages = paginate(
            self.prefix + address,
            count,
            self.config.per_page,
            lambda start, end: self.cards(numbers(shelf)[start:end][::-1]),
            Lazy(count, lambda place: self.catalogue.filed(numbers(shelf)[-1 - place])),
            None if self.touched is None else self.touched.pages.get(shelf, ()),
        )
        by_month = self.activity.by_month
        return replace(pages, months=Deferred(lambda: by_month(numbers(shelf)), any_there=bool(count)))

    def tags(self) -> tuple[TagPage, ...]:
        """A page for each tag with entries of its own or of a narrower tag."""
        counts, by_slug = self.catalogue.shelves(self.language, "tag"), self.terms.tag_by_slug
        children: dict[str, list[Term]] = defaultdict(list)
        for slug in counts:
            children[broader(by_slug[slug], by_slug)].append(tag_term(by_slug[slug], self.language))
        pages = (
            TagPage(
                tag=by_slug[slug],
                term=tag_term(by_slug[slug], self.language),
                listing=self.listing(Shelf(self.language, "tag", slug), f"/tags/{slug}/", count),
                parent=tag_term(parent, self.language) if parent else None,
                children=tuple(sorted(children[slug], key=_label_key)),
            )
            for slug, count in counts.items()
            for parent in [by_slug.get(broader(by_slug[slug], by_slug))]
        )
        return tuple(sorted(pages, key=lambda page: _label_key(page.term)))

    def publishers(self) -> tuple[PublisherPage, ...]:
        """A page for each publisher and agency that an entry cites."""
        by_slug = {publisher.slug: publisher for publisher in self.terms.publishers.values()}
        pages = (
            PublisherPage(
                publisher=by_slug[slug],
                term=Term(slug, by_slug[slug].name),
                listing=self.listing(Shelf(self.language, "publisher", slug), f"/publishers/{slug}/", count),
            )
            for slug, count in self.catalogue.shelves(self.language, "publisher").items()
        )
        return tuple(sorted(pages, key=lambda page: _label_key(page.term)))

    def stories(self) -> Sequence[Story]:
        """Threads of entries."""
        slugs = self.catalogue.shelves(self.language, "story")
        return Deferred(lambda: self.threads(slugs), any_there=bool(slugs))

    def touched_stories(self) -> Sequence[Story]:
        if self.touched is None:
            return self.stories()
        there = self.catalogue.shelves(self.language, "story")
        slugs = [shelf.name for shelf in self.touched.pages if shelf.kind == "story" and shelf.name in there]
        return self.threads(slugs)

    def threads(self, slugs: Iterable[str]) -> tuple[Story, ...]:
        """The name of a thread is as its oldest entry spells it."""
        stories = []
        for slug in slugs:
            numbers = self.numbers("story", slug)
            term = self.catalogue.filed(numbers[0]).story
            assert term is not None
            stories.append(Story(term, f"{self.prefix}/stories/{slug}/", self.cards(numbers)))
        return tuple(sorted(stories, key=lambda story: _label_key(story.term)))

    def days(self) -> dict[dt.date, Sequence[Card]]:
        """Each day's cards, newest first."""
        counts = self.catalogue.shelves(self.language, "day")
        return {dt.date.fromisoformat(name): self.day(name, count) for name, count in counts.items()}

    def day(self, name: str, count: int) -> Sequence[Card]:
        return Lazy(count, lambda place: self.catalogue.filed(self.numbers("day", name)[-1 - place]).card)

    def corrections(self) -> Sequence[Corrected]:
        """What was put right."""
        numbers = self.numbers("corrected")
        return Deferred(lambda: self.corrected(numbers), any_there=bool(numbers))

    def corrected(self, numbers: Sequence[int]) -> tuple[Corrected, ...]:
        """Newest first."""
        found = chain.from_iterable(
            (
                Corrected(correction, instant_of(correction.date, self.config.zone), filed)
                for correction in self.catalogue.entry(number).corrections
            )
            for number in reversed(numbers)
            for filed in [self.catalogue.filed(number)]
        )
        return tuple(sorted(found, key=lambda one: (one.instant, one.card.url), reverse=True))


def _label_key(term: Term) -> tuple[str, str]:
    return (term.label.casefold(), term.slug)
