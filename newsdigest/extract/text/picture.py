"""The lead picture's caption and credit, where a dump shows them."""

import re

from newsdigest.extract.text.captions import AGENCIES, ALONE, SIGN, TAIL
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look

REACH = 14
"""Lines above the headline, and lines of the body, among which the lead picture's caption is looked for."""

LEAST = 2
"""Words of the shortest caption that stands before its credit."""

LONGEST = 1000
"""Signs of a caption with its credit."""


def find_picture(
    lines: list[Line], looks: list[Look], title: int, body: list[int]
) -> tuple[str, str, int] | None:
    """Caption, credit and line (index) of the first picture, from above the headline into the body."""
    if not body:
        return None
    first = body[0]
    inside = set(body)
    region = [*range(max(0, title - REACH), title), *range(title + 1, first)]
    region += [index for index in range(first, min(first + REACH, body[-1])) if index not in inside]
    for index in region:
        text = lines[index].text
        if (
            len(text) > LONGEST
            or looks[index].kind
            or looks[index].words > 90
            or "byline" in looks[index].marks
        ):
            continue
        alone = ALONE.match(text) or (
            (SIGN.match(text) or AGENCIES.fullmatch(text)) if _is_credit(text) else None
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
            TAIL.search(text)
            or SIGN.search(text)
            or (AGENCIES.search(text[-100:]) if text.endswith((")", "]")) else None)
        )
        if tail and len(text.removesuffix(tail[0]).split()) >= LEAST:
            caption = text[: text.rfind(tail[0])]
            return caption.strip(" |/"), _credit(tail[1]), index
    return None


def _is_credit(text: str) -> bool:
    """Whether a line that begins with © or names agencies is a credit, and no notice of rights."""
    return len(text) < 80 and not re.search(r"(?:19|20)\d\d|rights|copyright|inc\b|gmbh|ltd", text, re.I)


def _is_caption(look: Look) -> bool:
    return look.words > 4 and not look.kind and not {"byline", "notice", "ago"} & set(look.marks)


def _credit(text: str) -> str:
    return text.strip(" ()[]|/.:：")
