"""The places of a page that may say who wrote it, read as names: markup, marked elements, lines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.dates import read_date
from newsdigest.extract.given import is_given
from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import kinds, resolved, text
from newsdigest.extract.metadata.marks import byline_mark
from newsdigest.extract.metadata.publisher import host_names, outlet_names
from newsdigest.extract.metadata.words import words
from newsdigest.extract.names import clean_names, given_names, is_byline
from newsdigest.extract.text.byline import readings
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import folded
from newsdigest.extract.tree import parts_of, text_of
from newsdigest.extract.wordlists import alternatives
from newsdigest.model.slug import slugify

Names = tuple[str, ...]

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
          "dcterms.creator", "byl",
          "article.author", "og:article:author", "article:byline", "cxenseparse:author",
          "shareaholic:article_author_name", "article_author",
          "twitter:data1")  # fmt: skip
_TWITTER_LABEL = re.compile(r"by\b|von|autor|auteur|author|verfasst|escrito|scritto|geschreven|skrevet", re.I)
_ORGANIZATIONS = frozenset({"organization", "newsmediaorganization", "corporation"})
_MARKS = ("class byline", "itemprop author", "rel author", "link to author", "line")
"""Of visible bylines, most telling first."""
_LINKS = ("itemprop author", "rel author", "link to author")
_TOOK_PICTURES = re.compile(rf"\s*[(,]\s*{alternatives('credit')}\b", re.I)
"""What may stand behind a name in a row of them."""
_OTHERS = re.compile(
    rf"\W*(?:{alternatives('credit')}(?:\s+(?:by|von|par|por|de|di|av|af))?|{alternatives('editor')})\W*",
    re.I,
)
"""A part of a byline that says of the name beside it that it is a photographer's or an editor's."""
_JOINER = re.compile(r"\s*(?:,|&|and|und|et|y|e|og|och|en|i|и|та|ve|ja)\s*", re.I)
_LABELS = re.compile(r"(?<=\S)\s+(?=[\u3040-\u9fff\uac00-\ud7af]{1,6}\s*[:：]\s*\S)")
"""Where in a line without sentences the next label begins: `来源：新华社 作者：李明`."""
MOST = 12
"""Marked bylines looked at."""
NEAR = 80
"""Elements between a headline and its byline, as a rule; twice as many are let pass."""
BESIDE = 60
"""Elements below the headline up to which a byline is one even among what looks like side matter."""
SIDE_BY_SIDE = 10
"""Elements between the links to two authors of one byline, at most."""
LEAD = 4
"""Signs of `By ` or `Von `."""
SHARE = 0.35
"""Of a line that opens as a byline, the least that is names."""
MOST_HEADS = 3
"""Places where the headline stands that are looked at."""
PROSE = 120
"""Signs from which on a line is a paragraph."""
BELOW, ROWS = 14, 8
"""Lines below the headline that may be a byline; those of the names that follow it."""


class Shown(Struct, frozen=True):
    """A visible byline."""

    where: str
    names: Names
    near: bool
    """Close to the headline."""


class Persons:
    """Names without those that are the site's own."""

    def __init__(self, facts: Facts) -> None:
        outlets = outlet_names(facts)
        bare = [re.sub(r"\.\w{2,4}$", "", name) for name in outlets]
        self._outlets = {"".join(words(name)) for name in (*outlets, *bare)}
        self._hosts = {"".join(words(name)) for name in (*host_names(facts.host), *facts.host.split("."))}

    def among(self, names: Iterable[str]) -> Names:
        """Those that are persons, each once, in their order.

        A site may well be called after its only author: by a name that opens as those of persons do,
        or by its host.
        """
        joined = {name: "".join(words(name)) for name in names}
        return tuple(
            name
            for name, one in joined.items()
            if (not self._of_outlet(one) or (" " in name and is_given(name)))
            and (" " in name or one not in self._hosts)
        )

    def _of_outlet(self, joined: str) -> bool:
        """Whether a name is the outlet's, or that with a place or a channel behind."""
        opens = any(len(outlet) > LEAD and joined.startswith(outlet) for outlet in self._outlets)
        return opens or joined in self._outlets


