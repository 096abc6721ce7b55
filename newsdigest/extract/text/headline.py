"""The lines that may be the headline, and what speaks for each: looks, place, neighbours, words shared."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import folded, terms

ABOVE, BELOW = 100, 4
"""Lines above the body's first, and from it on, among which the headline is looked for."""

TOP = 3
"""Lines at the page's top that may be its own title, with the site's name behind it."""

FAR_UP = 8
"""Lines above the body from which on a line at the top is the page's title, and no headline with a dash."""

LEAD = 4
"""Lines of the body's beginning: they tell again what the headline says."""

NEAR, FAR = 6, 9
"""Lines about a candidate that are looked at, and the distance of what is not among them."""

_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::|//)\s+")
_MARKS = (
    "ended", "colon", "ellipsis", "question", "lower_start", "quote_start", "capitals", "title_case",
    "uncased", "commas", "digits", "dated", "clock", "ago", "votes", "notice", "caption", "credit", "byline",
    "address", "bars", "bullet", "numbered",
)  # fmt: skip


class Candidate(Struct, frozen=True):
    """A line that may be the headline."""

    text: str
    index: int
    features: Mapping[str, float]
    """What is not told is 0."""


class _Page(Struct, frozen=True):
    """What the page as a whole says about a line."""

    story: Counter[str]
    """Term -> lines of the body that have it."""
    lead: frozenset[str]
    weight: Mapping[str, float]
    """Term -> how much it tells: one that stands in few lines of the page tells more."""
    copies: Counter[str]
    below: Counter[str]
    """Folded lines below the body's first."""
    top: Sequence[str]
    known: frozenset[str]


def candidates(lines: list[Line], looks: list[Look], body: list[int]) -> list[Candidate]:
    """The lines that may be the headline, with the features that hold."""
    if not body:
        return []
    first = body[0]
    page = _page(lines, body)
    found: list[tuple[str, int, dict[str, float]]] = []
    for index in dict.fromkeys([*range(TOP), *range(max(0, first - ABOVE), first + BELOW)]):
        if index >= len(lines) or not 1 <= looks[index].words <= 45 or len(lines[index].text) > 300:
            continue
        if "no_letters" in looks[index].marks or looks[index].kind == "menu":
            continue
        text = lines[index].text
        if index < TOP:
            bare = without_suffix(text)[0]
            if first - index > FAR_UP or page.copies[folded(bare)]:
                text = bare
        if own := folded(text):
            features = {
                **_shape(text, looks[index]),
                **_place(lines, looks, index, first),
                **_words(terms(text), page),
                **_again(own, index, page),
                **_around(looks, index),
            }
            found.append((text, index, features))
    most = max((features.get("shared_weight", 0.0) for _, _, features in found), default=0.0)
    for _, _, features in found:
        features["shared_less"] = most - features.get("shared_weight", 0.0)
    return [Candidate(*one) for one in found]


def _page(lines: list[Line], body: list[int]) -> _Page:
    first = body[0]
    story = Counter(term for index in body[:60] for term in set(terms(lines[index].text)))
    spread = Counter(term for line in lines[: first + 300] for term in set(terms(line.text[:300])))
    total = len(lines[: first + 300])
    shown = [folded(line.text) if len(line.text) <= 300 else "" for line in lines[: first + 300]]
    return _Page(
        story,
        frozenset(term for index in body[:LEAD] for term in terms(lines[index].text)),
        {term: math.log(total / count) for term, count in spread.items()},
        Counter(shown),
        Counter(shown[first + 1 :]),
        [own for own, line in zip(shown, lines[:TOP], strict=False) if len(line.text) > 20],
        frozenset(shown[max(0, first - ABOVE) : first + 1]),
    )


def _shape(text: str, seen: Look) -> dict[str, float]:
    """The line by itself."""
    marks = set(seen.marks)
    told = {mark: 1.0 for mark in _MARKS if mark in marks}
    if seen.kind:
        told["furniture"] = 1.0
    return {**told, "words": float(seen.words), "signs": float(len(text))}


