"""The plan: every file of the site, before any is made."""

from collections.abc import Iterable, Sequence

from newsdigest.model.output import Kind, Output
from newsdigest.model.site import Site
from newsdigest.outputs.archive import ARCHIVE
from newsdigest.outputs.assets import MEDIA_FILES, STATIC
from newsdigest.outputs.compressed import COMPRESSED, plan_compressed
from newsdigest.outputs.corrections import CORRECTIONS
from newsdigest.outputs.dates import DAYS, MONTHS, YEARS
from newsdigest.outputs.entries import ENTRIES
from newsdigest.outputs.feeds import ATOM, CORRECTIONS_FEED, JSON, PUBLISHER_FEEDS, RSS, TAG_FEEDS
from newsdigest.outputs.follow import FOLLOW
from newsdigest.outputs.headers import HEADERS
from newsdigest.outputs.home import HOME
from newsdigest.outputs.news_sitemap import NEWS_SITEMAP
from newsdigest.outputs.not_found import NOT_FOUND
from newsdigest.outputs.opml import OPML
from newsdigest.outputs.pages import PAGES
from newsdigest.outputs.pictures import PICTURES
from newsdigest.outputs.publishers import PUBLISHERS
from newsdigest.outputs.redirects import REDIRECTS
from newsdigest.outputs.robots import ROBOTS
from newsdigest.outputs.search import SEARCH
from newsdigest.outputs.sitemap import SITEMAP, parts_of, plan_sitemap
from newsdigest.outputs.social_cards import SOCIAL_CARDS
from newsdigest.outputs.stories import STORIES
from newsdigest.outputs.tags import TAGS

KINDS: tuple[Kind, ...] = (
    HOME, ENTRIES, TAGS, TAG_FEEDS, PUBLISHERS, PUBLISHER_FEEDS, STORIES,
    YEARS, MONTHS, DAYS, ARCHIVE, CORRECTIONS, CORRECTIONS_FEED, PAGES, SEARCH, REDIRECTS,
    ATOM, RSS, JSON, OPML, FOLLOW, ROBOTS, NOT_FOUND,
    STATIC, MEDIA_FILES, PICTURES, SOCIAL_CARDS, HEADERS, NEWS_SITEMAP, SITEMAP, COMPRESSED,
)  # fmt: skip
"""Every kind of output; a new kind is one file and its name here."""

KIND_BY_NAME = {kind.name: kind for kind in KINDS}


def plan_touched(site: Site) -> list[Output]:
    """The outputs of those kinds that plan no more than is touched, without the sitemap."""
    return _planned(site, [kind for kind in KINDS if kind.narrow])


def plan_simple(site: Site) -> list[Output]:
    """All outputs of those kinds that plan all or nothing, where a change of entries may alter any."""
    return _planned(site, [kind for kind in KINDS if not kind.narrow and not kind.apart])


def _planned(site: Site, kinds: Iterable[Kind]) -> list[Output]:
    wanted = site.config.outputs - site.settled
    return [output for kind in kinds if kind.name in wanted for output in kind.plan(site)]


def plan(site: Site) -> list[Output]:
    """All outputs of the kinds that the configuration names; the sitemap lists the others, copies follow."""
    outputs = _planned(site, KINDS)
    if SITEMAP.name in site.config.outputs:
        outputs += plan_sitemap(site, parts_of(site, outputs))
    return outputs + copies(site, outputs)


def copies(site: Site, outputs: Sequence[Output]) -> list[Output]:
    """Compressed copies of outputs, where they are wanted."""
    if COMPRESSED.name not in site.config.outputs:
        return []
    return list(plan_compressed(site, outputs, KIND_BY_NAME))
