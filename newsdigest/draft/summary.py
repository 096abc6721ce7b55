"""The summary and the lead: a sentence or two that stand alone."""

import re
from itertools import pairwise

from newsdigest.draft.limits import Limits, longest_fitting
from newsdigest.draft.prose import ends_whole, joined, paragraphs, sentences
from newsdigest.model.article import Article
from newsdigest.model.copied import count_words, words
from newsdigest.model.slug import fold

MAX_WORDS = 60
"""A summary that runs longer is cut."""

MOST_SIGNS = 2000
"""Of a description: what is longer is the article itself."""

_MIN_WORDS = 8
"""Fewer are a kicker or a section's name."""

_SHORT = 3
"""Letters of words that any text has."""

_SHARED = 0.3
"""Of 120 descriptions of the development pages four were below: three slogans and a list's heading."""

_ASKS = re.compile(r"[?？؟][\"'”’»“)\s]*$")
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]{1,64}@[\w-]+\.\w")
_MEASURED = re.compile(r"\s*(?:\[?(?:\.\.\.|…)\]?|\[…\])\s*$")


def summary_of(article: Article, lead: str, limits: Limits) -> str:
    """The publisher's own description if it stands alone, else the lead; one or two sentences, or nothing."""
    description = " ".join(article.description[:MOST_SIGNS].split())
    whole = _whole(description, article)

    def fits(text: str) -> bool:
        return count_words(text) <= MAX_WORDS and limits.allow(text)

    return longest_fitting(whole or lead, article.language, fits)


def lead_of(article: Article) -> str:
    """The first paragraph of the body that is prose, its dateline taken off; or nothing."""
    found = paragraphs(article.markdown)
    long_enough = (text for text in found if count_words(text) >= _MIN_WORDS)
    lead = next((text for text in long_enough if ends_whole(text)), "")
    return _without_dateline(lead, article.dateline)


def opening_of(article: Article, summary: str) -> str:
    """The first prose that the summary does not say already, from the lead on, and that tells more than what
    an interview asked; or nothing."""
    said = _runs(summary)
    for number, text in enumerate(paragraphs(article.markdown)):
        told = _without_dateline(text, article.dateline) if number == 0 else text
        parts = sentences(told, article.language) if ends_whole(told) else []
        rest = joined([part for part in parts if not _repeats(part, said)])
        if count_words(rest) >= _MIN_WORDS and not _ASKS.search(rest):
            return rest
    return ""


def _repeats(sentence: str, said: set[tuple[str, ...]]) -> bool:
    """Whether most of a sentence stands in what was said."""
    runs = _runs(sentence)
    return len(runs & said) > len(runs) / 2


def _runs(text: str) -> set[tuple[str, ...]]:
    """The pairs of words of a text."""
    told = [word.folded for word in words(text)]
    return set(pairwise(told))


def _whole(description: str, article: Article) -> str:
    """A description fit to be read alone: no repeated headline, no address, no half sentence."""
    if not description or fold(description) == fold(article.title) or _ADDRESS.search(description):
        return ""
    parts = sentences(_MEASURED.sub("…", description), article.language)
    if not ends_whole(parts[-1]):
        cut = parts[-1].rstrip("…. ")
        if parts[-1].endswith("…") or _goes_on(cut, article):
            parts = parts[:-1]
    text = joined(parts)
    return text if count_words(text) >= _MIN_WORDS and _is_about(text, article) else ""


def _is_about(description: str, article: Article) -> bool:
    """Whether a description shares words with its article; a site's slogan does not."""
    said = {word.folded for word in words(description) if len(word.folded) > _SHORT or word.halves == 1}
    told = {word.folded for word in words(f"{article.title}\n{article.markdown}")}
    return len(said & told) >= _SHARED * len(said)


def _goes_on(cut: str, article: Article) -> bool:
    """Whether the body says the same and more: then the description was cut in mid-sentence."""
    body = " ".join(paragraphs(article.markdown))
    at = body.find(cut)
    return at >= 0 and not re.match(r"\s*[.!?。！？؟۔।]", body[at + len(cut) :])


def _without_dateline(lead: str, dateline: str) -> str:
    """`ELLERY (Wire) — The bridge ...` without its place."""
    if dateline and lead.casefold().startswith(dateline.casefold()):
        rest = lead[len(dateline) :]
    else:
        match = re.match(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я .,'’-]{2,40}(?<! )(?=\s*(?:\(|[—–]|-\s))", lead)
        rest = lead[match.end() :] if match else ""
    cut = re.match(r"[^.!?—–-]{0,60}?\s*(?:[—–]|--?)\s+(?=\S)", rest)
    return rest[cut.end() :] if cut else lead
