"""Who publishes the page: by structured data, the site's name in its markup, or the end of its title."""

from collections.abc import Iterator
from functools import lru_cache

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.words import same, words


def read_publisher(facts: Facts) -> Pick[str] | None:
    """The name that the page gives its outlet."""
    told = [(where, name) for where, name in _told(facts) if 1 < len(name) < 80 and not name.startswith("http")]
    if not told:
        return None
    where, name = told[0]
    others = {"".join(words(other)) for _, other in told[1:]}
    return pick(name.removesuffix(".").strip() if name.count(".") == 1 else name, where, sure="".join(words(name)) in others)


def _told(facts: Facts) -> Iterator[tuple[str, str]]:
    for thing, where in ((facts.article, "json-ld publisher"), (facts.webpage, "json-ld page publisher")):
        for publisher in resolved(thing.get("publisher"), facts.index):
            if (name := text(publisher)) and not is_agency(name):
                yield where, name
    yield from (("og:site_name", name) for name in facts.metas.get("og:site_name", ()) if name)
    for key in ("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "dcterms.publisher",
                "article:publisher", "cre", "copyright"):  # fmt: skip
        yield from ((f"meta {key}", name) for name in facts.metas.get(key, ()) if name and "/" not in name)


def site_names(facts: Facts) -> tuple[str, ...]:
    """Every name the site may have, its host among them: to tell them from headlines and authors."""
    titles = (facts.title, facts.meta("og:title"))
    told = [name for _, name in _told(facts) if len(words(name)) <= 6 and not any(same(name, one) for one in titles)]
    return _site_names((*told, *(top.text for top in facts.headings if top.home and len(top.text) < 60)), facts.host)


@lru_cache(maxsize=64)
def _site_names(told: tuple[str, ...], host: str) -> tuple[str, ...]:
    labels = host.split(".")
    bare = labels[-2] if len(labels) > 1 else ""
    if len(labels) > 2 and len(bare) <= 3:
        bare = labels[-3]
    return tuple(dict.fromkeys(name for name in (*told, host, bare) if name))
