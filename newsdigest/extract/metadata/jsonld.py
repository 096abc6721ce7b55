"""JSON-LD: its objects, flattened, broken scripts mended, and the one that is about the article."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsdigest.extract.metadata.words import overlap

Thing = Mapping[str, Any]

ARTICLES = frozenset({
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "liveblogposting", "satiricalarticle", "scholarlyarticle",
    "techarticle", "report", "socialmediaposting", "discussionforumposting", "advertisercontentarticle",
    "medicalscholarlyarticle", "recipe", "review", "claimreview", "newsitem", "howto", "askpublicnewsarticle",
})  # fmt: skip
"""Types of schema.org that are a text somebody published."""

MEDIA = frozenset({
    "imagegallery", "mediagallery", "videoobject", "audioobject", "podcastepisode", "radioepisode",
    "tvepisode",
})  # fmt: skip
"""Types that are what is published where a page has no text of its own."""

PAGES = frozenset(
    {"webpage", "itempage", "medicalwebpage", "aboutpage", "collectionpage", "qapage", "faqpage"}
)
"""Types that stand for the page around it: weaker evidence."""

AKIN = 0.7
"""Overlap with a title of the page from which on a picture, recording or film is what it is about."""
DEEPEST = 12
"""Levels of nesting below which nothing about the article stands."""


def things(scripts: Iterable[str]) -> tuple[Thing, ...]:
    """All objects of all scripts, outer before inner."""
    found: list[Thing] = []
    for script in scripts:
        found.extend(_walk(_load(script), 0))
    return tuple(found)


def main_article(found: Iterable[Thing], titles: Iterable[str]) -> Thing:
    """The article object whose headline is the page's; the only one,
    if there is but one; else an empty one."""
    found = tuple(found)
    articles = [thing for thing in found if kinds(thing) & ARTICLES]
    media = [] if articles else [thing for thing in found if kinds(thing) & MEDIA]
    if not articles and not media:
        return {}
    known = [title for title in titles if title]

    def fit(thing: Thing) -> float:
        names = [text(thing.get("headline")), text(thing.get("alternativeHeadline")), text(thing.get("name"))]
        return max((overlap(name, title) for name in names for title in known if name), default=0.0)

    best = max(articles or media, key=lambda thing: (round(fit(thing), 2), len(thing)))
    if media:
        return best if fit(best) >= AKIN else {}
    alone = len({text(thing.get("headline")) or text(thing.get("name")) for thing in articles}) == 1
    return best if alone or not known or fit(best) >= 0.4 else {}


def main_page(found: Iterable[Thing]) -> Thing:
    """The object that stands for the page."""
    return next((thing for thing in found if kinds(thing) & PAGES), {})


def breadcrumbs(found: Iterable[Thing]) -> tuple[str, ...]:
    """Names on the first trail from the front page to this one, outermost first."""
    for thing in found:
        steps = thing.get("itemListElement")
        if "breadcrumblist" in kinds(thing) and isinstance(steps, list):
            items = [(step, step.get("item")) for step in steps if isinstance(step, Mapping)]
            names = (text(step.get("name")) or text(item) * isinstance(item, Mapping) for step, item in items)
            return tuple(name for name in names if name)
    return ()


def by_id(found: Iterable[Thing]) -> Mapping[str, Thing]:
    """Objects under their `@id`, for references; the fullest wins."""
    index: dict[str, Thing] = {}
    for thing in found:
        name = thing.get("@id")
        if isinstance(name, str) and len(thing) > len(index.get(name, {})):
            index[name] = thing
    return index


def resolved(value: object, index: Mapping[str, Thing]) -> list[Any]:
    """A value as a list, with references (`{"@id": ...}`) replaced by what they refer to."""
    values = value if isinstance(value, list) else [value]
    out = []
    for item in values:
        if (
            isinstance(item, Mapping)
            and isinstance(name := item.get("@id"), str)
            and not (set(item) - {"@id", "@type"})
        ):
            item = index.get(name, item)
        if item not in (None, "", [], {}):
            out.append(item)
    return out


def kinds(thing: Thing) -> set[str]:
    """Its types in lower case, without a namespace."""
    given = thing.get("@type", ())
    names = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names if isinstance(name, str)}


def text(value: object) -> str:
    """A value as one line of text, entities resolved, soft hyphens left out; empty where it is no text."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    plain = html.unescape(html.unescape(str(value))).replace("\u00ad", "")
    return " ".join(re.sub(r"</?[a-z][^<>]{0,200}>", " ", plain, flags=re.I).split())


def _walk(value: Any, depth: int) -> Iterator[Thing]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type") or value.get("@id"):
            yield value
        for item in value.values():
            if isinstance(item, list | dict):
                yield from _walk(item, depth + 1)


def _load(script: str) -> Any:
    """The script's value; common faults (comments, raw line ends,
    trailing commas) mended; None if beyond that."""
    source = re.sub(
        r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)\s*|(?:-->|(?://\s*)?\]\]>)\s*;?$",
        "",
        script.strip(),
        flags=re.S,
    )
    source = source.strip().rstrip(";")
    for mend in (lambda s: s, lambda s: re.sub(r",\s*([}\]])", r"\1", s), html.unescape, _requoted):
        try:
            return json.loads(mend(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return _several(source)


def _requoted(source: str) -> str:
    """Inner quotation marks of a one-line value escaped: `"headline": "The "best" day",`."""

    def fixed(match: re.Match[str]) -> str:
        return match[1] + re.sub(r'(?<!\\)"', r"\"", match[2]) + match[3]

    source = re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", source)
    source = re.sub(r",\s*([}\]])", r"\1", source)
    return re.sub(r'(^[^\S\n]*"[@\w]+"\s*:\s*")(.*)("\s*,?\s*$)', fixed, source, flags=re.M)


def _several(source: str) -> Any:
    """Several values one after another, or one with something behind it."""
    decoder, values, at = json.JSONDecoder(strict=False), [], 0
    while at < len(source):
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while at < len(source) and source[at] in " \t\r\n,;":
            at += 1
    return values
