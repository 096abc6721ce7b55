"""Who publishes the page: by structured data, the site's name in its markup, or the end of its title."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from unicodedata import normalize

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import kinds, resolved, text
from newsdigest.extract.metadata.marks import LONGEST_NAME
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.words import same, words
from newsdigest.extract.rights import holder_of

_COMPANY = re.compile(
    r"\b(?:AG|GmbH|KG|Inc|Ltd|LLC|plc|S\.?A|SpA|S\.?r\.?l|Co|Corp|AS|AB|ApS|Oy|BV|Media Group|Verlags?)\b\.?|"
    r"社$|^Blogger$|^WordPress",
    re.I,
)
_DOMAIN = re.compile(r"\.[a-z]{2,4}$", re.I)
_SUFFIX = re.compile(r"\s+(?:[|\-–—·•»│]|::)\s+|\s*[|»│｜：_]\s*")
_METAS = ("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "dcterms.publisher",
          "article:publisher", "cre")  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ARTICLES = frozenset(
    {"the", "die", "der", "das", "le", "la", "les", "el", "il", "lo", "de", "het", "o", "a"}
)
_HOST_TAIL = re.compile(r"(?:\.(?:com?|org|net))?\.[a-z]{2,4}$")
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
LEAST_NAME, FEW_WORDS, MOST_WORDS = 4, 3, 6


def read_publisher(facts: Facts, rights: str) -> Pick[str] | None:
    """The name that the page gives its outlet; that of a company or a bare host only if it gives no other."""
    told = [*_told(facts), *_shown(facts, rights)]
    told = [
        (where, name) for where, name in told if 1 < len(name) < LONGEST_NAME and not name.startswith("http")
    ]
    if not told:
        return None
    where, name = min(told, key=_doubt)
    where, name = _spelled_out(
        name, chain(told, _also(facts), (("masthead", name) for name in facts.mastheads))
    ) or (where, name)
    name = _without_domain(name)
    places = {other for other, value in told if "".join(words(value)) == "".join(words(name))}
    return pick(name, where, sure=len(places) > 1)


def _without_domain(name: str) -> str:
    """`Example.com` -> Example; a host in small letters, of a short name or of many words stays as it is."""
    bare = _HOST_TAIL.sub("", name)
    return bare if len(bare) >= LEAST_NAME and bare[0].isupper() and _NAME.fullmatch(bare) else name


def _also(facts: Facts) -> Iterator[tuple[str, str]]:
    """What the markup calls the publisher beside its name: in full, in law, without the form of a company."""
    for publisher in resolved(facts.article.get("publisher"), facts.index):
        if isinstance(publisher, Mapping):
            for key in ("alternateName", "legalName"):
                yield f"json-ld publisher {key}", _COMPANY.sub("", text(publisher.get(key))).strip(" ,")


def _spelled_out(name: str, others: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """What the page also calls an outlet whose name is short for it: `mz.de` is Mitteldeutsche Zeitung,
    `RP ONLINE` Rheinische Post Online; and `WELT` is DIE WELT."""
    short = words(_DOMAIN.sub("", name))
    for where, other in others:
        long = words(other)
        if not short or _COMPANY.search(other) or _DOMAIN.search(other) or not 1 < len(long) <= 6:
            continue
        if len(short) + 1 == len(long) and long[0] in _ARTICLES and long[1:] == short:
            return where, other
        initials = "".join(word[0] for word in long[: len(long) - len(short) + 1])
        if 1 < len(short[0]) <= 4 and initials == short[0] and long[len(initials) :] == short[1:]:
            return where, other
    return None


def _titled(facts: Facts) -> Iterator[str]:
    """Mastheads that the page's title repeats beside its headline."""
    others = [facts.title, *(heading.text for heading in facts.headings)]
    for name in facts.mastheads:
        if (
            name in facts.title
            and len(words(name)) <= MOST_WORDS
            and not any(same(name, one) for one in others)
        ):
            yield name


def _doubt(told: tuple[str, str]) -> int:
    """0 for what looks like an outlet's name, more for hosts, holders of rights and companies."""
    where, name = told
    weak = where in ("rights", "meta copyright", "masthead")
    return 2 * bool(_COMPANY.search(name)) + bool(_DOMAIN.search(name)) + weak


def _shown(facts: Facts, rights: str) -> Iterator[tuple[str, str]]:
    """The end of the page's title behind its headline, who holds the rights, and a heading that links home
    where the title has it too."""
    for heading in (heading for heading in facts.headings if not heading.home):
        rest = (
            facts.title[len(heading.text) :] if facts.title.startswith(heading.text) and heading.text else ""
        )
        if match := _SUFFIX.match(rest):
            named = [part for part in _SUFFIX.split(rest[match.end() :]) if not _YEAR.search(part)]
            if named and len(words(named[-1])) <= MOST_WORDS:
                yield "title", named[-1]
    for name in facts.metas.get("copyright", ()):
        yield "meta copyright", holder_of(name)
    for notice in rights.splitlines():
        if re.search(r"©|\(c\)|copyright", notice, re.I):
            yield "rights", holder_of(notice)
    for heading in facts.headings:
        if heading.home and heading.text and heading.text in facts.title:
            yield "masthead", heading.text
    for name in _titled(facts):
        yield "masthead", name
    yield from (("title", part) for part in _named_by_host(facts))


def _named_by_host(facts: Facts) -> Iterator[str]:
    """The last or first part of the page's title, where it is short and the host is called so."""
    parts = _SUFFIX.split(facts.title)
    hosts = [host for name in host_names(facts.host)[1:] if len(host := _letters(name)) >= LEAST_NAME]
    for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
        if len(part.split()) <= FEW_WORDS and any(_letters(part).startswith(host) for host in hosts):
            yield part


def _letters(name: str) -> str:
    """As a host may have them: without blanks and accents."""
    return re.sub(r"[\W_\u0300-\u036f]", "", normalize("NFD", name)).casefold()


def _told(facts: Facts) -> Iterator[tuple[str, str]]:
    for thing, where in ((facts.article, "json-ld publisher"), (facts.webpage, "json-ld page publisher")):
        for publisher in resolved(thing.get("publisher"), facts.index):
            person = isinstance(publisher, Mapping) and "person" in kinds(publisher)
            if (name := text(publisher)) and not person and not is_agency(name):
                yield where, name
    yield from (("og:site_name", name) for name in facts.metas.get("og:site_name", ()) if name)
    for key in _METAS:
        for name in facts.metas.get(key, ()):
            if name and "/" not in name and name not in facts.metas.get("author", ()):
                yield f"meta {key}", name


def site_names(facts: Facts) -> tuple[str, ...]:
    """Every name the site may have, its host among them: to tell them from headlines."""
    return tuple(dict.fromkeys((*outlet_names(facts), *host_names(facts.host), *_titled(facts))))


def outlet_names(facts: Facts) -> tuple[str, ...]:
    """Every name that the page gives the site: to tell them from authors."""
    titles = (facts.title, facts.meta("og:title"))
    told = [
        name
        for _, name in _told(facts)
        if len(words(name)) <= 6 and not any(same(name, one) for one in titles)
    ]
    home = [heading.text for heading in facts.headings if heading.home and 0 < len(heading.text) < 60]
    return tuple(dict.fromkeys((*told, *home)))


def host_names(host: str) -> tuple[str, ...]:
    """A host, and its telling label: `news.example.co.uk` -> example."""
    labels = host.split(".")
    if len(labels) < 2:
        return ()
    return host, labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2]
