"""Sections, keywords, description, canonical address, language, dateline, agency and rights."""

import re
from collections.abc import Iterable

from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.words import same
from newsdigest.model.slug import fold
from newsdigest.model.url import canonical

MOST_TAGS = 40


def read_canonical(facts: Facts) -> Pick[str] | None:
    """The page's own address, where its markup gives an absolute one; else the one it was saved from."""
    link = facts.links.get("canonical", "")
    sources = (
        ("link canonical", link),
        ("og:url", facts.meta("og:url")),
        ("saved from" if facts.url == facts.saved_from else "json-ld", facts.url),
    )
    for where, address in sources:
        if re.match(r"https?://[^/\s]+\.[^/\s]+", address):
            return pick(canonical(address), where, sure=where == "link canonical")
    return None


def read_sections(facts: Facts) -> Pick[tuple[str, ...]] | None:
    """The desks under which the outlet files the article."""
    for where, values in (
        (
            "json-ld articleSection",
            [text(value) for value in resolved(facts.article.get("articleSection"), facts.index)],
        ),
        ("meta article:section", facts.metas.get("article:section", ())),
        (
            "meta section",
            [facts.meta("parsely-section", "section", "og:section", "dc.subject", "cxenseparse:category")],
        ),
    ):
        if names := _terms(values, split=False):
            return pick(names, where)
    return None


def read_tags(facts: Facts) -> Pick[tuple[str, ...]] | None:
    """The page's own keywords."""
    for where, values in (
        ("meta article:tag", facts.metas.get("article:tag", ())),
        ("json-ld keywords", [text(value) for value in resolved(facts.article.get("keywords"), facts.index)]),
        ("meta news_keywords", facts.metas.get("news_keywords", ())),
        ("meta keywords", facts.metas.get("keywords", ())),
        ("meta parsely-tags", facts.metas.get("parsely-tags", ())),
    ):
        if names := _terms(values, split=True):
            return pick(names, where)
    return None


def _terms(values: Iterable[str], *, split: bool) -> tuple[str, ...]:
    """Terms each once; a list in one value is cut at its commas."""
    terms: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[,;、，|]", value) if split else [value]:
            term = " ".join(text(part).split())
            if 1 < len(term) < 80 and not term.startswith("http"):
                terms.setdefault(fold(term), term)
    return tuple(terms.values())[:MOST_TAGS]


def read_description(facts: Facts, title: str) -> Pick[str] | None:
    """What the outlet says the article is about."""
    told = [
        ("meta description", facts.meta("description")),
        ("og:description", facts.meta("og:description")),
        ("json-ld description", text(facts.article.get("description"))),
        ("twitter:description", facts.meta("twitter:description")),
        ("meta dc.description", facts.meta("dc.description", "dcterms.description", "sailthru.description")),
    ]
    for where, value in told:
        value = text(value)
        if len(value) > 20 and not same(value, title):
            return pick(value, where, sure=any(same(value, other) for place, other in told if place != where))
    return None


def declared_language(facts: Facts) -> str:
    """The language that the markup names, its most telling place first."""
    return (
        text(facts.article.get("inLanguage"))
        or facts.language
        or facts.meta("content-language", "og:locale", "language", "dc.language", "dcterms.language", "lang")
    )
