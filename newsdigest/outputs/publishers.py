"""Publisher pages: the index of outlets and wire services, and the entries that cite each."""

from collections.abc import Iterable

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Listing, ListPage, PublisherPage, Site
from newsdigest.outputs import linked_data
from newsdigest.outputs.chart import months_view, shares_view
from newsdigest.outputs.frame import Frame, frames, parts
from newsdigest.outputs.home import list_view, plan_listing
from newsdigest.outputs.views import headlines, web_address

MOST, FEWEST = 8, 3
"""Publishers that are compared: at most, and at least."""


def plan(site: Site) -> Iterable[Output]:
    """In each language that cites publishers: the index, and each publisher's list."""
    for frame in frames(site):
        pages = frame.branch.publishers
        if not pages:
            continue
        shown = fingerprint([(*_told(page), page.listing.count) for page in pages])
        url = f"{frame.branch.prefix}/publishers/"
        yield frame.output("publishers", url, None, (("publishers", shown),), frame.branch.updated)
        for page in pages:
            if not page.listing.touched:
                continue
            name = fingerprint(page.term.label, page.publisher.agency)
            front = fingerprint(_told(page), tuple(page.listing.months))
            yield from plan_listing(frame, "publishers", page.listing, name, front, page)


def _told(page: PublisherPage) -> tuple[object, ...]:
    """What pages tell of a publisher, apart from its entries."""
    return (page.term.slug, page.term.label, page.publisher.url, page.publisher.agency)


def view(site: Site, output: Output) -> View:
    """The index, or a page of a publisher's list."""
    frame, shown = parts(output)
    return _index(frame, output) if shown is None else _publisher(frame, output, *shown)


def _index(frame: Frame, output: Output) -> View:
    words = frame.words.strings
    return frame.view(
        output,
        title=words["publishers"],
        description=words["publishers_about"],
        trail=((words["home"], "/"),),
        cited=shares_view(
            frame, [(frame.publisher(page.term) or {}, page.listing.count) for page in most_cited(frame)]
        ),
        publishers=[
            {
                **(frame.publisher(page.term) or {}),
                "agency": page.publisher.agency,
                "count": frame.words.number(page.listing.count),
                "count_text": frame.words.count("entries", page.listing.count),
            }
            for page in frame.branch.publishers
        ],
    )


def most_cited(frame: Frame) -> list[PublisherPage]:
    """The outlets and wire services that are cited most; none where there are too few to compare."""
    most = sorted(frame.branch.publishers, key=lambda page: (-page.listing.count, page.term.slug))
    return most[:MOST] if len(most) >= FEWEST else []


def _publisher(frame: Frame, output: Output, listing: Listing, page: ListPage, shown: PublisherPage) -> View:
    words = frame.words.strings
    listed = list_view(frame, listing, page)
    label = shown.term.label
    trail = [(words["home"], "/"), (words["publishers"], "/publishers/")]
    trail += [] if listed["front"] else [(label, f"/publishers/{shown.term.slug}/")]
    return frame.view(
        output,
        title=label if listed["front"] else f"{label}: {listed['span']}",
        description=headlines(page.cards),
        trail=trail,
        feed=frame.feed("publisher_feeds", f"{frame.config.title}: {label}", f"{shown.listing.url}feed.xml"),
        data=[linked_data.collection(frame, output.url, label, page.cards)],
        list=listed,
        publisher={
            "label": label,
            "chart": months_view(frame, label, shown.listing.months) if listed["front"] else None,
            "agency": shown.publisher.agency,
            "website": web_address(shown.publisher.url),
        },
    )


def render(view: View, tools: Tools) -> bytes:
    """The index, or a publisher's page."""
    return tools.template("publisher.html" if "publisher" in view else "publishers.html", view).encode()


PUBLISHERS = Kind("publishers", plan, view, render, ("publisher.html", "publishers.html"), narrow=True)