def told(facts: Facts, persons: Persons) -> Iterator[tuple[str, Names]]:
    """By structured data and meta elements."""
    for key in ("author", "creator"):
        yield f"json-ld {key}", persons.among(_things(resolved(facts.article.get(key), facts.index)))
    for key in _METAS:
        if key == "twitter:data1" and not _TWITTER_LABEL.search(facts.meta("twitter:label1")):
            continue
        values = facts.metas.get(key, ())
        owned = facts.metas.get("copyright", ())
        names = (
            name
            for value in values
            if not any(value in notice for notice in owned)
            for name in given_names(value)
        )
        yield f"meta {key}", persons.among(names)


def told_outlet(facts: Facts) -> bool:
    """Whether the markup gives the outlet, or a wire service, for the author."""
    authors = [text(value) for value in resolved(facts.article.get("author"), facts.index)]
    authors += facts.metas.get("author", ())
    outlets = {"".join(words(name)) for name in outlet_names(facts)}
    return any("".join(words(name)) in outlets or is_agency(name) for name in authors)


def _things(values: Iterable[object]) -> Names:
    names: list[str] = []
    for value in values:
        if not (isinstance(value, Mapping) and kinds(value) & _ORGANIZATIONS):
            given = value.get("name") if isinstance(value, Mapping) else None
            for name in given if isinstance(given, list) else [value]:
                names += given_names(text(name))
    return tuple(names)


def shown(facts: Facts, persons: Persons) -> Iterator[Shown]:
    """By what readers see, most telling first; several links to authors side by side are one byline."""
    top = facts.top or 0

    def near(mark: Marked) -> bool:
        return -NEAR < mark.order - top < NEAR * 2

    def may_be(mark: Marked) -> bool:
        if _TOOK_PICTURES.match(mark.element.tail or ""):
            return False
        beside = facts.top is not None and 0 < mark.order - top < BESIDE and mark.mark != "line"
        return not mark.aside or beside or (is_byline(mark.text) and near(mark))

    marks = sorted(
        filter(may_be, facts.bylines),
        key=lambda mark: (mark.aside, _rank(mark), mark.order < top, abs(mark.order - top)),
    )
    linked: dict[str, str] = {}
    last = 0
    for mark in marks[:MOST]:
        told = _names_in(mark) or (_pen_name(mark) if near(mark) else ())
        names = persons.among((*told, *(_behind(mark.element) if told and mark.mark in _LINKS else ())))
        if (
            names
            and mark.mark in _LINKS
            and near(mark)
            and (not linked or abs(mark.order - last) <= SIDE_BY_SIDE)
            and (not mark.aside or mark.order - top < NEAR)
        ):
            linked |= {name.casefold(): name for name in names}
            last = mark.order
        yield Shown(mark.mark, names, near(mark))
    if len(linked) > 1:
        yield Shown("links to authors", tuple(linked.values()), near=True)


def opening_words(facts: Facts) -> set[str]:
    """First words of what is marked as a byline, where a pen name may stand with a date behind it."""
    top = facts.top or 0
    return {
        word
        for mark in facts.bylines
        for word in words(mark.text)[:1]
        if not mark.aside and (0 < mark.order - top < BESIDE or is_given(word))
    }


def _rank(mark: Marked) -> int:
    return -1 if is_byline(mark.text) and mark.mark != "line" else _MARKS.index(mark.mark)


