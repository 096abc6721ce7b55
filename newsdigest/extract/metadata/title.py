"""The headline: what the page shows as such, held against what it tells search engines and social sites."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.publisher import site_names
from newsdigest.extract.metadata.words import overlap, same, words

_BREAK = re.compile(
    r"\s+[|\-–—·•»«:/~*│]+\s+|\s*[|»｜＿_│]\s*|(?<=[\u3040-\u9fff])\s*-\s*|\s+::\s+|\s*[:：]\s+(?=\S+$)"
)
_STRONG_BREAK = re.compile(r"\s*(?:[|»｜│]|::|\s//\s)\s*")
_ANY_BREAK = re.compile(r"\s*[:：|]\s+|\s+[-–—]\s+")
_TICKER = re.compile(r"\+\+\+|^live\b|\bticker\b", re.I)
"""The visible headline of a live report may be that of its last entry."""
LONGEST = 200
"""Signs of a headline; a longer one is a description."""
AKIN = 0.55
"""Overlap from which a heading and a told title are the same headline in two wordings."""


class Told(Struct, frozen=True):
    """A title that the markup tells."""

    where: str
    title: str
    """Without the site's name."""
    weight: float
    """How often such a title is the headline; a page's `<title>` may be that of its section."""


def read_title(facts: Facts, lines: Sequence[str]) -> Pick[str] | None:
    """The visible headline that best matches a told title; else the told title without the site's name,
    which it may be by what of it stands alone in one of the `lines` that the page shows."""
    names = site_names(facts)
    usable = [heading for heading in facts.headings if _may_be_headline(heading, names)]
    shown = _upper(usable)
    told = list(_told(facts, names, [heading.text for heading in shown]))
    best = max(shown, key=lambda heading: _fit(heading, told), default=None)
    if not best or _fit(best, told) < AKIN:
        told_again = (heading for heading in usable if any(same(heading.text, one.title) for one in told))
        best = next(told_again, best)
    tops = [heading for heading in shown if heading.mark == "h1" and not heading.aside]
    if best and _fit(best, told) >= AKIN and not (best.aside and best.mark == "headline" and len(tops) == 1):
        headline = _bare(best.text, told, names)
        agreeing = next((one.where for one in told if same(one.title, headline)), "")
        return pick(headline, f"{best.mark}, {agreeing}" if agreeing else best.mark, sure=bool(agreeing))
    telling = 3 if any(one.where != "title" for one in told) else 1
    lone = len(tops) == 1 and len(words(tops[0].text)) >= telling and len(tops[0].text) < LONGEST
    if lone and not (_TICKER.search(tops[0].text) and _agreed(told)):
        return pick(tops[0].text, "h1")
    if not told:
        return None
    part = _shown_part(told[0].title, lines)
    return pick(part, f"{told[0].where}, line") if part else pick(told[0].title, told[0].where)


def _shown_part(title: str, lines: Sequence[str]) -> str:
    """The end of a title behind a colon or a bar, where that is a line of the page and the whole is not."""
    ends = [title[cut.end() :].strip() for cut in _ANY_BREAK.finditer(title)]
    shown = {line for line in lines if len(line) < LONGEST} if ends else set()
    return next((end for end in ends if title not in shown and len(words(end)) >= 3 and end in shown), "")


def _upper(usable: list[Marked]) -> list[Marked]:
    """The headings that most pages have their headline among; lower ones too where there is no `h1`."""
    upper = [heading for heading in usable if heading.mark in ("h1", "headline")]
    return upper if any(heading.mark == "h1" and not heading.aside for heading in upper) else usable


def _told(facts: Facts, names: tuple[str, ...], headings: list[str]) -> Iterator[Told]:
    """Titles that the markup tells, best first."""
    for where, weight, value in (
        ("json-ld headline", 1.0, text(facts.article.get("headline"))),
        ("og:title", 1.0, facts.meta("og:title")),
        ("twitter:title", 0.98, facts.meta("twitter:title")),
        (
            "meta title",
            0.9,
            facts.meta("title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline"),
        ),
        ("json-ld name", 0.9, text(facts.article.get("name"))),
        ("title", 0.9, facts.title),
    ):
        title = _without_site(text(value), names, headings)
        if title and not any(same(title, name) for name in names):
            yield Told(where, title, weight)


def _without_site(title: str, names: tuple[str, ...], headings: list[str]) -> str:
    """`Headline | Site` -> Headline: what a heading repeats, else without the part that names the site."""
    if any(same(title, heading) for heading in headings):
        return title
    cuts = [(match.start(), match.end()) for match in _BREAK.finditer(title)]
    for start, end in cuts:
        for part in (title[:start], title[end:]):
            if len(words(part)) > 1 and any(same(part, heading) for heading in headings):
                return part.strip()
    for start, end in cuts:
        if _names_site(title[end:], names):
            return title[:start].strip()
    for start, end in reversed(cuts):
        if _names_site(title[:start], names):
            return title[end:].strip()
    before, _, behind = title.partition(": ")
    if behind and any(same(before, name) for name in names):
        return behind.strip()
    before, _, behind = title.rpartition(": ")
    if before and any(same(behind, name) for name in names):
        return before.strip()
    parts = [part.strip() for part in _STRONG_BREAK.split(title)]
    longest = max(parts, key=lambda part: len(words(part)))
    return longest if len(parts) > 1 and len(words(longest)) >= 3 else title


def _names_site(part: str, names: tuple[str, ...]) -> bool:
    joined = "".join(words(part))
    return any(joined == "".join(words(name)) for name in names) or any(
        len(name) > 3 and len(words(part)) <= 6 and overlap(part, name) > 0.6 for name in names
    )


def _may_be_headline(heading: Marked, names: tuple[str, ...]) -> bool:
    """Not empty, not a paragraph, and not the name of the site."""
    return (
        0 < len(heading.text) < 300
        and not heading.home
        and not any(same(heading.text, name) for name in names)
    )


def _fit(heading: Marked, told: list[Told]) -> float:
    """How well a heading matches any told title; a real h1 outside of side matter counts a little more."""
    best = max((overlap(heading.text, one.title) * one.weight for one in told), default=0.0)
    if not best or (heading.mark not in ("h1", "headline") and best < 0.85):
        return 0.0
    return best + 0.1 * (heading.mark == "h1") - 0.15 * heading.aside - 0.1 * (len(words(heading.text)) < 2)


def _agreed(told: list[Told]) -> bool:
    """Whether structured data, social markup and the page's title all tell one headline."""
    places = {one.where.split()[0].split(":")[0] for one in told if overlap(one.title, told[0].title) > 0.8}
    return {"title", "og"} <= places and len(places) >= 3


def _bare(heading: str, told: list[Told], names: tuple[str, ...]) -> str:
    """A heading without kicker in front or site's name behind, where a told title is the rest."""
    whole = words(heading)
    for one in told:
        part = words(one.title)
        kicker, sign, rest = one.title.partition(" | ")
        if part == whole and sign and sign not in heading and len(words(kicker)) <= 2 < len(words(rest)):
            return rest
        if 2 < len(part) < len(whole) and len(part) * 2 > len(whole):
            if whole[-len(part) :] == part:
                return one.title
            if whole[: len(part)] == part and any(
                same(heading[: cut.start()], one.title) for cut in _BREAK.finditer(heading)
            ):
                return one.title
    ends = (
        heading[: cut.start()] for cut in _BREAK.finditer(heading) if _names_site(heading[cut.end() :], names)
    )
    return next(ends, heading)
