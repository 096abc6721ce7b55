"""Lists of entries by day: the home page and its older pages; tags and publishers list the same way."""

from collections.abc import Iterable

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Listing, ListPage, Site, TagPage
from newsdigest.outputs import linked_data
from newsdigest.outputs.frame import Frame, frames, parts
from newsdigest.outputs.views import cards_input, day_groups, headlines, newest_change, pager_view, span_text

SUBJECTS = 16
"""How many of the tags with the most entries the front page names."""


def plan(site: Site) -> Iterable[Output]:
    """The home page of each language, and its older pages."""
    for frame in frames(site):
        subjects = fingerprint([(page.term.label, page.listing.count) for page in top_tags(frame)])
        yield from plan_listing(frame, "home", frame.branch.home, b"", subjects)


def plan_listing(
    frame: Frame, kind: str, listing: Listing, name: bytes, front: bytes, shown: object = None
) -> Iterable[Output]:
    """All pages of a list. `name` is what each tells beside its entries, `front` what the front page adds."""
    front_inputs = (("front", front), ("count", fingerprint(listing.count)))
    for page in listing.touched:
        pager = ("pager", fingerprint(pager_view(frame, listing, page.number)))
        inputs = (("name", name), cards_input(page.cards), pager, *(() if page.number else front_inputs))
        url = listing.page_url(page.number)
        yield frame.output(kind, url, (listing, page, shown), inputs, newest_change(page.cards))


def view(site: Site, output: Output) -> View:
    """A page of the home list."""
    frame, (listing, page, _) = parts(output)
    subjects = top_tags(frame) if page.number == 0 and frame.has("tags") else ()
    about = "" if page.number else site.config.description
    older = f"{frame.words.strings['older_entries']}: {span_text(frame, page.cards)}"
    return frame.view(
        output,
        title=older if page.number else "",
        description=about or headlines(page.cards),
        alternates=() if page.number else _homes(frame),
        trail=() if page.number == 0 else ((frame.words.strings["home"], "/"),),
        data=[linked_data.collection(frame, output.url, site.config.title, page.cards)],
        list=list_view(frame, listing, page),
        subjects=[
            {**frame.tag(subject.term), "count": frame.words.number(subject.listing.count)}
            for subject in subjects
        ],
        all_subjects=frame.own("/tags/") if subjects else "",
    )


def _homes(frame: Frame) -> list[View]:
    """The front pages of all languages; the site's own is for readers of any other."""
    branches = frame.site.branches
    if len(branches) == 1:
        return []
    homes = [(branch.language, frame.absolute(f"{branch.prefix}/")) for branch in branches]
    return [{"lang": lang, "href": href} for lang, href in (*homes, ("x-default", homes[0][1]))]


def list_view(frame: Frame, listing: Listing, page: ListPage) -> View:
    """The entries of one page of a list by day, with links to the newer and older pages."""
    return {
        "days": day_groups(frame, page.cards),
        "count": frame.words.count("entries", listing.count) if page.number == 0 else "",
        "span": span_text(frame, page.cards) if page.number else "",
        "front": page.number == 0,
        "pager": pager_view(frame, listing, page.number),
    }


def top_tags(frame: Frame) -> list[TagPage]:
    """The tags with the most entries, by label."""
    most = sorted(frame.branch.tags, key=lambda page: (-page.listing.count, page.term.slug))[:SUBJECTS]
    slugs = {page.term.slug for page in most}
    return [page for page in frame.branch.tags if page.term.slug in slugs]


def render(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("home.html", view).encode()


HOME = Kind("home", plan, view, render, ("home.html",), narrow=True)
