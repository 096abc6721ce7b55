"""An entry's own page: the digest, its sources, and the way on."""

from collections.abc import Iterable, Iterator

from newsdigest.model.entry import Source
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Asset, Card, Citation, EntryPage, Site
from newsdigest.outputs import linked_data
from newsdigest.outputs.frame import Frame, frames, language_attributes, parts
from newsdigest.outputs.pictures import with_pictures
from newsdigest.outputs.social_cards import shared_address, shared_view
from newsdigest.outputs.views import (
    card_view,
    cards_input,
    image_view,
    measured_view,
    moment_view,
    picture_address,
    web_address,
)
from newsdigest.outputs.wording import own_name


def plan(site: Site) -> Iterable[Output]:
    """One page an entry."""
    for frame in frames(site):
        for page in frame.branch.touched:
            card = page.card
            inputs = (
                ("card", card.fingerprint),
                ("id", page.id.encode()),
                ("body", page.body),
                ("shared", shared_address(frame, card).encode()),
                ("pictures", b"".join(asset.fingerprint for asset in _pictures(frame, page))),
                ("around", b"".join(c.fingerprint if c else b"-" for c in (page.newer, page.older))),
                ("related", cards_input(page.related)[1]),
                ("earlier", cards_input(page.earlier)[1]),
                ("translations", cards_input(page.translations)[1]),
                ("story", page.story.slug.encode() + b" " + page.story.label.encode() if page.story else b""),
            )
            preview = card.draft or card.scheduled
            yield frame.output(
                "entries", card.url, page, inputs, None if preview else card.updated, card.file
            )


def view(site: Site, output: Output) -> View:
    """The entry's page; its body is put in when it is rendered."""
    frame, page = parts(output)
    entry, card = page.entry, page.card
    return frame.view(
        output,
        title=card.title,
        description=card.summary,
        trail=tuple(_trail(frame, card)),
        alternates=_alternates(frame, page),
        social="article",
        picture=shared_view(frame, card),
        data=[linked_data.article(frame, page)],
        entry={
            **card_view(frame, card),
            "id": page.id,
            "body": page.body,
            "image": _image(frame, card),
            "pictures": {
                frame.base.path.rstrip("/") + address: shown
                for address in page.pictures
                if (shown := measured_view(frame, address))["width"]
            },
            "sources": [
                _source(frame, source, cited, card.lang)
                for source, cited in zip(entry.sources, card.sources, strict=True)
            ],
            "updated": moment_view(frame, entry.updated) if entry.updated else None,
            "corrections": [
                {"date": moment_view(frame, correction.date), "note": correction.note}
                for correction in entry.corrections
            ],
            "story": _story(frame, page),
            "extra": dict(entry.extra),
        },
        newer=_heading(frame, page.newer),
        older=_heading(frame, page.older),
        related=[card_view(frame, other) for other in page.related],
        earlier=[card_view(frame, other) for other in page.earlier],
        translations=[
            {**card_view(frame, other), "language": own_name(other.lang)} for other in page.translations
        ],
    )


def _trail(frame: Frame, card: Card) -> Iterable[tuple[str, str]]:
    """Home, year, month, day: those that have pages."""
    day, words = card.day, frame.words
    yield (words.strings["home"], "/")
    if frame.has("years"):
        yield (str(day.year), f"/{day:%Y}/")
    if frame.has("months"):
        yield (words.month_name(day.month), f"/{day:%Y/%m}/")
    if frame.has("days"):
        yield (str(day.day), f"/{day:%Y/%m/%d}/")


def _source(frame: Frame, source: Source, cited: Citation, around: str) -> View:
    """A source as the entry's page cites it; `publisher` and `agency` link to their pages here."""
    return {
        "title": source.title,
        "attributes": language_attributes(source.lang, around),
        "href": web_address(source.url),
        "publisher": frame.publisher(cited.publisher),
        "agency": frame.publisher(cited.agency),
        "authors": frame.words.listed(source.authors) if source.authors else "",
        "published": moment_view(frame, source.published) if source.published else None,
        "rights": [line for line in source.rights.splitlines() if line.strip()],
        "licence": {"label": source.licence, "href": web_address(source.licence)} if source.licence else None,
        "archived": web_address(source.archived),
    }


def _pictures(frame: Frame, page: EntryPage) -> Iterator[Asset]:
    """The measured pictures that the page shows."""
    for address in (picture_address(frame, page.card.image), *page.pictures):
        if address and (asset := frame.picture(address)):
            yield asset


def _image(frame: Frame, card: Card) -> View | None:
    """The entry's own picture, with its sizes."""
    image = image_view(frame, card.image)
    return {**image, **measured_view(frame, picture_address(frame, card.image))} if image else None


def _heading(frame: Frame, card: Card | None) -> View | None:
    """A neighbour: no more than its headline."""
    if card is None:
        return None
    attributes = language_attributes(card.lang, frame.branch.language)
    return {"title": card.title, "href": frame.href(card.url), "attributes": attributes}


def _story(frame: Frame, page: EntryPage) -> View | None:
    if page.story is None:
        return None
    there = frame.has("stories")
    href = frame.own(f"/stories/{page.story.slug}/") if there else ""
    return {"label": page.story.label, "href": href}


def _alternates(frame: Frame, page: EntryPage) -> list[View]:
    """Where the same text stands in other languages, and in this one, as `hreflang` wants it."""
    if not page.translations:
        return []
    cards = (page.card, *page.translations)
    return [{"lang": card.lang, "href": frame.absolute(card.url)} for card in cards]


def render(view: View, tools: Tools) -> bytes:
    """The page, with the body as it was sanitised."""
    from markupsafe import Markup

    body = with_pictures(tools.body(view["entry"]["body"]), view["entry"]["pictures"])
    entry = {**view["entry"], "body": Markup(body)}
    return tools.template("entry.html", {**view, "entry": entry}).encode()


ENTRIES = Kind("entries", plan, view, render, ("entry.html",), narrow=True)
