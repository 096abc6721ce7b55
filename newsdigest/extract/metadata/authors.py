"""Who wrote it: persons alone, by structured data and by the visible byline."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import kinds, resolved, text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.publisher import host_names, outlet_names
from newsdigest.extract.metadata.words import words
from newsdigest.extract.names import clean_names, given_names, is_byline
from newsdigest.extract.tree import parts_of
from newsdigest.model.slug import slugify

Names = tuple[str, ...]

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
          "dcterms.creator", "byl",
          "article.author", "og:article:author", "article:byline", "cxenseparse:author",
          "twitter:data1")  # fmt: skip
_TWITTER_LABEL = re.compile(r"by\b|von|autor|auteur|author|verfasst|escrito|scritto|geschreven|skrevet", re.I)
_LEGAL_FORM = (
    r",? (?:e\. ?v\.|gmbh|g?ag|kg|ltd|llc|inc|plc|s\.a\.|s\.r\.l\.|s\.p\.a\.|b\.v\.|ab|oy|aps)(?!\w)"
)
"""Who has one behind its name is no person; in lower case."""
_MARKS = ("class byline", "itemprop author", "rel author", "link to author", "line")
"""Of visible bylines, most telling first."""
_LINKS = ("itemprop author", "rel author", "link to author")
MOST = 12
"""Bylines looked at."""
NEAR = 80
"""Elements between a headline and its byline, as a rule; twice as many are let pass."""
SIDE_BY_SIDE = 10
"""Elements between the links to two authors of one byline, at most."""
LEAD = 4
"""Signs of `By ` or `Von `."""
SHORT = 160
"""Signs of a line that may be a byline; a longer one speaks about somebody."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A visible byline."""

    where: str
    names: Names
    near: bool
    """Close to the headline."""


def read_authors(facts: Facts, lines: Sequence[str]) -> Pick[Names] | None:
    """The first source that names persons; a visible byline that names more persons beside them wins.

    A name that stands in markup alone, and in no short line of the page, is as a rule that of whoever keeps
    the site; that a news article's object names its reporter is another matter.
    """
    persons = _Persons(facts)
    shown = [one for one in _shown(facts, persons) if one.names]
    page = "\n".join(
        line for line in lines if len(line) < SHORT and not re.search(r"©|\(c\)|copyright", line, re.I)
    )
    page = page.casefold()
    marked = {word for one in shown for name in one.names for word in words(name)}
    credited = {word for line in page.splitlines() if len(line) < 40 for word in words(line)}
    reporter = any("news" in kind for kind in kinds(facts.article))

    def seen(name: str, where: str) -> bool:
        if re.search(re.escape(name.casefold()) + _LEGAL_FORM, page):
            return False
        if " " not in name:
            return set(words(name)) <= marked or (
                where.startswith("json-ld") and bool(set(words(name)) & credited)
            )
        return (reporter and where == "json-ld author") or name.casefold() in page

    for where, told in _told(facts, persons):
        names = tuple(name for name in told if seen(name, where))
        if not names:
            continue
        keys = _keys(names)
        fuller = next((one for one in shown if one.near and keys < _keys(one.names)), None)
        if fuller:
            return pick(fuller.names, f"{fuller.where}, {where}")
        agreeing = next((one.where for one in shown if _keys(one.names) == keys), "")
        return pick(names, f"{where}, {agreeing}" if agreeing else where, sure=bool(agreeing))
    near = next((one for one in shown if one.near), None)
    far = {one.names: one for one in shown if one.where in (*_LINKS, "line")}
    best = near or (next(iter(far.values())) if len(far) == 1 else None)
    return pick(best.names, best.where) if best else None


def _keys(names: Names) -> set[str]:
    return {" ".join(words(name)) for name in names}


class _Persons:
    """Names without those that are the site's own; a host may well be called after its only author."""

    def __init__(self, facts: Facts) -> None:
        outlets = outlet_names(facts)
        bare = [re.sub(r"\.\w{2,4}$", "", name) for name in outlets]
        self._outlets = {"".join(words(name)) for name in (*outlets, *bare)}
        self._hosts = {"".join(words(name)) for name in host_names(facts.host)}

    def among(self, names: Iterable[str]) -> Names:
        """Those that are persons, each once, in their order."""
        joined = {name: "".join(words(name)) for name in names}
        return tuple(
            name
            for name, one in joined.items()
            if one not in self._outlets and (" " in name or one not in self._hosts)
        )


def _told(facts: Facts, persons: _Persons) -> Iterator[tuple[str, Names]]:
    """By structured data and meta elements."""
    for key in ("author", "creator"):
        yield f"json-ld {key}", persons.among(_things(resolved(facts.article.get(key), facts.index)))
    for key in _METAS:
        if key == "twitter:data1" and not _TWITTER_LABEL.search(facts.meta("twitter:label1")):
            continue
        names = (name for value in facts.metas.get(key, ()) for name in given_names(value))
        yield f"meta {key}", persons.among(names)


def _things(values: Iterable[object]) -> Names:
    names: list[str] = []
    for value in values:
        if isinstance(value, Mapping) and kinds(value) & {
            "organization",
            "newsmediaorganization",
            "corporation",
        }:
            continue
        names += given_names(text(value))
    return tuple(names)


def _shown(facts: Facts, persons: _Persons) -> Iterator[Shown]:
    """By what readers see, most telling first; several links to authors side by side are one byline."""
    top = facts.top or 0

    def near(mark: Marked) -> bool:
        return -NEAR < mark.order - top < NEAR * 2

    marks = [mark for mark in facts.bylines if not mark.aside or (is_byline(mark.text) and near(mark))]
    marks.sort(key=lambda mark: (_rank(mark), mark.order < top, abs(mark.order - top)))
    linked: dict[str, str] = {}
    last = 0
    for mark in marks[:MOST]:
        names = persons.among(_names_in(mark) or (_pen_name(mark) if near(mark) else ()))
        if (
            names
            and mark.mark in _LINKS
            and near(mark)
            and (not linked or abs(mark.order - last) <= SIDE_BY_SIDE)
        ):
            linked |= {name.casefold(): name for name in names}
            last = mark.order
        yield Shown(mark.mark, names, near(mark))
    if len(linked) > 1:
        yield Shown("links to authors", tuple(linked.values()), near=True)


def _rank(mark: Marked) -> int:
    return -1 if is_byline(mark.text) and mark.mark != "line" else _MARKS.index(mark.mark)


def _names_in(mark: Marked) -> Names:
    """Names of a byline: what stands in elements of the same kind as the first name,
    not the buttons beside it."""
    whole = clean_names(mark.text)
    if mark.mark == "line":
        line = re.split(r"[|\d]", mark.text)[0]
        return whole if len("".join(whole)) > (len(line) - LEAD) * 0.7 else ()
    parts = parts_of(mark.element)
    kind = next((kind for kind, part in parts if clean_names(part)), "")
    names = tuple(dict.fromkeys(name for other, part in parts if other == kind for name in clean_names(part)))
    if mark.mark in _LINKS and len(whole) == 1:
        names = whole
    if mark.mark == "link to author":
        address = slugify(mark.element.get("href") or "")
        return tuple(name for name in names if slugify(name.split()[-1]) in address)
    return names


def _pen_name(mark: Marked) -> Names:
    """A single word where only an author can stand."""
    only = mark.mark in ("rel author", "itemprop author") and len(parts_of(mark.element)) == 1
    if not only and (mark.mark == "line" or not is_byline(mark.text)):
        return ()
    names = given_names(mark.text)
    return names if len(names) == 1 and len(names[0].split()) == 1 else ()