def _place(lines: list[Line], looks: list[Look], index: int, first: int) -> dict[str, float]:
    """Where it stands about the body's first line."""
    between = looks[index + 1 : first]
    return {
        "index": float(min(index, 30)),
        "to_body": float(first - index),
        "words_between": float(sum(seen.words for seen in between)),
        "prose_between": float(sum(seen.prose for seen in between)),
        "furniture_between": float(sum(bool(seen.kind) for seen in between)),
        "outdented": float(lines[first].indent - lines[index].indent),
        "gap": float(lines[index].gap),
    }


def _words(own: list[str], page: _Page) -> dict[str, float]:
    """How much of the line the body says again, and its beginning."""
    if not own:
        return {}
    shared = [term for term in own if term in page.story]
    return {
        "terms": float(len(own)),
        "shared": float(len(shared)),
        "share": len(shared) / len(own),
        "often": float(sum(page.story[term] > 2 for term in own)),
        "lead": float(sum(term in page.lead for term in own)),
        "lead_share": sum(term in page.lead for term in own) / len(own),
        "shared_weight": sum(page.weight.get(term, 0.0) for term in set(shared)),
    }


def _again(own: str, index: int, page: _Page) -> dict[str, float]:
    """Whether the line stands again: in the page's own title, in a trail from the home page, below."""
    told = {"copies": float(page.copies[own]), "copies_below": float(page.below[own])}
    words = set(own.split())
    for top in page.top:
        if len(top) > len(own) and top.startswith(own):
            told["opens_page_title"] = 1.0
        elif own in top and own != top:
            told["in_page_title"] = 1.0
        elif own == top and index >= TOP:
            told["is_page_title"] = 1.0
        common = len(words & set(top.split()))
        told["like_page_title"] = max(told.get("like_page_title", 0.0), common / len(words))
        told["of_page_title"] = max(told.get("of_page_title", 0.0), common / max(len(top.split()), 1))
    if any(own.endswith(" " + other) for other in page.known if other.count(" ") > 1):
        told["trail"] = 1.0
    if own.count(" ") and any(other.endswith(" " + own) for other in page.known):
        told["closes_trail"] = 1.0
    return told


def _around(looks: list[Look], index: int) -> dict[str, float]:
    """What stands near: byline, date, credit and running text, by their distance; lines like headlines."""
    told: dict[str, float] = {}
    above, below = looks[max(0, index - NEAR) : index][::-1], looks[index + 1 : index + 1 + NEAR]
    for side, near in (("above", above), ("below", below)):
        for mark in ("byline", "dated", "ago", "credit", "prose"):
            told[f"{mark}_{side}"] = float(
                next((far for far, seen in enumerate(near, 1) if mark in seen.marks), FAR)
            )
        told[f"alike_{side}"] = float(sum(_like_headline(seen) for seen in near))
        if near:
            told[f"words_{side}"] = float(near[0].words)
            told[f"ended_{side}"] = float("ended" in near[0].marks)
            told[f"furniture_{side}"] = float(bool(near[0].kind))
    return told


def _like_headline(seen: Look) -> bool:
    return (
        4 < seen.words < 25 and not seen.kind and not {"ended", "byline", "dated", "credit"} & set(seen.marks)
    )


def without_suffix(text: str) -> tuple[str, str]:
    """A page's title without the site's name behind it, and that name: `Head - Site` -> Head, Site."""
    parts = _SUFFIX.split(text)
    if len(parts) < 2 or len(parts[-1].split()) > 5 or len(parts[0]) < len(parts[-1]):
        return text, ""
    cut = text.rfind(parts[-1])
    head = re.sub(r"\s+(?:[|»«·•–—-]|::|//)\s*$", "", text[:cut])
    return head, parts[-1].strip()
