"""Tag pages: the index of all, and the entries of each."""

from collections.abc import Iterable, Mapping

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Listing, ListPage, Site, TagPage
from newsdigest.outputs import linked_data
from newsdigest.outputs.chart import months_view
from newsdigest.outputs.frame import Frame, frames, parts
from newsdigest.outputs.home import list_view, plan_listing
from newsdigest.outputs.views import headlines


def plan(site: Site) -> Iterable[Output]:
    """In each language that has tags: the index, and each tag's list."""
    for frame in frames(site):
        pages = frame.branch.tags
        if not pages:
            continue
        shown = fingerprint([(*_told(page), page.listing.count) for page in pages])
        url = f"{frame.branch.prefix}/tags/"
        yield frame.output("tags", url, None, (("tags", shown),), frame.branch.updated)
        for page in pages:
            if not page.listing.touched:
                continue
            name, front = fingerprint(page.term.label), fingerprint(_told(page), tuple(page.listing.months))
            yield from plan_listing(frame, "tags", page.listing, name, front, page)


def _told(page: TagPage) -> tuple[object, ...]:
    """What pages tell of a tag, apart from its entries."""
    relatives = [
        (term.slug, term.label) for term in (*page.children, *([page.parent] if page.parent else []))
    ]
    return (page.term.slug, page.term.label, page.tag.description, relatives)


def view(site: Site, output: Output) -> View:
    """The index, or a page of a tag's list."""
    frame, shown = parts(output)
    return _index(frame, output) if shown is None else _tag(frame, output, *shown)


def _index(frame: Frame, output: Output) -> View:
    words = frame.words.strings
    by_slug = {page.term.slug: page for page in frame.branch.tags}
    roots = [page for page in frame.branch.tags if page.parent is None or page.parent.slug not in by_slug]
    return frame.view(
        output,
        title=words["tags"],
        description=words["tags_about"],
        trail=((words["home"], "/"),),
        tags=[_node(frame, page, by_slug) for page in roots],
    )


def _node(frame: Frame, page: TagPage, by_slug: Mapping[str, TagPage]) -> View:
    """A tag with the narrower ones below it."""
    below = [by_slug[term.slug] for term in page.children if term.slug in by_slug]
    return {
        **frame.tag(page.term),
        "description": page.tag.description,
        "count": frame.words.number(page.listing.count),
        "count_text": frame.words.count("entries", page.listing.count),
        "children": [_node(frame, child, by_slug) for child in below],
    }


def _tag(frame: Frame, output: Output, listing: Listing, page: ListPage, shown: TagPage) -> View:
    words = frame.words.strings
    listed = list_view(frame, listing, page)
    label = shown.term.label
    trail = [(words["home"], "/"), (words["tags"], "/tags/")]
    trail += [] if listed["front"] else [(label, f"/tags/{shown.term.slug}/")]
    return frame.view(
        output,
        title=label if listed["front"] else f"{label}: {listed['span']}",
        description=(shown.tag.description if listed["front"] else "") or headlines(page.cards),
        trail=trail,
        feed=frame.feed("tag_feeds", f"{frame.config.title}: {label}", f"{shown.listing.url}feed.xml"),
        data=[linked_data.collection(frame, output.url, label, page.cards)],
        list=listed,
        tag={
            "label": label,
            "chart": months_view(frame, label, shown.listing.months) if listed["front"] else None,
            "description": shown.tag.description,
            "parent": frame.tag(shown.parent) if shown.parent else None,
            "children": [frame.tag(child) for child in shown.children],
        },
    )


def render(view: View, tools: Tools) -> bytes:
    """The index, or a tag's page."""
    return tools.template("tag.html" if "tag" in view else "tags.html", view).encode()


TAGS = Kind("tags", plan, view, render, ("tag.html", "tags.html"), narrow=True)
