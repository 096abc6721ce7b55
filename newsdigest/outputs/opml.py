"""/opml.xml: every feed of the site, for a reader that subscribes to all at once."""

from collections.abc import Iterator

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs import feeds
from newsdigest.outputs.xml import document, element, text

_LISTED = (
    ("atom", "feed.xml", feeds.home_channels),
    ("tag_feeds", "feed.xml", feeds.tag_channels),
    ("publisher_feeds", "feed.xml", feeds.publisher_channels),
    ("corrections_feed", "feed.xml", feeds.correction_channels),
)

Outline = tuple[str, str, str, str]
"""Title, address of the feed, address of its page, language."""


def _plan(site: Site) -> Iterator[Output]:
    outlines = tuple(_outlines(site))
    inputs = (("feeds", fingerprint(site.config.title, site.config.base_url, outlines)),)
    yield Output("opml.xml", "/opml.xml", "opml", outlines, inputs)


def _outlines(site: Site) -> Iterator[Outline]:
    for kind, file, channels in _LISTED:
        if kind in site.config.outputs:
            for channel in channels(site):
                yield channel.title, channel.folder + file, channel.home, channel.language


def _view(site: Site, output: Output) -> View:
    assert isinstance(output.subject, tuple)
    absolute = site.config.base.absolute
    outlines = [
        (title, absolute(feed), absolute(home), language) for title, feed, home, language in output.subject
    ]
    return {"title": site.config.title, "outlines": outlines}


def _render(view: View, tools: Tools) -> bytes:
    outlines = (
        {"type": "rss", "text": title, "title": title, "language": language, "xmlUrl": feed, "htmlUrl": home}
        for title, feed, home, language in view["outlines"]
    )
    head = element("head", inside=[text("title", view["title"])])
    body = element("body", inside=[element("outline", about) for about in outlines])
    return document(element("opml", {"version": "2.0"}, [head, body]))


OPML = Kind("opml", _plan, _view, _render)
