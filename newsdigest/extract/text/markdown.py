"""The body's lines as Markdown that renders back to the same text."""

import re
from collections.abc import Iterable

from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import ends_sentence, word_count

HEADING_WORDS = 14
"""Words of the longest line that may be a subheading."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_OPENING = re.compile(r"^(#{1,6}(?=\s|$)|[+\-=]|:?-+:?$|\d{1,9}(?=[.)](?:\s|$)))")


def body_markdown(lines: Iterable[Line]) -> str:
    """Paragraphs, subheadings, lists and quotations, a blank line between blocks."""
    body = list(lines)
    blocks: list[str] = []
    listed = False
    for index, line in enumerate(body):
        below = body[index + 1] if index + 1 < len(body) else None
        text = escaped(line.text)
        if line.mark:
            item = f"{line.mark if line.mark[0].isdigit() else '-'} {text}"
            if listed:
                blocks[-1] += "\n" + item
            else:
                blocks.append(item)
        elif line.text.startswith(("> ", "》 ")):
            blocks.append("> " + escaped(line.text[2:].strip()))
        else:
            blocks.append("## " + text if _is_heading(line, below) else text)
        listed = bool(line.mark)
    return "\n\n".join(blocks)


def escaped(text: str) -> str:
    """A text in which no sign means markup."""
    plain = _SPECIAL.sub(r"\\\1", text)
    return _OPENING.sub(lambda match: _escaped_opening(match[1]), plain, count=1)


def _escaped_opening(sign: str) -> str:
    return sign + "\\" if sign.isdigit() else "\\" + sign


def _is_heading(line: Line, below: Line | None) -> bool:
    """A short line without the end of a sentence, above running text."""
    return (
        below is not None
        and not below.mark
        and 0 < word_count(line.text) <= HEADING_WORDS
        and len(line.text) <= 100
        and not ends_sentence(line.text)
        and line.text[-1] not in ',;:：，、-–—"”’»」'
        and not line.text[0].islower()
        and line.text[0] not in '"“„«「(['
        and word_count(below.text) > HEADING_WORDS
        and ends_sentence(below.text)
    )
