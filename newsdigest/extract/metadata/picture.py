"""The lead picture with its caption and credit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newsdigest.extract.metadata.caption import beside, parted
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.names import is_byline
from newsdigest.model.entry import Image

_NO_PICTURE = re.compile(
    r"logo|favicon|placeholder|default[-_]?(?:image|og|share|social)?\.|avatar|gravatar|sprite|blank\.|spacer|pixel|"
    r"icon[-_./]",
    re.I,
)


_SIZE = re.compile(r"(?:fill|fit|crop|max|min|width|scale|resize)-\d{2,4}(?:x\d{2,4})?(?![\w.])")
"""A last part of an address that tells the size alone: `/42/fill-640x426`."""
_THUMBNAIL = re.compile(r"thumb(?:nail)?s?[/_.-]", re.I)

Told = tuple[str, str, str, str]
"""Where a picture is named, its address, caption and credit."""
Placed = tuple[int, HtmlElement]
"""An `img` with its position in the page."""

MOST_COPIES = 6
"""Places of one picture that are looked at for a caption."""
BEFORE, BEHIND = 40, 150
"""Elements around the headline among which the lead picture stands."""
SMALL = 200
"""Pixels of width below which a picture is an icon or a face."""


def read_picture(facts: Facts) -> Pick[Image] | None:
    """The picture that markup names and the page shows, unless a captioned one opens the article before it;
    else one shown under the headline; else the named."""
    told = [
        (where, facts.absolute(address), caption, credit) for where, address, caption, credit in _told(facts)
    ]
    told = [one for one in told if _is_picture(one[1])]
    opening = _opening(facts)
    if lead := _shown(told, facts.images, facts, before=opening):
        return lead
    if opening is not None:
        hero = opening[1]
        image = Image(facts.absolute(_address(hero)), _alt(hero), *beside(hero))
        return pick(image, "figure below the headline")
    if lead := _shown(told[:1], [(0, image) for image in facts.side_images], facts):
        return lead
    if told:
        where, address, caption, credit = told[0]
        return pick(Image(address, "", *parted(caption, credit)), where)
    return None


def _shown(
    told: Iterable[Told], images: Iterable[Placed], facts: Facts, before: Placed | None = None
) -> Pick[Image] | None:
    """The first of the named pictures that stands among those of the page, not behind the one given;
    its place with a caption."""
    places = _by_id(images)
    for where, address, caption, credit in told:
        shown = next((places[name] for name in sorted(_ids(address)) if name in places), None)
        if shown and (before is None or min(shown)[0] <= before[0]):
            captioned = ((image, *beside(image)) for _, image in shown[:MOST_COPIES])
            best, its_caption, its_credit = next(
                (one for one in captioned if one[1]), (shown[0][1], *beside(shown[0][1]))
            )
            if not (its_caption and its_credit):
                caption, credit = _told_of(address, told, caption, credit)
            large = facts.absolute(_address(best)) if _THUMBNAIL.search(address) else ""
            lead = Image(large or address, _alt(best), its_caption or caption, its_credit or credit)
            return pick(lead, f"{where}, img", sure=True)
    return None


def _told_of(address: str, told: Iterable[Told], caption: str, credit: str) -> tuple[str, str]:
    """Caption and credit that any place of the markup gives for a picture."""
    ids = _ids(address)
    for _, other, its_caption, its_credit in told:
        if _ids(other) & ids:
            caption, credit = caption or its_caption, credit or its_credit
    return caption, credit


def _by_id(images: Iterable[Placed]) -> Mapping[str, list[Placed]]:
    """Every place of a picture, by each of its identities."""
    places: dict[str, list[Placed]] = {}
    for order, image in images:
        for name in _addresses(image):
            places.setdefault(name, []).append((order, image))
    return places


def _is_picture(address: str) -> bool:
    return bool(re.match(r"https?://|/", address)) and not _NO_PICTURE.search(unquote(urlsplit(address).path))


def _opening(facts: Facts) -> Placed | None:
    """The first picture near the headline that has a figure and a caption or credit."""
    marked = (one.order for one in facts.headings if one.mark == "headline" and not one.aside)
    top = facts.top if facts.top is not None else next(marked, None)
    if top is None:
        return None
    for order, image in facts.images:
        near = -BEFORE < order - top < BEHIND
        width = re.match(r"\d+", image.get("width") or "")
        if not near or (width and int(width[0]) < SMALL):
            continue
        address = _address(image)
        if not address or not _is_picture(facts.absolute(address)):
            continue
        if any(holder.tag == "figure" for holder in image.iterancestors()):
            caption, credit = beside(image)
            if (caption or credit) and not is_byline(caption):
                return order, image
    return None


def _address(image: HtmlElement) -> str:
    """Where a picture is, its largest size where several are given."""
    plain = [image.get(name) or "" for name in ("src", "data-src", "data-original", "data-lazy-src")]
    address = next((value for value in plain if value and not value.startswith("data:")), "")
    sizes = [
        part.split() for part in re.split(r",\s+", image.get("srcset") or image.get("data-srcset") or "")
    ]
    named = [size[0] for size in sizes if size and re.search(r"[/.]", size[0])]
    return address or (named[-1] if named else "")


def _told(facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """Where, address, caption, credit."""
    for key in ("og:image", "og:image:url", "og:image:secure_url"):
        for address in facts.metas.get(key, ())[:1]:
            yield key, address, "", ""
    for thing, where in ((facts.article, "json-ld image"), (facts.webpage, "json-ld page image")):
        for key in ("image", "primaryImageOfPage", "thumbnailUrl"):
            for value in resolved(thing.get(key), facts.index):
                if isinstance(value, str):
                    yield where, value, "", ""
                elif isinstance(value, Mapping):
                    places = resolved(value.get("url") or value.get("contentUrl") or value.get("@id"), {})
                    if places and isinstance(address := places[0], str):
                        credit = (
                            text(value.get("creditText"))
                            or text(value.get("creator"))
                            or text(value.get("copyrightHolder"))
                        )
                        yield (
                            where,
                            address,
                            text(value.get("caption")) or text(value.get("description")),
                            credit,
                        )
    for key in (
        "twitter:image",
        "twitter:image:src",
        "parsely-image-url",
        "sailthru.image.full",
        "image",
        "thumbnail",
    ):
        for address in facts.metas.get(key, ())[:1]:
            yield f"meta {key}", address, "", ""
    if linked := facts.links.get("image_src"):
        yield "link image_src", linked, "", ""


def _ids(address: str) -> set[str]:
    """What stays the same in all sizes of a picture: long hexadecimal numbers, else the file's stem."""
    address = unquote(address[:2000])
    inner = re.match(r"https?://.*(https?://[^&]+)", address)
    path = (
        re.sub(r"[?#].*", "", re.sub(r"^https?://[^/]*", "", inner[1] if inner else address))
        .lower()
        .rstrip("/")
    )
    name = path.rsplit("/", 1)[-1]
    if _SIZE.match(name) and "/" in path:
        name = path.rsplit("/", 2)[-2]
    stem = re.sub(r"\.(jpe?g|png|webp|gif|avif)(?:&.*)?$", "", name)
    stem = re.sub(r"[-_]?(\d{2,4}x\d{2,4}|scaled|large|master|original|w\d+|h\d+)$", "", stem)
    ids = {number for number in re.findall(r"[0-9a-f]{7,}", path) if not number.startswith(("19", "20"))}
    return ids | ({stem} if len(stem) > 3 else set())


def _addresses(image: HtmlElement) -> set[str]:
    """Identities of all the addresses that an `img`, or the `picture` around it, gives."""
    found: set[str] = set()
    picture = next(image.iterancestors("picture"), None)
    sources = islice(picture.iter("source"), 3) if picture is not None else ()
    for element in (image, *sources):
        for name in ("src", "data-src", "data-original", "data-lazy-src"):
            if (value := element.get(name)) and not value.startswith("data:"):
                found |= _ids(value)
        for name in ("srcset", "data-srcset"):
            for part in re.split(r",\s+", element.get(name) or "")[:2]:
                found |= _ids(part.strip().split(" ")[0])
    return found


def _alt(image: HtmlElement) -> str:
    return " ".join((image.get("alt") or "").split())
