"""Plain paragraphs and sentences of an article's body, in any script."""

import html
import re
from bisect import bisect_left
from collections.abc import Sequence

from newsdigest.draft.marks import quotation_spans

MOST_SIGNS = 60_000
"""Of a body, some ten thousand words: what a reader of the report sees later is no news of it."""

_NOT_PROSE = re.compile(r"#|!\[|[|>]|[-*+] |\d{1,9}[.)] |```|~~~|<|(?:\*\s*){3,}$|(?:-\s*){3,}$")
_BETWEEN = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*\d{1,9}[.)] )")
"""Between paragraphs, and before the next item of a list of pictures with their captions."""
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(?<!\\)(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.{1,500}?)(?<=[^\s\\])\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_ORDINALS = re.compile(r"de|da|nb|nn|no|fi|et|cs|sk|hu|pl|sl|hr|sr|bs|lv|lt|is|tr|lb")
"""Languages that write `3. Mai`: a small number with a full stop ends no sentence there."""

_ABBREVIATION = re.compile(
    r"mr|mrs|ms|dr|prof|st|gen|rep|gov|lt|col|sgt|capt|cpt|maj|adm|rev|hon|jr|vs|corp|bros|dept"
    r"|jan|feb|apr|aug|sep|sept|oct|nov|dec|approx|vol|nr|bzw|ca|abs|dipl|ing|evtl|ggf|inkl|tel|mio|mrd"
    r"|mm|mme|mlle|mmes|bd|sr|sra|srta|dra|ud|uds|núm|pág|sig|dott|sigg|dhr|mevr|drs|ул|им|тыс|млн|млрд|руб",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?P<unspaced>[。！？｡]+[」』）】”’\"]*)|[.!?…؟۔।॥።]+[\"'”’»“)\]]*(?=\s|$)")
_NEXT = re.compile(r"\s+[\"'“”„«‘(\[]*(\S)")


def paragraphs(markdown: str) -> list[str]:
    """The prose of a Markdown body as plain text: no headings, lists, tables, quotations or pictures."""
    blocks = _BETWEEN.split(markdown[:MOST_SIGNS])
    texts = (unmarked(block) for block in blocks if not _NOT_PROSE.match(block.strip()))
    return [text for text in texts if text]


def unmarked(block: str) -> str:
    """The text of a Markdown block, on one line."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", block))
    previous = ""
    while previous != text:
        previous, text = text, _STRONG.sub(r"\2", text)
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", text)).split())


def sentences(text: str, language: str = "") -> list[str]:
    """The sentences of a paragraph; a direct quotation is never cut."""
    spans = quotation_spans(text)
    starts = [span.start for span in spans]
    found: list[str] = []
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        at = bisect_left(starts, end) - 1
        if at >= 0 and end < spans[at].end:
            if len(text[end : spans[at].end].strip()) > 1:
                continue
            end = spans[at].end  # French sets a blank before the closing mark.
        ends = (
            _ends_unspaced(text, end)
            if match["unspaced"]
            else _ends_spaced(text[start:end], text[end:], language)
        )
        if ends:
            found.append(text[start:end].strip())
            start = end
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def joined(parts: Sequence[str]) -> str:
    """Sentences of a paragraph together again: with a blank between, unless their script has none."""
    text = ""
    for part in parts:
        text += part if not text or text.rstrip('」』）】”’"')[-1:] in tuple("。！？｡") else f" {part}"
    return text


def ends_whole(text: str) -> bool:
    """Whether a text ends as a sentence does, and was not cut short."""
    bare = text.rstrip("\"'”’»“)]」』）")
    return bare.endswith(tuple(".!?。！？؟۔।॥።｡")) and not bare.endswith(("...", "。。。"))


def _ends_unspaced(text: str, end: int) -> bool:
    """A quotation that a particle follows (`。」と`) is part of a longer sentence."""
    return text[end - 1] in "。！？｡" or not re.match(r"[\u3041-\u309f、，]", text[end:])


def _ends_spaced(so_far: str, rest: str, language: str) -> bool:
    following = _NEXT.match(rest)
    if following is None:
        return not rest.strip()
    if following[1].islower():
        return False
    bare = so_far.rstrip("\"'”’»“)] \u00a0\u202f")
    if not bare.endswith(".") or bare.endswith(".."):
        return True
    word = re.split(r"[\s(\"“„«]", bare.rstrip("."))[-1]
    if word.isdecimal():
        return len(word) > 2 or not _ORDINALS.fullmatch(language)
    is_initials = re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word)
    return not is_initials and not _ABBREVIATION.fullmatch(word)
