"""Direct quotations of an article, with who said them where the text names a speaker."""

import re

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.draft.marks import Span, quotation_spans
from newsdigest.draft.prose import paragraphs
from newsdigest.draft.speakers import full_name, speaker_after, speaker_before
from newsdigest.model.article import Article
from newsdigest.model.copied import count_words

_MIN_WORDS = 6
"""Fewer are a term in quotation marks, or a title."""


class Quotation(Struct, frozen=True):
    """Somebody's words."""

    text: str
    """As the report has them, with its own quotation marks."""
    speaker: str
    """Name or office; empty where the text names none."""


def quotations(article: Article) -> list[Quotation]:
    """The direct quotations of the body, in its order, speakers by the names that introduced them."""
    texts = paragraphs(article.markdown)
    body = "\n".join(texts)
    found = [quotation for text in texts for quotation in _in_paragraph(text)]
    full = {speaker: full_name(speaker, body) for speaker in {quotation.speaker for quotation in found}}
    return [replace(quotation, speaker=full[quotation.speaker]) for quotation in found]


def _in_paragraph(text: str) -> list[Quotation]:
    spans = quotation_spans(text)
    found: list[Quotation] = []
    speaker = ""
    for index, span in enumerate(spans):
        after = text[span.end : spans[index + 1].start if index + 1 < len(spans) else len(text)]
        before = text[spans[index - 1].end if index else 0 : span.start]
        named = speaker_before(_last_sentence(before), after) or speaker_after(_first_sentence(span, after))
        speaker = named or (speaker if _goes_on(before) else "")
        if count_words(span.text) >= _MIN_WORDS:
            found.append(Quotation(_tidy(text[span.start : span.end], span), speaker))
    return found


def _goes_on(between: str) -> bool:
    """Whether a quotation goes on after no more than who said it: `," Falk said. "`."""
    return bool(re.fullmatch(r"[^.!?:]*[.,]\s*|[^。！？：]*[。，]", between))


def _last_sentence(before: str) -> str:
    """The part of a quotation's sentence that stands before it."""
    return re.split(r"[.!?]\s+|(?<=[。！？؟۔।])", before)[-1]


def _first_sentence(span: Span, after: str) -> str:
    """The part of a quotation's sentence that stands after it; none where the sentence ended with it."""
    if span.text.endswith(tuple(".。؟۔।")) and not re.match(r"\s*[,–—]|\s*[^\W\d_A-Z]", after):
        return ""
    end = re.search(r"(?<![A-Z])[.!?](?=\s|$)|[。！？؟۔।]", after)
    return after[: end.start()] if end else after


def _tidy(quoted: str, span: Span) -> str:
    """The comma before the closing mark belongs to the report's sentence."""
    inner = span.text.rstrip(" ,，、")
    return quoted[0] + inner + quoted[-1]
