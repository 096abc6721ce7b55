"""Old addresses that lead to new ones: aliases of entries and pages, other names of tags."""

from collections.abc import Iterable, Iterator, Sequence, Set

from newsdigest.model.entry import Entry
from newsdigest.model.page import Page
from newsdigest.model.site import Branch, Card, Redirect, StandingPage
from newsdigest.model.slug import slugify
from newsdigest.model.vocabulary import Vocabulary


def redirects_of(
    entries: Iterable[tuple[Entry, Card]],
    branches: Sequence[Branch],
    pages: Sequence[Page],
    standing: Sequence[StandingPage],
    vocabulary: Vocabulary,
    kinds: Set[str],
) -> tuple[Redirect, ...]:
    """Every redirect to an output of these kinds, by address.

    Those of tags give way where a tag has a page of its own.
    """
    asked: list[Redirect] = []
    if "entries" in kinds:
        asked += (Redirect(alias, card.url, entry.file) for entry, card in entries for alias in entry.aliases)
    if "pages" in kinds:
        asked += (
            Redirect(alias, made.url, page.file)
            for page, made in zip(pages, standing, strict=True)
            for alias in page.aliases
        )
    if "tags" in kinds:
        asked += (redirect for branch in branches for redirect in tag_redirects(branch, vocabulary))
    return tuple(sorted(asked, key=lambda redirect: (redirect.url, redirect.file)))


def tag_redirects(branch: Branch, vocabulary: Vocabulary) -> Iterator[Redirect]:
    """From the slugs of a tag's aliases, and of tags retired into it, to its page in this branch."""
    shown = {page.tag.slug: page.listing.url for page in branch.tags}
    taken = set(shown)
    for tag in vocabulary.tags:
        target = shown.get(tag.retired_into or tag.slug)
        if target is None:
            continue
        for slug in dict.fromkeys(map(slugify, (tag.slug, *tag.aliases))):
            if slug and slug not in taken:
                taken.add(slug)
                yield Redirect(f"{branch.prefix}/tags/{slug}/", target, "content/tags.yaml")
