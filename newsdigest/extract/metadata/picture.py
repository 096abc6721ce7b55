"""The lead picture with its caption and credit."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.tree import text_of
from newsdigest.model.entry import Image

_NO_PICTURE = re.compile(
    r"logo|favicon|placeholder|default[-_]?(?:image|og|share|social)?\.|avatar|gravatar|sprite|blank\.|spacer|pixel|icon[-_./]",
    re.I,
)
_CREDIT = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|image|picture|illustration|foto|fotos|bild|bilder|crédits?|credits?|출처|"
    r"kuva|фото|grafik|quelle|fotograf(?:ie|o|ía)?)"
    r"(?:\s+(?:credit|by|courtesy(?: of)?|von|par|por|de|di))?\s*[:：/=]\s*|©\s*|\(c\)\s*|"
    r"写真[:：=]\s*|사진[=:]\s*)(.{2,80})$",
    re.I,
)
_CREDIT_TAIL = re.compile(
    r"[\[(]\s*((?:photo|image|picture|foto|bild|credit|quelle|사진|©|via)[^\])]{1,80})[\])]\s*$", re.I
)
_CREDIT_MARK = re.compile(r"credit|copyright|source|photographer|byline|rights|quelle|fotograf|autor", re.I)
_CAPTION_MARK = re.compile(r"caption|legend|bildtext|bildunterschrift|imgtext|image-text|description", re.I)


OUTWARD = 6
"""Levels around a picture at which its caption may stand."""
MOST_AROUND = 300
"""Elements of a box that are looked at."""
LONGEST_CAPTION = 800
SHORT_CREDIT = 150
BEFORE, BEHIND = 40, 150
"""Elements around the headline among which the lead picture stands."""
SMALL = 200
"""Pixels of width below which a picture is an icon or a face."""


def read_picture(facts: Facts) -> Pick[Image] | None:
    """The picture that markup names and the page shows; else one shown under the headline; else the named."""
    told = [
        (where, facts.absolute(address), caption, credit) for where, address, caption, credit in _told(facts)
    ]
    told = [one for one in told if _is_picture(one[1])]
    by_id: dict[str, HtmlElement] = {}
    for _, image in facts.images:
        for name in _addresses(image):
            by_id.setdefault(name, image)
    for where, address, caption, credit in told:
        shown = next((by_id[name] for name in sorted(_ids(address)) if name in by_id), None)
        if shown is not None:
            found_caption, found_credit = _beside(shown)
            image = Image(address, _alt(shown), found_caption or caption, found_credit or credit)
            return pick(image, f"{where}, img", sure=True)
    if (hero := _hero(facts)) is not None:
        caption, credit = _beside(hero)
        return pick(
            Image(facts.absolute(_address(hero)), _alt(hero), caption, credit), "figure below the headline"
        )
    if told:
        where, address, caption, credit = told[0]
        return pick(Image(address, "", *_parted(caption, credit)), where)
    return None


def _is_picture(address: str) -> bool:
    return bool(re.match(r"https?://|/", address)) and not _NO_PICTURE.search(unquote(urlsplit(address).path))


def _hero(facts: Facts) -> HtmlElement | None:
    """The first picture near the headline that has a figure and a caption or credit."""
    if facts.top is None:
        return None
    for order, image in facts.images:
        near = -BEFORE < order - facts.top < BEHIND
        width = re.match(r"\d+", image.get("width") or "")
        if not near or (width and int(width[0]) < SMALL) or not _is_picture(facts.absolute(_address(image))):
            continue
        if any(holder.tag == "figure" for holder in image.iterancestors()) and any(_beside(image)):
            return image
    return None


def _address(image: HtmlElement) -> str:
    """Where a picture is, its largest size where several are given."""
    plain = [image.get(name) or "" for name in ("src", "data-src", "data-original", "data-lazy-src")]
    address = next((value for value in plain if value and not value.startswith("data:")), "")
    sizes = [
        part.split() for part in re.split(r",\s+", image.get("srcset") or image.get("data-srcset") or "")
    ]
    return address or (sizes[-1][0] if sizes[-1] else "")


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
    inner = re.match(r"https?://.*(https?://.+)$", address)
    path = (
        re.sub(r"[?#].*", "", re.sub(r"^https?://[^/]*", "", inner[1] if inner else address))
        .lower()
        .rstrip("/")
    )
    stem = re.sub(r"\.(jpe?g|png|webp|gif|avif)$", "", path.rsplit("/", 1)[-1])
    stem = re.sub(r"[-_]?(\d{2,4}x\d{2,4}|scaled|large|master|original|w\d+|h\d+)$", "", stem)
    ids = {number for number in re.findall(r"[0-9a-f]{7,}", path) if not number.startswith(("19", "20"))}
    return ids | ({stem} if len(stem) > 3 else set())


def _addresses(image: HtmlElement) -> set[str]:
    """Identities of all the addresses that an `img`, or the `picture` around it, gives."""
    found: set[str] = set()
    parent = image.getparent()
    sources = parent.findall("source")[:3] if parent is not None and parent.tag == "picture" else []
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


def _beside(image: HtmlElement) -> tuple[str, str]:
    """Caption and credit of a picture: what is marked so in the boxes around it, else its figure's text."""
    for box in islice(image.iterancestors(), OUTWARD):
        if box.tag in ("body", "main", "article") or any(
            part.tag == "h1" for part in islice(box.iter(), MOST_AROUND)
        ):
            break
        caption, credit = _marked(box, _CAPTION_MARK, "figcaption"), _marked(box, _CREDIT_MARK, "")
        if caption or credit or box.tag == "figure":
            text = caption or text_of(box)
            return _parted(text if len(text) < LONGEST_CAPTION else "", credit)
    return "", ""


def _marked(box: HtmlElement, pattern: re.Pattern[str], tag: str) -> str:
    """The text of the first element in a box that is of a kind by its tag or its class."""
    for part in islice(box.iterdescendants(), MOST_AROUND):
        if isinstance(part.tag, str) and part.tag not in ("img", "figure", "source"):
            marks = f"{part.get('class') or ''} {part.get('itemprop') or ''}"
            if (part.tag == tag or pattern.search(marks)) and (text := text_of(part)):
                return text
    return ""


def _parted(caption: str, credit: str) -> tuple[str, str]:
    """Caption and credit apart: `A cat. Photo: Jane Roe` -> `A cat.`, `Jane Roe`."""
    if credit and len(credit) < SHORT_CREDIT and credit in caption:
        before, _, after = caption.rpartition(credit)
        caption = f"{before} {after}"
    elif match := _CREDIT_TAIL.search(caption) or _CREDIT.search(caption):
        caption, credit = caption[: match.start()], match[1]
    else:
        credit = credit if len(credit) < SHORT_CREDIT else ""
    if match := _CREDIT.search(credit):
        credit = match[1]
    return " ".join(caption.split()).strip(" |–—-/·([])"), credit.strip(" ()[]|;")
