"""A picture's caption and credit: what is marked so beside it, else what stands alone with it."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsdigest.extract.agencies import agency_in, is_agency
from newsdigest.extract.names import clean_names
from newsdigest.extract.tree import parts_of, text_of

_CREDIT = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|image|picture|illustration|foto|fotos|bild|bilder|crédits?|credits?|출처|"
    r"kuva|фото|fot\.|تصوير|عدسة|grafik|quelle|fotograf(?:ie|o|ía)?|bild(?:rechte|nachweis|quelle)|fotocredit)"
    r"(?:(?:\s+(?:credit|by|courtesy(?: of)?|von|par|por|de|di))?\s*[:：/=]\s*|"
    r"\s+(?:by|von|par|av)\s+(?=(?-i:[A-ZÀ-Þ])))|©\s*|\(c\)\s*|"
    r"\bfot\.\s+(?=\w)|(?<=[.!?…]\s)(?:photo|foto|bild)\s+(?=(?-i:[A-ZÀ-Þ]))|写真[:：=]\s*|사진[=:]\s*)(.{2,80})$",
    re.I,
)
_CREDIT_TAIL = re.compile(
    r"[\[(]\s*((?:photo|image|picture|foto|bild|credit|quelle|dok\.|사진|تصوير|عدسة|©|via)[^\])]{1,80})[\])]\s*$",
    re.I,
)
_TAKEN_BY = re.compile(r"[（、＝]([^（）、＝]{2,14})撮影）?$")
"""`...＝12日、山田花子撮影`."""
_IN_BRACKETS = re.compile(r"[\[(（]([^()（）\[\]]{2,40})[\])）]\s*$")
_AGENCY_TAIL = re.compile(
    r"(?:^(?=.{,45}$)|(?<=[.!?…”\"])\s+|\s*[|(—–]\s*)([^.!?|()—–]{0,60}"
    r"\b(?:Getty|GETTY|AFP|Reuters|REUTERS|AP|dpa|DPA|imago|IMAGO|Imago|picture[ -]alliance|Shutterstock|"
    r"stock\.adobe(?:\.com)?|Adobe Stock|iStock|Unsplash|Sipa|SIPA|EPA|Alamy|PA|NTB|TT|Ritzau|Scanpix|APA|"
    r"Keystone|KEYSTONE|ANSA|EFE|Xinhua|Kyodo|Bloomberg)\b"
    r"(?:(?:\s*[/·,&-]\s*|\s+(?:via|[Ii]mages|IMAGES|News|NTB|Photos?|[Pp]ool|Wire)\b\s*)[^!?|()—–]{0,40})?)[)\]]?\s*$"
)
"""A last piece that names an agency of pictures: `A cat. Jane Roe/AFP`."""
_CREDIT_MARK = re.compile(r"credit|copyright|source|photographer|byline|rights|quelle|fotograf|autor", re.I)
_NEVER = re.compile(r"(?!)")
_BUTTON = re.compile(
    r"^(?:view|open|see|show|alle|voir|ver)?\W*(?:all\W*)?\d*\W*"
    r"(?:images?|photos?|pictures?|gallery|bild(?:er)?|fotos?|im[aá]genes)"
    r"\W*(?:\d+)?(?:\W*(?:of|von|de|/)\W*\d+)?$",
    re.I,
)
"""What opens a gallery is no caption: `View 6 images`."""
_NO_CAPTION_BOX = frozenset({"h1", "h2", "h3", "h4", "a", "button", "time", "li"})
_CAPTION_MARK = re.compile(r"caption|legend|bildtext|bildunterschrift|imgtext|image-text|description", re.I)

OUTWARD = 6
"""Levels around a picture at which its caption may stand."""
NEXT_TO, BESIDE = 4, 6
"""Levels around a picture that may hold nothing but its caption, and beside which what is marked as its
caption may stand."""
MOST_AROUND = 300
"""Elements of a box that are looked at."""
LONGEST_CAPTION = 800
SHORT_CREDIT = 150


def beside(image: HtmlElement) -> tuple[str, str]:
    """Caption and credit of a picture: what is marked so next to it or in the boxes around it, else the text
    of its figure, or of a box that holds nothing else."""
    for box in islice(_holders(image), OUTWARD):
        if box.tag in ("body", "main", "article") or any(
            part.tag == "h1" for part in islice(box.iter(), MOST_AROUND)
        ):
            break
        caption, credit = _marked(box, _CAPTION_MARK, "figcaption"), _marked(box, _CREDIT_MARK, "", _CREDIT)
        if box.tag == "figure" and caption and not credit:
            credit = _marked(box, _NEVER, "footer")
        text = caption or (text_of(box) if box.tag == "figure" else "")
        if (text and not _BUTTON.match(text)) or credit:
            return parted(text if len(text) < LONGEST_CAPTION else "", credit)
    return _behind(image) or _alone(image) or _told(image)


def _holders(image: HtmlElement) -> Iterator[HtmlElement]:
    """The boxes around a picture; the parser takes its `source` elements for boxes too."""
    return (box for box in image.iterancestors() if box.tag not in ("source", "picture"))


def _behind(image: HtmlElement) -> tuple[str, str] | None:
    """What is marked as a caption and stands right behind the picture, or behind what holds it."""
    for holder in islice((image, *image.iterancestors("picture"), *_holders(image)), BESIDE):
        follower = holder.getnext()
        if follower is None or not isinstance(follower.tag, str):
            continue
        marks = f"{follower.get('class') or ''} {follower.get('itemprop') or ''}"
        own = follower.tag == "figcaption" or _CAPTION_MARK.search(marks)
        text = text_of(follower) if own else _marked(follower, _CAPTION_MARK, "figcaption")
        if text and len(text) < LONGEST_CAPTION and not _BUTTON.match(text):
            return parted(text, _marked(follower, _CREDIT_MARK, ""))
    return None


def _told(image: HtmlElement) -> tuple[str, str]:
    """What its own attributes say, where they give caption and credit: else they describe what is seen."""
    for name in ("title", "alt"):
        caption, credit = parted(" ".join((image.get(name) or "").split()), "")
        if caption and credit:
            return caption, credit
    return "", ""


def _alone(image: HtmlElement) -> tuple[str, str] | None:
    """The one or two lines in a box with nothing but the picture: a caption, and a credit that says so."""
    for box in islice(_holders(image), NEXT_TO):
        pictures = list(islice(box.iter("img"), 2))
        if box.tag in ("body", "main", "article", "a") or len(pictures) > 1:
            break
        if text := text_of(box):
            lines = [line for _, line in parts_of(box)]
            linked = any(part.tag in _NO_CAPTION_BOX for part in islice(box.iter(), MOST_AROUND))
            if linked or len(lines) > 2 or len(text) > LONGEST_CAPTION // 2:
                break
            credits = [line for line in lines if _CREDIT.match(line) or _AGENCY_TAIL.fullmatch(line)]
            credits = credits or [line for line in lines if agency_in(line)]
            caption = " ".join(line for line in lines if line not in credits)
            return parted(caption, credits[0] if credits else "")
    return None


def _marked(box: HtmlElement, pattern: re.Pattern[str], tag: str, says: re.Pattern[str] | None = None) -> str:
    """The text of the first element in a box that is of a kind by its tag or its class; one whose text
    says so goes before."""
    first = ""
    for part in islice(box.iterdescendants(), MOST_AROUND):
        if isinstance(part.tag, str) and part.tag not in ("img", "figure", "source"):
            marks = f"{part.get('class') or ''} {part.get('itemprop') or ''}"
            if part.tag == tag or pattern.search(marks):
                text = text_of(part)
                if text and not _BUTTON.match(text):
                    first = first or text
                    if says is None or says.match(text):
                        return text
    return first


def parted(caption: str, credit: str) -> tuple[str, str]:
    """Caption and credit apart: `A cat. Photo: Jane Roe` -> `A cat.`, `Jane Roe`."""
    if credit and len(credit) < SHORT_CREDIT and credit in caption:
        before, _, after = caption.rpartition(credit)
        caption = f"{before} {after}"
    elif match := _credit_in(caption):
        caption, credit = caption[: match.start()], match[1]
    else:
        credit = credit if len(credit) < SHORT_CREDIT else ""
        before, sign, after = caption.rpartition(" / ")
        if sign and not credit and clean_names(after):
            caption, credit = before, after
    if match := _CREDIT.search(credit):
        credit = match[1]
    caption = " ".join(caption.split()).strip(" |–—-/·[]")
    whole = caption.count("(") == caption.count(")")
    return caption if whole else caption.strip(" |–—-/·()"), credit.strip(" ()[]|;")


def _credit_in(caption: str) -> re.Match[str] | None:
    """The end of a caption that names who took or supplied the picture."""
    bracketed = _IN_BRACKETS.search(caption)
    return (
        _CREDIT_TAIL.search(caption)
        or _CREDIT.search(caption)
        or _TAKEN_BY.search(caption)
        or (bracketed if bracketed and is_agency(bracketed[1]) else None)
        or _AGENCY_TAIL.search(caption)
    )
