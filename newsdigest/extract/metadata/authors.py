"""Who wrote it: persons alone, by structured data and by the visible byline."""

from collections.abc import Iterable, Iterator, Mapping

from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import kinds, resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.publisher import site_names
from newsdigest.extract.metadata.words import words
from newsdigest.extract.names import clean_names, given_names, is_byline

Names = tuple[str, ...]
_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
          "article.author", "og:article:author", "cxenseparse:author", "dc.contributor", "twitter:data1")  # fmt: skip


def read_authors(facts: Facts) -> Pick[Names] | None:
    """The first source that names persons; a visible byline that names more persons beside them wins."""
    outlets = {"".join(words(name)) for name in site_names(facts)}

    def persons(names: Iterable[str]) -> Names:
        return tuple(dict.fromkeys(name for name in names if "".join(words(name)) not in outlets))

    shown = [(where, names) for where, found in _shown(facts) if (names := persons(found))]
    for where, found in _told(facts):
        if not (names := persons(found)):
            continue
        keys = _keys(names)
        fuller = next(((place, more) for place, more in shown if keys < _keys(more) and len(more) <= 8), None)
        if fuller:
            return pick(fuller[1], f"{fuller[0]}, {where}")
        agreeing = next((place for place, same in shown if _keys(same) == keys), "")
        return pick(names, f"{where}, {agreeing}" if agreeing else where, sure=bool(agreeing))
    return pick(shown[0][1], shown[0][0]) if shown else None


def _keys(names: Names) -> set[str]:
    return {" ".join(words(name)) for name in names}


def _told(facts: Facts) -> Iterator[tuple[str, Names]]:
    """By structured data and meta elements."""
    for key in ("author", "creator"):
        yield f"json-ld {key}", _things(resolved(facts.article.get(key), facts.index))
    for key in _METAS:
        values = facts.metas.get(key, ())
        if key == "twitter:data1" and "by" not in facts.meta("twitter:label1").lower():
            continue
        yield f"meta {key}", tuple(name for value in values for name in given_names(value))


def _things(values: Iterable[object]) -> Names:
    names: list[str] = []
    for value in values:
        if isinstance(value, Mapping) and kinds(value) & {"organization", "newsmediaorganization", "corporation"}:
            continue
        names += given_names(text(value))
    return tuple(names)


def _shown(facts: Facts) -> Iterator[tuple[str, Names]]:
    """By what readers see near the headline."""
    top = min((heading.order for heading in facts.headings if heading.mark == "h1" and not heading.aside), default=0)
    near = [mark for mark in facts.bylines if not mark.aside]
    for mark in sorted(near, key=lambda mark: (_rank(mark), abs(mark.order - top))):
        yield mark.mark, clean_names(mark.text)


def _rank(mark: Marked) -> int:
    if is_byline(mark.text):
        return 0
    return 1 if mark.mark in ("itemprop author", "rel author") else 2
