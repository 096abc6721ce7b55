"""The site's settings, read once from config.yaml and never written."""

from collections.abc import Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from newsdigest.model.rules import Decision
from newsdigest.model.url import Base

KINDS = (
    "home", "entries", "tags", "tag_feeds", "publishers", "publisher_feeds", "stories",
    "years", "months", "days", "archive", "corrections", "corrections_feed", "pages", "search", "redirects",
    "atom", "rss", "json", "opml", "follow", "sitemap", "news_sitemap", "robots", "not_found",
    "static", "media", "pictures", "social_cards", "headers", "compressed",
)  # fmt: skip
"""The kinds of output that `outputs` may name, in the order in which they are planned."""

INDISPENSABLE = ("home", "entries")
"""Those that `outputs` must name: every page leads to the first, every list to the second."""

REQUIRABLE = ("date", "tags", "summary", "sources")
"""What `entries.required` may ask of an entry, beside its title."""

HOSTS = ("netlify", "cloudflare", "apache", "nginx")
"""Whose header files `delivery.headers` may ask for."""

FORMATS = ("gzip", "br")
"""In which `delivery.compress` may ask for copies."""

Publish = Literal["sure", "complete", "review"]
Minify = Literal["none", "css", "all"]
FeedContent = Literal["full", "summary"]


class Link(Struct, frozen=True):
    """An item of the site's navigation."""

    label: str
    url: str


class Config(Struct, frozen=True):
    """Every setting, with its default."""

    title: str = "News digest"
    """`site.title`: the site's name, on every page and feed."""
    description: str = ""
    """`site.description`: one sentence under the name."""
    base_url: str = "http://localhost:8000/"
    """`site.base_url`: where the site stands; its path goes before every link. Ends in a slash."""
    id_host: str = ""
    """`site.id_host`: host in the ids of entries; stays when base_url changes. Default: base_url's host."""
    author: str = ""
    """`site.author`: who edits the digest, for feeds. Default: the title."""
    languages: tuple[str, ...] = ("en",)
    """`site.languages`: codes; the first is the site's own, each further one stands below /code/."""
    timezone: str = "UTC"
    """`site.timezone`: in which an address's day and a bare date are meant."""
    navigation: tuple[Link, ...] = ()
    """`site.navigation`: links of the header beside the built-in ones (label, url)."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """`theme.colours`: custom properties of the stylesheet, `#rrggbb` by name."""
    dark_colours: Mapping[str, str] = field(default_factory=dict)
    """`theme.dark`: the same where the reader's system is dark."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """`theme.fonts`: names of fonts for `text`, `title`, `name`, `label`, `code`."""
    logo: str = ""
    """`theme.logo`: address of a picture that stands for the site's name in the masthead."""
    social_cards: bool = False
    """`theme.social_cards`: whether each entry without a picture gets one that shows its title."""
    outputs: frozenset[str] = frozenset(KINDS)
    """`outputs`: the kinds of output that are built. Default: all."""
    per_page: int = 20
    """`lists.per_page`: entries on a full list page."""
    related: int = 4
    """`lists.related`: how many related entries an entry shows at most; 0 for none."""
    feed_entries: int = 50
    """`feeds.entries`: the newest entries that a feed carries."""
    feed_content: FeedContent = "full"
    """`feeds.content`: `full` or `summary`."""
    feed_hub: str = ""
    """`feeds.hub`: address of a WebSub hub that tells subscribers of what is new. Default: none."""
    header_files: frozenset[str] = frozenset()
    """`delivery.headers`: hosts whose header files are written, of `HOSTS`."""
    compress: frozenset[str] = frozenset()
    """`delivery.compress`: formats in which text files also stand, of `FORMATS`."""
    minify: Minify = "css"
    """`delivery.minify`: what is written without blanks and comments: `none`, `css` or `all`."""
    required: frozenset[str] = frozenset(REQUIRABLE)
    """`entries.required`: what an entry needs beside its title to be published."""
    closed_tags: bool = False
    """`tags.closed`: a tag not in content/tags.yaml is an error."""
    closed_publishers: bool = False
    """`publishers.closed`: a publisher not in content/publishers.yaml is an error."""
    ingest_publish: Publish = "sure"
    """`ingest.publish`: which drafts are published at once: `sure`, `complete` or `review` (none)."""
    ingest_max_mb: int = 50
    """`ingest.max_mb`: a source page larger than this is a problem and is not read (megabytes)."""
    copied_total: int = 150
    """`copied_words.total`: words of an entry that may stand in its source page, in runs of six or more."""
    copied_run: int = 50
    """`copied_words.run`: words of the longest such run."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """`check.rules`: rules that only warn, or say nothing, each with a reason."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """`extra`: the editor's own values, for templates."""

    @property
    def base(self) -> Base:
        """The address as a value that makes links."""
        return Base(self.base_url)

    @property
    def language(self) -> str:
        """The site's own language."""
        return self.languages[0]

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)


def language_of(lang: str, languages: Sequence[str]) -> str:
    """Of a site's languages, the one under which what is written in `lang` stands; its own if none fits."""
    primary = lang.partition("-")[0]
    return lang if lang in languages else primary if primary in languages else languages[0]
