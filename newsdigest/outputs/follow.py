"""The page that explains how to follow the digest, and lists every feed of a language."""

from collections.abc import Iterable, Iterator, Sequence

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import PublisherPage, Site, TagPage
from newsdigest.outputs.frame import FEED_KINDS, Frame, frames, parts

FORMATS = {"application/atom+xml": "Atom", "application/rss+xml": "RSS", "application/feed+json": "JSON"}


def plan(site: Site) -> Iterable[Output]:
    """One page a language, where there is a feed to follow."""
    for frame in frames(site):
        if any(map(frame.has, FEED_KINDS)):
            url = f"{frame.branch.prefix}/follow/"
            shown = tuple(_groups(frame))
            yield frame.output("follow", url, shown, (("feeds", fingerprint(shown)),), frame.branch.updated)


def _groups(frame: Frame) -> Iterator[View]:
    """Feeds by what they follow, whole addresses as a reader copies them."""
    words, branch = frame.words.strings, frame.branch
    whole = [
        {"label": FORMATS[feed["type"]], "page": "", "feed": frame.origin + feed["href"]}
        for feed in frame.common["site"]["feeds"]
    ]
    if frame.has("corrections_feed"):
        page = f"{branch.prefix}/corrections/" if branch.corrections and frame.has("corrections") else ""
        feed = frame.absolute(f"{branch.prefix}/corrections/feed.xml")
        corrections = [
            {"label": words["corrections"], "page": frame.href(page) if page else "", "feed": feed}
        ]
    else:
        corrections = []
    for key, feeds in (
        ("follow_all", whole),
        ("follow_tags", _lists(frame, "tags", "tag_feeds", branch.tags)),
        ("follow_publishers", _lists(frame, "publishers", "publisher_feeds", branch.publishers)),
        ("follow_corrections", corrections),
    ):
        if feeds:
            yield {"label": words[key], "feeds": feeds}


def _lists(frame: Frame, pages: str, feeds: str, listed: Sequence[TagPage | PublisherPage]) -> list[View]:
    """The feed of each tag or publisher, beside its page."""
    if not frame.has(feeds):
        return []
    return [
        {
            "label": one.term.label,
            "page": frame.href(one.listing.url) if frame.has(pages) else "",
            "feed": frame.absolute(f"{one.listing.url}feed.xml"),
        }
        for one in listed
    ]


def view(site: Site, output: Output) -> View:
    """What there is to follow."""
    frame, groups = parts(output)
    words = frame.words.strings
    return frame.view(
        output,
        title=words["follow"],
        description=words["follow_about"],
        trail=((words["home"], "/"),),
        groups=groups,
        opml=frame.absolute("/opml.xml") if frame.has("opml") else "",
    )


def render(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("follow.html", view).encode()


FOLLOW = Kind("follow", plan, view, render, ("follow.html",))
