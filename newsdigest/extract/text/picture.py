"""The lead picture's caption and credit, where a dump shows them."""

import re

from newsdigest.extract.text.features import Look
from newsdigest.extract.text.lines import Line

REACH = 14
"""Lines above the headline, and lines of the body, among which the lead picture's caption is looked for."""

_CREDIT_WORD = (
    r"(?:photo(?:graph)?s?(?:\s+(?:by|credit|courtesy(?:\s+of)?))?|picture(?:\s+(?:by|credit))?|image(?:\s+(?:by|credit|source))?|"
    r"file photo|illustration(?:\s+by)?|credits?|foto(?:s|graf\w*|grafía|grafie|verantwortung)?|bild(?:er|rechte|quelle)?|"
    r"crédits?(?:\s+photo)?|imagen|imagem|immagine|kuva|zdjęcie|fot|фото|写真|撮影|图片(?:来源)?|图|사진|صورة|الصورة|תמונה|צילום)"
)
_TAIL = re.compile(
    rf"[\s(\[（【|/–—-]*(?<!\w){_CREDIT_WORD}\.?\s*(?:[:：/=]|©|(?<=by)\s)\s*(.{{2,80}}?)[\])）】]?\s*$", re.I
)
_ALONE = re.compile(
    rf"^[(\[（【]?\s*{_CREDIT_WORD}\.?\s*(?:[:：/=]|©|(?<=by)\s|(?<=courtesy)\s|(?<=of)\s)\s*(.{{2,80}}?)[\])）】]?$",
    re.I,
)
_SIGN = re.compile(r"[\s(\[|/]*(?:©|&copy;|\(c\))\s*(.{2,70}?)[\])]?$", re.I)
_AGENCIES = re.compile(
    r"[\s(\[|–—-]*((?:[\w.'’ -]{2,40}[/|,] ?)*(?:getty images?|reuters|afp|ap|epa(?:-efe)?|dpa|imago|shutterstock|alamy|istock|pexels|"
    r"unsplash|picture alliance|keystone|efe|ansa|bloomberg|pa|tass|xinhua|kyodo)(?: (?:images?|photo))?(?:\s?[/|,] ?[\w.'’ -]{2,40})*)[\])]?$",
    re.I,
)


def find_picture(
    lines: list[Line], looks: list[Look], title: int, body: list[int]
) -> tuple[str, str, int] | None:
    """Caption, credit and index of the line, of the first picture from above the headline to the body's first lines."""
    if not body:
        return None
    first = body[0]
    inside = set(body)
    region = [*range(max(0, title - REACH), title), *range(title + 1, first)]
    region += [index for index in range(first, min(first + REACH, body[-1])) if index not in inside]
    for index in region:
        text = lines[index].text
        if looks[index].kind or looks[index].words > 90 or "byline" in looks[index].marks:
            continue
        alone = _ALONE.match(text) or (
            (_SIGN.match(text) or _AGENCIES.fullmatch(text)) if _is_credit(text) else None
        )
        if alone:
            above = index - 1
            caption = (
                lines[above].text
                if above >= 0 and above != title and above not in inside and _is_caption(looks[above])
                else ""
            )
            return caption, _credit(alone[1]), index
        tail = (
            _TAIL.search(text)
            or _SIGN.search(text)
            or (_AGENCIES.search(text) if text.endswith((")", "]")) else None)
        )
        if tail and looks[index].words > 4 and len(text[: tail.start()].split()) > 3:
            return text[: tail.start()].strip(" |/"), _credit(tail[1]), index
    return None


def _is_credit(text: str) -> bool:
    """Whether a line that begins with © or names agencies is short enough for a credit, and no notice of rights."""
    return len(text) < 80 and not re.search(r"(?:19|20)\d\d|rights|copyright|inc\b|gmbh|ltd", text, re.I)


def _is_caption(look: Look) -> bool:
    return look.words > 4 and not look.kind and not {"byline", "notice", "ago"} & set(look.marks)


def _credit(text: str) -> str:
    return text.strip(" ()[]|/.:：")
