"""The last step of collecting: entries, pages and files become the Site."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from newsdigest.collect.branches import branch_of
from newsdigest.collect.cards import card_of
from newsdigest.collect.filing import WholeCatalogue, catalogue_of
from newsdigest.collect.moments import date_of, instant_of, is_shown
from newsdigest.collect.redirects import redirects_of
from newsdigest.collect.terms import Terms, collect_terms
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.page import Page
from newsdigest.model.site import Asset, Site, StandingPage
from newsdigest.model.vocabulary import Vocabulary


class Collected(Struct, frozen=True):
    """A site, and what it is a reading of."""

    site: Site
    catalogue: WholeCatalogue
    terms: Terms


def collect(
    entries: Sequence[Entry],
    pages: Sequence[Page],
    bodies: Mapping[str, bytes],
    assets: Sequence[Asset],
    vocabulary: Vocabulary,
    config: Config,
    now: datetime,
    *,
    pictures: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    drafts: bool = False,
) -> Collected:
    """Everything that will be published at an instant; `drafts` adds drafts and scheduled entries.

    `bodies` maps an entry's or page's file to the fingerprint of its rendered body, `pictures` to the
    addresses of the site's own pictures in it.
    """
    zone = config.zone
    shown = [entry for entry in entries if is_shown(entry, now, zone, drafts=drafts)]
    shown.sort(key=lambda entry: (instant_of(date_of(entry, zone, now), zone), entry.slug, entry.file))
    terms = collect_terms(shown, vocabulary)
    cards = [card_of(entry, terms, config, now) for entry in shown]
    catalogue = catalogue_of(shown, cards, bodies, pictures, terms, config)
    branches = tuple(branch_of(language, catalogue, terms, config) for language in config.languages)
    standing = tuple(_standing(page, bodies[page.file], config) for page in pages)
    aliased = zip(shown, cards, strict=True)
    site = Site(
        config=config,
        moment=now,
        branches=branches,
        pages=standing,
        redirects=redirects_of(aliased, branches, pages, standing, vocabulary, config.outputs),
        assets=tuple(assets),
        tags=terms.tag_by_slug,
    )
    return Collected(site, catalogue, terms)


def _standing(page: Page, body: bytes, config: Config) -> StandingPage:
    lang = page.lang or config.language
    prefix = f"/{lang}" if lang in config.languages[1:] else ""
    return StandingPage(
        file=page.file,
        url=f"{prefix}/{page.slug}/",
        title=page.title,
        summary=page.summary,
        lang=lang,
        body=body,
        in_navigation=page.navigation,
    )
