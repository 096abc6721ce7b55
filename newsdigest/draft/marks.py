"""Where quotation marks open and close, in the ways that languages write them."""

import re
from typing import NamedTuple

PAIRS = ("“”", "„“", "„”", "«»", "»«", "””", "「」", "『』", '""', "‘’")
"""Opening and closing mark; the first pair that closes wins."""

_PATTERNS = [
    re.compile(
        (r"(?<![^\W_])" if pair[0] in '"‘»”' else "")
        + re.escape(pair[0])
        + rf"(?P<inner>[^{re.escape(pair)}{'“„' if pair == '””' else ''}]+?)"
        + re.escape(pair[1])
        + (r"(?![^\W_\uac00-\ud7a3])" if pair[1] in '"’«' or pair == "””" else "")
    )
    for pair in PAIRS
]


class Span(NamedTuple):
    """A stretch in quotation marks, marks included in its offsets."""

    start: int
    end: int
    text: str
    """What stands between the marks."""


def quotation_spans(text: str) -> list[Span]:
    """The stretches of a paragraph that stand in quotation marks, none within another."""
    found = [
        Span(match.start(), match.end(), match["inner"].strip())
        for pattern in _PATTERNS
        for match in pattern.finditer(text)
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
