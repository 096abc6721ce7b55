"""The headline: what the page shows as such, held against what it tells search engines and social sites."""

import re
from collections.abc import Iterator

from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.publisher import site_names
from newsdigest.extract.metadata.words import overlap, same, words

_BREAK = re.compile(r"\s+[|\-–—·•»«:/~*]+\s+|\s*[|»｜＿_]\s*|(?<=[\u3040-\u9fff])\s*-\s*|\s+::\s+|\s*[:：]\s+(?=\S+$)")
AKIN = 0.55
"""Overlap from which a heading and a told title are the same headline in two wordings."""


def read_title(facts: Facts) -> Pick[str] | None:
    """The visible headline that best matches a told title; else the told title without the site's name."""
    told = list(_told(facts))
    shown = [heading for heading in facts.headings if _may_be_headline(heading, facts)]
    ranked = sorted(shown, key=lambda heading: -_fit(heading, told))
    if ranked and _fit(ranked[0], told) >= AKIN:
        best = _without_kicker(ranked[0].text, told)
        source = next((where for where, title in told if same(title, best)), "")
        where = f"{ranked[0].mark}, {source}" if source else ranked[0].mark
        return pick(best, where, sure=bool(source))
    tops = [heading for heading in shown if heading.mark == "h1" and not heading.aside]
    if len(tops) == 1 and len(words(tops[0].text)) >= 3:
        return pick(tops[0].text, "h1")
    return pick(told[0][1], told[0][0], sure=False) if told else None


def _told(facts: Facts) -> Iterator[tuple[str, str]]:
    """Titles that the markup tells, best first, each without the site's name."""
    names = site_names(facts)
    for where, value in (
        ("json-ld headline", text(facts.article.get("headline"))),
        ("og:title", facts.meta("og:title")),
        ("twitter:title", facts.meta("twitter:title")),
        ("meta title", facts.meta("title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline", "hdl")),
        ("json-ld name", text(facts.article.get("name"))),
        ("title", facts.title),
    ):
        title = without_site(text(value), names, [heading.text for heading in facts.headings])
        if title and not any(same(title, name) for name in names):
            yield where, title


def without_site(title: str, names: tuple[str, ...], headings: list[str]) -> str:
    """`Headline | Site` -> Headline: parts at either end that name the site, or that the heading lacks."""
    if any(same(title, heading) for heading in headings):
        return title
    cuts = [(match.start(), match.end()) for match in _BREAK.finditer(title)]
    for start, end in cuts:
        if any(same(title[:start], heading) for heading in headings):
            return title[:start].strip()
        if any(same(title[end:], heading) for heading in headings):
            return title[end:].strip()
    for start, end in cuts:
        if _names_site(title[end:], names):
            return title[:start].strip()
    for start, end in reversed(cuts):
        if _names_site(title[:start], names):
            return title[end:].strip()
    return title


def _names_site(part: str, names: tuple[str, ...]) -> bool:
    joined = "".join(words(part))
    return any(joined == "".join(words(name)) for name in names) or any(
        len(name) > 3 and len(words(part)) <= 6 and overlap(part, name) > 0.6 for name in names
    )


def _may_be_headline(heading: Marked, facts: Facts) -> bool:
    """Not empty, not a paragraph, and not the name of the site."""
    return 0 < len(heading.text) < 300 and not any(same(heading.text, name) for name in site_names(facts))


def _fit(heading: Marked, told: list[tuple[str, str]]) -> float:
    """How well a heading matches any told title; a real h1 outside of side matter counts a little more."""
    best = max((overlap(heading.text, title) for _, title in told), default=0.0)
    return best + 0.1 * (heading.mark == "h1") - 0.15 * heading.aside if best else 0.0


def _without_kicker(heading: str, told: list[tuple[str, str]]) -> str:
    """A heading without the kicker in front of it, where a told title is its other part."""
    for _, title in told:
        whole, part = words(heading), words(title)
        if 2 < len(part) < len(whole) and whole[-len(part) :] == part and len(part) * 2 > len(whole):
            return title
    return heading
