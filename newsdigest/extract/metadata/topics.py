"""Sections, keywords, description, canonical address, language, dateline, agency and rights."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.marks import links_home, names_of
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.publisher import host_names, outlet_names
from newsdigest.extract.metadata.words import overlap, same
from newsdigest.extract.tree import text_of
from newsdigest.model.slug import fold
from newsdigest.model.url import canonical

MOST_TAGS = 40
MOST_LINKS = 1500
"""Links of a page among which those to its section stand."""
LEVELS = 4
"""Elements around a link, one of which may be marked as the trail."""
LONGEST_STEP = 40
"""Signs of a section's name; a longer step is a headline."""
AKIN = 0.6
"""Overlap from which a step names the article itself."""
_TRAIL = re.compile(r"bread-?_?crumb", re.I)
_HOME = re.compile(
    r"home(?:page)?|start(?:seite)?|accueil|inicio|início|hjem|hem|strona główna|domů|главная|ana ?sayfa|"
    r"首页|首頁|ホーム|トップ(?:ページ)?|홈|you are here:?|sie sind hier:?",
    re.I,
)


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


def read_sections(facts: Facts, title: str) -> Pick[tuple[str, ...]] | None:
    """The desks under which the outlet files the article."""
    for where, values in _filed(facts, title):
        if names := _terms((part for value in values for part in re.split(r",\s*", value)), split=False):
            return pick(names, where)
    return None


def _filed(facts: Facts, title: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Where the page tells its section, best first."""
    sections = resolved(facts.article.get("articleSection"), facts.index)
    yield "json-ld articleSection", [text(value) for value in sections]
    links = list(islice(facts.tree.iter("a"), MOST_LINKS))
    yield "link to category", [text_of(link) for link in links if "category" in _rel(link)]
    yield "meta article:section", facts.metas.get("article:section", ())
    names = ("parsely-section", "section", "og:section", "dc.subject", "cxenseparse:category")
    yield "meta section", [facts.meta(*names)]
    yield "json-ld breadcrumbs", _above(facts, facts.trail, title)
    yield "breadcrumbs", _above(facts, [text_of(link) for link in links if _in_trail(link)], title)


def _rel(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _in_trail(link: HtmlElement) -> bool:
    holders = islice(link.iterancestors(), LEVELS)
    return any(_TRAIL.search(names_of(holder.items())) for holder in holders) and not links_home(link)


def _above(facts: Facts, trail: Iterable[str], title: str) -> list[str]:
    """A trail without the front page at its start and the article at its end."""
    outer = {fold(name) for name in (*outlet_names(facts), *host_names(facts.host))}
    return [
        step
        for step in trail
        if len(step) < LONGEST_STEP
        and not (_HOME.fullmatch(step) or fold(step) in outer or overlap(step, title) > AKIN)
    ]


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
    told = list(_descriptions(facts))
    for where, value in told:
        if len(value) > 20 and not same(value, title):
            return pick(value, where, sure=any(same(value, other) for place, other in told if place != where))
    return None


def descriptions(facts: Facts) -> tuple[str, ...]:
    """All that the markup says the page is about."""
    return tuple(dict.fromkeys(value for _, value in _descriptions(facts) if value))


def _descriptions(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "meta description", text(facts.meta("description"))
    yield "og:description", text(facts.meta("og:description"))
    yield "json-ld description", text(facts.article.get("description"))
    yield "twitter:description", text(facts.meta("twitter:description"))
    yield (
        "meta dc.description",
        text(facts.meta("dc.description", "dcterms.description", "sailthru.description")),
    )


def declared_language(facts: Facts) -> str:
    """The language that the markup names, its most telling place first."""
    return (
        text(facts.article.get("inLanguage"))
        or facts.language
        or facts.meta("content-language", "og:locale", "language", "dc.language", "dcterms.language", "lang")
    )
