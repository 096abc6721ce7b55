"""Feeds: Atom, RSS and JSON of each language, Atom of each tag, publisher and of the corrections.

A page that links to a feed asks whether its kind is on: `atom`, `rss`, `json`, `tag_feeds`,
`publisher_feeds`, `corrections_feed`. Drafts and scheduled entries, which a preview shows, are in none.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.model.config import Config
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.lazy import Deferred
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Branch, Card, Corrected, Filed, PublisherPage, Site, TagPage
from newsdigest.outputs.feed import Feed, Item
from newsdigest.outputs.feed_formats import atom, json_feed, rss
from newsdigest.outputs.frame import frames

ID_DATE = "2025"
"""In the tag URI of every feed (RFC 4151): a year in which the host was the editor's."""


class Channel(Struct, frozen=True):
    """What a feed is about, before any format: where it stands, and the newest entries in it."""

    folder: str
    """Address below which it stands: `/`, `/tags/china/`."""
    home: str
    """Address of the page whose feed it is: the same, or the home page where that is not built."""
    title: str
    description: str
    language: str
    entries: Sequence[Filed]
    corrections: tuple[Corrected, ...] = ()
    """In the feed of corrections alone; `entries` then are those that were corrected."""
    touched: bool = True


def home_channels(site: Site) -> Iterator[Channel]:
    """One for each language."""
    for branch in site.branches:
        yield _channel(site.config, branch, branch.home.url, branch.home.newest)


def tag_channels(site: Site) -> Iterator[Channel]:
    """One for each tag."""
    has_page = "tags" in site.config.outputs
    for branch in site.branches:
        yield from _list_channels(site.config, branch, branch.tags, has_page)


def publisher_channels(site: Site) -> Iterator[Channel]:
    """One for each publisher and agency."""
    has_page = "publishers" in site.config.outputs
    for branch in site.branches:
        yield from _list_channels(site.config, branch, branch.publishers, has_page)


def correction_channels(site: Site) -> Iterator[Channel]:
    """One for each language, also before the first correction, so that one can follow it from the start."""
    for frame in frames(site):
        branch = frame.branch
        shown = [one for one in branch.corrections if is_public(one.card)][: site.config.feed_entries]
        corrected = {one.card.file: one.filed for one in shown}
        channel = _channel(
            site.config,
            branch,
            f"{branch.prefix}/corrections/",
            tuple(corrected.values()),
            label=frame.words.strings["corrections"],
            has_page=bool(shown) and frame.has("corrections"),
        )
        yield replace(channel, corrections=tuple(shown))


def is_public(card: Card) -> bool:
    """Whether the card's entry stands in a published site, and not in a preview alone."""
    return not (card.draft or card.scheduled)


def _list_channels(
    config: Config, branch: Branch, lists: Sequence[TagPage | PublisherPage], has_page: bool
) -> Iterator[Channel]:
    for one in lists:
        channel = _channel(
            config, branch, one.listing.url, one.listing.newest, label=one.term.label, has_page=has_page
        )
        yield replace(channel, touched=bool(one.listing.touched))


def _channel(
    config: Config,
    branch: Branch,
    folder: str,
    newest: Sequence[Filed],
    *,
    label: str = "",
    has_page: bool = True,
) -> Channel:
    return Channel(
        folder=folder,
        home=folder if has_page else branch.home.url,
        title=f"{config.title}: {label}" if label else config.title,
        description=config.description,
        language=branch.language,
        entries=Deferred(
            lambda: tuple(islice((one for one in newest if is_public(one.card)), config.feed_entries)),
            any_there=bool(newest),
        ),
    )


def _kind(
    name: str,
    file: str,
    channels: Callable[[Site], Iterator[Channel]],
    render: Callable[[View, Tools], bytes],
) -> Kind:
    """A kind of feed: which channels, in which format, under which file name below each one's page."""

    def plan(site: Site) -> Iterator[Output]:
        settings = _settings(site.config)
        for channel in channels(site):
            if not channel.touched:
                continue
            url = channel.folder + file
            yield Output(url.lstrip("/"), url, name, channel, _inputs(channel, settings))

    def view(site: Site, output: Output) -> View:
        channel = output.subject
        assert isinstance(channel, Channel)
        return {"feed": feed_of(channel, output.url, site.config)}

    return Kind(name, plan, view, render, narrow=True)


def _settings(config: Config) -> bytes:
    """What a feed takes from the configuration."""
    about = (config.base_url, config.id_host, config.author, config.title)
    return fingerprint(*about, config.feed_content, config.feed_hub, config.outputs)


def _inputs(channel: Channel, settings: bytes) -> tuple[tuple[str, bytes], ...]:
    about = fingerprint(channel.home, channel.title, channel.description, channel.language)
    corrections = fingerprint([(c.instant, c.card.file, c.correction) for c in channel.corrections])
    return (
        ("settings", settings + about),
        ("corrections", corrections),
        *((page.card.file, page.card.fingerprint + page.body + page.id.encode()) for page in channel.entries),
    )


def feed_of(channel: Channel, url: str, config: Config) -> Feed:
    """A channel with everything that its reader learns, addresses absolute."""
    if channel.corrections:
        items = _corrections(channel, config)
    else:
        items = [_item(page, config) for page in channel.entries]
    return Feed(
        id=f"tag:{config.id_host},{ID_DATE}:{quote(url)}",
        url=config.base.absolute(url),
        home=config.base.absolute(channel.home),
        title=channel.title,
        description=channel.description,
        language=channel.language,
        author=config.author or config.title,
        items=tuple(items),
        hub=config.feed_hub,
    )


def _item(page: Filed, config: Config) -> Item:
    card = page.card
    return Item(
        id=page.id,
        url=config.base.absolute(card.url),
        title=card.title,
        summary=card.summary,
        lang=card.lang,
        published=card.instant,
        updated=card.updated,
        tags=card.tags,
        sources=card.sources,
        image=_picture(card.image.src, config) if card.image else "",
        image_alt=card.image.alt if card.image else "",
        body=page.body if config.feed_content == "full" else None,
    )


def _picture(src: str, config: Config) -> str:
    """A picture's absolute address, where its page shows it too: not if it stands elsewhere."""
    if "media" not in config.outputs or "://" in src or src.startswith("//"):
        return ""
    return config.base.absolute(src if src.startswith("/") else f"/media/{src.removeprefix('media/')}")


def _corrections(channel: Channel, config: Config) -> list[Item]:
    """The id of a correction: its entry's, the day, and a number from the second of that day on."""
    by_file = {page.card.file: page for page in channel.entries}
    seen: dict[str, int] = {}
    items = []
    for corrected in reversed(channel.corrections):
        entry = _item(by_file[corrected.card.file], config)
        name = f"{entry.id}#corrected-{corrected.instant:%Y-%m-%d}"
        seen[name] = seen.get(name, 0) + 1
        items.append(
            replace(
                entry,
                id=name if seen[name] == 1 else f"{name}-{seen[name]}",
                summary=corrected.correction.note,
                published=corrected.instant,
                updated=corrected.instant,
                body=None,
            )
        )
    return items[::-1]


ATOM = _kind("atom", "feed.xml", home_channels, atom)
RSS = _kind("rss", "rss.xml", home_channels, rss)
JSON = _kind("json", "feed.json", home_channels, json_feed)
TAG_FEEDS = _kind("tag_feeds", "feed.xml", tag_channels, atom)
PUBLISHER_FEEDS = _kind("publisher_feeds", "feed.xml", publisher_channels, atom)
CORRECTIONS_FEED = _kind("corrections_feed", "feed.xml", correction_channels, atom)
