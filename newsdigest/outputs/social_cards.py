"""Social cards: what services show beside a link to an entry that has no picture of its own."""

from collections.abc import Iterator

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Card, Site
from newsdigest.model.theme import LIGHT
from newsdigest.outputs.frame import Frame, frames
from newsdigest.outputs.typefaces import typeface_for
from newsdigest.outputs.views import measured_view, picture_address
from newsdigest.outputs.wording import direction

WIDTH, HEIGHT = 1200, 630
"""The shape that every service shows whole (Open Graph: 1.91 to 1)."""

CITED = 2
"""Outlets that a card names."""


def shared_address(frame: Frame, card: Card) -> str:
    """Where the picture stands that is shown beside a link to an entry: its own, or its card; or empty."""
    return picture_address(frame, card.image) or (_address(card) if _has_card(frame, card) else "")


def shared_view(frame: Frame, card: Card) -> View | None:
    """The picture that is shown beside a link to an entry, with its size."""
    address = shared_address(frame, card)
    if not address:
        return None
    own = card.image if picture_address(frame, card.image) else None
    size = measured_view(frame, address) if own else {"width": WIDTH, "height": HEIGHT}
    return {**size, "src": frame.absolute(address), "alt": own.alt if own else card.title}


def plan(site: Site) -> Iterator[Output]:
    """A card for each entry whose headline can be drawn, and that has no picture."""
    for frame in frames(site):
        for page in frame.branch.touched if frame.config.social_cards else ():
            card = page.card
            if not picture_address(frame, card.image) and _has_card(frame, card):
                said = ("said", fingerprint(tuple(_said(frame, card).values())))
                url = _address(card)
                yield Output(url.lstrip("/"), url, "social_cards", (frame, card), (said,), origin=card.file)


def _has_card(frame: Frame, card: Card) -> bool:
    wanted = frame.config.social_cards and frame.has("social_cards")
    return wanted and typeface_for(card.title) is not None


def _address(card: Card) -> str:
    """Beside the entry's page, so that it goes where the entry goes."""
    return f"{card.url}card.png"


def _said(frame: Frame, card: Card) -> View:
    """What the card says, and in which colours."""
    outlets = dict.fromkeys(cited.publisher.label for cited in card.sources if cited.publisher)
    colours = {**LIGHT, **frame.config.colours}
    return {
        "title": card.title,
        "name": frame.config.title,
        "foot": " · ".join([frame.words.day(card.day), *list(outlets)[:CITED]]),
        "turned": direction(frame.branch.language) == "rtl",
        "paper": colours["paper"],
        "ink": colours["ink"],
        "accent": colours["accent"],
    }


def view(site: Site, output: Output) -> View:
    """What the card says, and the key under which it is kept."""
    assert isinstance(output.subject, tuple)
    frame, card = output.subject
    said = _said(frame, card)
    return {"said": said, "key": fingerprint("social card", tuple(said.values()))}


def render(view: View, tools: Tools) -> bytes:
    """The card as PNG."""

    def make() -> bytes:
        from newsdigest.outputs.lettering import Lettering, letter

        return letter(Lettering(**view["said"]), WIDTH, HEIGHT)

    return tools.kept(view["key"], make)


SOCIAL_CARDS = Kind("social_cards", plan, view, render, narrow=True)
