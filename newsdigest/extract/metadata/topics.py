"""Sections, keywords, description, canonical address, language, dateline, agency and rights."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsdigest.extract.given import is_given
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.marks import is_front, links_home, names_of
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
MOST_STEPS = 6
"""Sections of an article; where there are more, they are all that the outlet has."""
AKIN = 0.6
"""Overlap from which a step names the article itself."""
_TRAIL = re.compile(
    r"bread-?_?crumb|crumbs|pankuzu|topic-?path|rootline|\bariane|(?<![a-z])path(?![a-z])", re.I
)
_METAS = ("parsely-section", "section", "og:section", "articlesection", "dc.subject",
          "cxenseparse:category")  # fmt: skip
"""Meta elements that name a section, best first."""
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789"
_SECTION = re.compile(r"/[^\W\d_]{3}[^/]*$")
"""The last part of an address that is a section's, and not an edition's language or a month of an archive."""
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
    for where, address in sorted(sources, key=lambda source: is_front(source[1])):
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
    categories = dict.fromkeys(text_of(link) for link in links if _to_category(link))
    yield "link to category", [*categories] if len(categories) <= MOST_STEPS else []
    yield "meta article:section", facts.metas.get("article:section", ())
    yield "meta section", [facts.meta(*_METAS)]
    yield "json-ld breadcrumbs", _above(facts, facts.trail, title)
    yield "breadcrumbs", _above(facts, [text_of(link) for link in links if _in_trail(link)], title)
    yield "links to what the address names", _above(facts, _on_the_way(facts, links), title)


def _to_category(link: HtmlElement) -> bool:
    rel = _rel(link)
    return "category" in rel or ("tag" in rel and "/category/" in (link.get("href") or ""))


def _on_the_way(facts: Facts, links: Iterable[HtmlElement]) -> list[str]:
    """What the links say that lead to where the page's own address passes: `/culture/film/a-film` is filed
    under `/culture/` and `/culture/film`."""
    own = urlsplit(facts.url)
    names: dict[str, str] = {}
    for link in links:
        address = (link.get("href") or "").strip().removeprefix(f"{own.scheme}://{own.netloc}").rstrip("/")
        if address.startswith("/") and own.path.startswith(address + "/") and _SECTION.search(address):
            name = text_of(link)
            if address not in names and _names(address, name) and not (" " in name and is_given(name)):
                names[address] = name
    return [names[address] for address in sorted(names, key=len)]


def _names(address: str, name: str) -> bool:
    """Whether an address is made of a name: of its letters, up to the first that no address has."""
    part, letters = (re.sub(r"[\W_]", "", text).lower() for text in (address.rpartition("/")[2], name))
    return bool(letters) and part.startswith(letters[: len(letters) - len(letters.lstrip(_PLAIN))])


def _rel(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _in_trail(link: HtmlElement) -> bool:
    holders = islice(link.iterancestors(), LEVELS)
    return any(_marks_trail(names_of(holder.items())) for holder in holders) and not links_home(link)


@lru_cache(maxsize=1024)
def _marks_trail(names: str) -> bool:
    """Whether class and id mark the trail; the links of a page have few holders."""
    return bool(_TRAIL.search(names))


def _above(facts: Facts, trail: Iterable[str], title: str) -> list[str]:
    """A trail without the front page at its start and the article at its end."""
    outer = {fold(name) for name in (*outlet_names(facts), *host_names(facts.host))}
    steps = [step.strip(" >›»→/|·-–") for step in trail]
    upper = [
        step
        for step in steps
        if len(step) < LONGEST_STEP
        and not (_HOME.fullmatch(step) or fold(step) in outer or overlap(step, title) > AKIN)
    ]
    return upper if len(upper) <= MOST_STEPS else []


def read_tags(facts: Facts) -> Pick[tuple[str, ...]] | None:
    """The page's own keywords."""
    for where, values in (
        ("meta article:tag", facts.metas.get("article:tag", ())),
        ("json-ld keywords", [text(value) for value in resolved(facts.article.get("keywords"), facts.index)]),
        ("meta news_keywords", facts.metas.get("news_keywords", ())),
        ("links to tags", list(_shown_tags(facts))),
        ("meta keywords", facts.metas.get("keywords", ())),
        ("meta parsely-tags", facts.metas.get("parsely-tags", ())),
    ):
        if names := _terms(values, split=True):
            return pick(names, where)
    return None


def _shown_tags(facts: Facts) -> Iterator[str]:
    """What stands in links to keywords, and in the links of boxes that hold little else."""
    for tag in facts.tags:
        links = [link for link in islice(tag.iter("a"), MOST_TAGS) if _is_own(link, facts)]
        names = [text_of(link) for link in links]
        if all(len(name) < LONGEST_STEP for name in names) and len("".join(names)) * 3 > len(text_of(tag)):
            yield from names


def _is_own(link: HtmlElement, facts: Facts) -> bool:
    """Whether a link leads to another page of the outlet, and to none of a section."""
    address = link.get("href") or ""
    if "category" in _rel(link) or "/category/" in address or not address.strip("#"):
        return False
    return "://" not in address or not facts.host or facts.host in address


def _terms(values: Iterable[str], *, split: bool) -> tuple[str, ...]:
    """Terms each once; a list in one value is cut at its commas."""
    terms: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[,;、，|]", value) if split else [value]:
            term = " ".join(text(part).split()).lstrip("#")
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
