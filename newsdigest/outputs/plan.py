"""The plan: every file of the site, before any is made."""

from newsdigest.model.output import Kind, Output
from newsdigest.model.site import Site
from newsdigest.outputs.archive import ARCHIVE
from newsdigest.outputs.assets import MEDIA_FILES, STATIC
from newsdigest.outputs.corrections import CORRECTIONS
from newsdigest.outputs.dates import DAYS, MONTHS, YEARS
from newsdigest.outputs.entries import ENTRIES
from newsdigest.outputs.feeds import ATOM, CORRECTIONS_FEED, JSON, PUBLISHER_FEEDS, RSS, TAG_FEEDS
from newsdigest.outputs.home import HOME
from newsdigest.outputs.not_found import NOT_FOUND
from newsdigest.outputs.opml import OPML
from newsdigest.outputs.pages import PAGES
from newsdigest.outputs.publishers import PUBLISHERS
from newsdigest.outputs.redirects import REDIRECTS
from newsdigest.outputs.robots import ROBOTS
from newsdigest.outputs.sitemap import SITEMAP, plan_sitemap
from newsdigest.outputs.stories import STORIES
from newsdigest.outputs.tags import TAGS

KINDS: tuple[Kind, ...] = (
    HOME, ENTRIES, TAGS, TAG_FEEDS, PUBLISHERS, PUBLISHER_FEEDS, STORIES,
    YEARS, MONTHS, DAYS, ARCHIVE, CORRECTIONS, CORRECTIONS_FEED, PAGES, REDIRECTS,
    ATOM, RSS, JSON, OPML, ROBOTS, NOT_FOUND, STATIC, MEDIA_FILES, SITEMAP,
)  # fmt: skip
"""Every kind of output; a new kind is one file and its name here."""

KIND_BY_NAME = {kind.name: kind for kind in KINDS}


def plan(site: Site) -> list[Output]:
    """All outputs of the kinds that the configuration names; the sitemap lists the others."""
    wanted = site.config.outputs
    outputs = [output for kind in KINDS if kind.name in wanted for output in kind.plan(site)]
    if SITEMAP.name in wanted:
        outputs += plan_sitemap(site, outputs)
    return outputs
