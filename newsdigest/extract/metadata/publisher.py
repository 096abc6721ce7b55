"""Who publishes the page: by structured data, the site's name in its markup, or the end of its title."""

from collections.abc import Iterator, Mapping

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import kinds, resolved, text
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
            person = isinstance(publisher, Mapping) and "person" in kinds(publisher)
            if (name := text(publisher)) and not person and not is_agency(name):
                yield where, name
    yield from (("og:site_name", name) for name in facts.metas.get("og:site_name", ()) if name)
    for key in ("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "dcterms.publisher",
                "article:publisher", "cre"):  # fmt: skip
        for name in facts.metas.get(key, ()):
            if name and "/" not in name and name not in facts.metas.get("author", ()):
                yield f"meta {key}", name


def site_names(facts: Facts) -> tuple[str, ...]:
    """Every name the site may have, its host among them: to tell them from headlines."""
    return tuple(dict.fromkeys((*outlet_names(facts), *host_names(facts.host))))


def outlet_names(facts: Facts) -> tuple[str, ...]:
    """Every name that the page gives the site: to tell them from authors."""
    titles = (facts.title, facts.meta("og:title"))
    told = [name for _, name in _told(facts) if len(words(name)) <= 6 and not any(same(name, one) for one in titles)]
    home = [heading.text for heading in facts.headings if heading.home and 0 < len(heading.text) < 60]
    return tuple(dict.fromkeys((*told, *home)))


def host_names(host: str) -> tuple[str, ...]:
    """A host, and its telling label: `news.example.co.uk` -> example."""
    labels = host.split(".")
    if len(labels) < 2:
        return ()
    return host, labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2]