def _names_in(mark: Marked) -> Names:
    """Names of a byline: what stands in elements of the same kind as the first name,
    not the buttons beside it."""
    whole = clean_names(mark.text)
    if mark.mark == "line":
        line = re.split(r"[|\d]", mark.text)[0]
        return whole if len("".join(whole)) > (len(line) - LEAD) * 0.7 else ()
    parts = _of_writers(parts_of(mark.element))
    kind = next((kind for kind, part in parts if clean_names(part)), "")
    names = tuple(dict.fromkeys(name for other, part in parts if other == kind for name in clean_names(part)))
    if mark.mark in _LINKS and len(whole) == 1:
        names = whole
    if mark.mark == "link to author":
        return tuple(name for name in names if _in_address(name, mark.element.get("href") or ""))
    return names


def _behind(link: HtmlElement) -> Iterator[str]:
    """The names in the links to authors that follow with nothing but a comma or an `and` between."""
    while link.tag == "a" and _JOINER.fullmatch(link.tail or ""):
        link = link.getnext()
        if link is None or not byline_mark(link, "", frozenset()):
            return
        yield from clean_names(text_of(link))


def _of_writers(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Parts of a byline without photographers and editors, whom a part behind, or in front, tells."""
    taken = [bool(_OTHERS.fullmatch(text)) for _, text in parts]
    if not any(taken):
        return parts
    behind = bool(clean_names(parts[0][1]))
    beside = [*taken[1:], False] if behind else [False, *taken[:-1]]
    return [part for part, *said in zip(parts, taken, beside, strict=True) if not any(said)]


def _in_address(name: str, address: str) -> bool:
    """Whether a link's address may be that of the person: with the surname, as many words, or a number."""
    last = re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2]
    alike = last.isdigit() or len(re.split(r"[-_.]", last)) == len(name.split())
    return alike or slugify(name.split()[-1]) in slugify(address)


def _pen_name(mark: Marked) -> Names:
    """A single word where only an author can stand."""
    only = mark.mark in ("rel author", "itemprop author") and len(parts_of(mark.element)) == 1
    if not only and (mark.mark == "line" or not is_byline(mark.text)):
        return ()
    names = given_names(mark.text)
    return names if len(names) == 1 and len(names[0].split()) == 1 else ()


def lined(lines: Sequence[str], title: str, persons: Persons, *, alone: bool) -> Names:
    """By a line below the headline that opens as bylines do, as in a page without markup, unless that names
    the outlet; or, where `alone` is asked for, by one above the text that is names and nothing else."""
    known = {folded(line) for line in lines if len(line) < NEAR}
    bare: Names = ()
    for at in [number for number, line in enumerate(lines) if line == title][:MOST_HEADS]:
        below = [part for line in lines[at + 1 : at + BELOW + ROWS] for part in _LABELS.split(line)]
        head = [Line(number, line) for number, line in enumerate(below)]
        for index, line in enumerate(head[:BELOW]):
            text = re.split(r"\d", line.text)[0]
            opens = index + 1 < len(head) and len(head[index + 1].text) > PROSE
            for one in readings(head, index, known):
                telling = (
                    one.kind in ("within", "alone")
                    or (one.kind == "role" and len(line.text) < BESIDE)
                    or (one.kind == "lead" and len("".join(one.names)) > SHARE * len(text))
                )
                if telling:
                    return persons.among(one.names)
                dated = is_given(one.names[0]) and _is_dated(one.names[0], head[index : index + 2])
                if one.kind == "bare" and (dated or (alone and opens and _names_alone(line.text, one.names))):
                    bare = bare or persons.among(one.names)
    return bare


def _is_dated(name: str, lines: Sequence[Line]) -> bool:
    """Whether a line with a name has a date too; below a name and surname the date may open the next line."""
    below = [line.text for line in lines[1:] if " " in name and line.text[:1].isdigit()]
    return any(read_date(text) is not None for text in (lines[0].text, *below))


def _names_alone(line: str, names: Names) -> bool:
    """Whether a line is names and nothing else; one that opens with no frequent name has two words."""
    whole = not line.endswith(":") and not any(sign.isdigit() for sign in line)
    return whole and all(is_given(name) or len(name.split()) == 2 for name in names)
