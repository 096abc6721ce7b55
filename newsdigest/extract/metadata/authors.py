"""Who wrote it: persons alone, by structured data and by the visible byline."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import kinds, resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.publisher import site_names
from newsdigest.extract.metadata.words import words
from newsdigest.extract.tree import parts_of
from newsdigest.extract.names import clean_names, given_names, is_byline

Names = tuple[str, ...]
_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
          "article.author", "og:article:author", "article:byline", "cxenseparse:author", "twitter:data1")  # fmt: skip
_MARKS = ("class byline", "itemprop author", "rel author", "link to author", "line")
"""Of visible bylines, most telling first."""
MOST = 12
"""Bylines looked at."""
NEAR = 80
"""Elements between a headline and its byline, at most, where its box looks like side matter."""


def read_authors(facts: Facts, lines: Sequence[str]) -> Pick[Names] | None:
    """The first source that names persons; a visible byline that names more persons beside them wins.

    A name that stands in markup alone, and nowhere on the page, is as a rule that of whoever keeps the site;
    that a news article's object names its reporter is another matter.
    """
    outlets = {"".join(words(name)) for name in site_names(facts)}
    page = "\n".join(line for line in lines if not re.search(r"©|\(c\)|copyright", line, re.I)).casefold()

    def persons(names: Iterable[str]) -> Names:
        return tuple(dict.fromkeys(name for name in names if "".join(words(name)) not in outlets))

    trusted = {"json-ld author"} if any("news" in kind for kind in kinds(facts.article)) else set()
    shown = [(where, names) for where, found in _shown(facts) if (names := persons(found))]
    for where, found in _told(facts):
        names = tuple(name for name in persons(found) if where in trusted or name.casefold() in page)
        if not names:
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
        if key == "twitter:data1" and not re.search(r"by|von|autor|auteur|verfasst|escrito", facts.meta("twitter:label1"), re.I):
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
    near = [mark for mark in facts.bylines if not mark.aside or (is_byline(mark.text) and 0 < mark.order - top < NEAR)]
    near.sort(key=lambda mark: (_rank(mark), mark.order < top, abs(mark.order - top)))
    for mark in near[:MOST]:
        yield mark.mark, _names_in(mark)


def _names_in(mark: Marked) -> Names:
    """Names of a byline: what stands in elements of the same kind as the first name, not the buttons beside it."""
    parts = parts_of(mark.element)
    if mark.mark == "line":
        names = clean_names(mark.text)
        return names if len("".join(names)) * 2 > len(mark.text) - 10 else ()
    if len(parts) == 1 and mark.mark in ("rel author", "itemprop author"):
        return given_names(parts[0][1])
    kind = next((kind for kind, part in parts if clean_names(part)), "")
    return tuple(dict.fromkeys(name for other, part in parts if other == kind for name in clean_names(part)))


def _rank(mark: Marked) -> int:
    return -1 if is_byline(mark.text) and mark.mark != "line" else _MARKS.index(mark.mark)
