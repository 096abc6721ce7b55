"""Who wrote it: persons alone, by structured data and by the visible byline."""

import re
from collections.abc import Sequence, Set

from msgspec.structs import replace

from newsdigest.extract.metadata.bylines import Names, Persons, lined, opening_words, shown, told, told_outlet
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import kinds
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.ranked import ranked
from newsdigest.extract.metadata.words import words
from newsdigest.extract.names import with_letters
from newsdigest.extract.tree import visible_lines
from newsdigest.extract.wordlists import alternatives

_LEGAL_FORM = (
    r",? (?:e\. ?v\.|gmbh|g?ag|kg|ltd|llc|inc|plc|s\.a\.|s\.r\.l\.|s\.p\.a\.|b\.v\.|ab|oy|aps)(?!\w)"
)
"""Who has one behind its name is no person; in lower case."""
_LINKS = ("itemprop author", "rel author", "link to author", "line")
"""Marks of which one speaks for itself, even far from the headline."""
_EDITOR = re.compile(rf"\W*{alternatives('editor with colon')}\s*[:：]", re.I)
_OWNS = re.compile(r"©|\(c\)|copyright")
"""What a line has that says who holds the rights, in lower case."""
SHORT = 160
"""Signs of a line that may be a byline; a longer one speaks about somebody."""


def read_authors(facts: Facts, lines: Sequence[str], title: str, body: Set[str]) -> Pick[Names] | None:
    """The persons who wrote it, with the letters that a short line has behind their names: `Jo Roe, MD`."""
    found = _named(facts, lines, title, body)
    if found is None:
        return None
    short = "\n".join(line for line in lines if len(line) < SHORT)
    return replace(found, value=with_letters(found.value, short))


def _named(facts: Facts, lines: Sequence[str], title: str, body: Set[str]) -> Pick[Names] | None:
    """The first source that names persons; a visible byline that names more persons beside them wins.

    `body` are the blocks of the text: beside them and the headline a line that no markup marks is ranked.

    A name that stands in markup alone, and in no short line of the page, is as a rule that of whoever keeps
    the site; that a news article's object names its reporter is another matter.
    """
    persons = Persons(facts)
    bylines = [one for one in shown(facts, persons) if one.names]
    short = (line.casefold() for line in lines if len(line) < SHORT)
    page = "\n".join(line for line in short if not _OWNS.search(line))
    marked = {word for one in bylines for name in one.names for word in words(name)}
    marked |= opening_words(facts)
    credited = {word for line in page.splitlines() if len(line) < 40 for word in words(line)}
    reporter = any("news" in kind for kind in kinds(facts.article))

    def edits(name: str) -> bool:
        """Whether the page names them as editor alone, and another beside the headline."""
        own = [line for line in page.splitlines() if name in line]
        others = any(one.near and name not in map(str.casefold, one.names) for one in bylines)
        return others and bool(own) and all(map(_EDITOR.match, own))

    def seen(name: str, where: str) -> bool:
        if re.search(re.escape(name.casefold()) + _LEGAL_FORM, page):
            return False
        if edits(name.casefold()):
            return False
        if " " not in name:
            return set(words(name)) <= marked or (
                where.startswith("json-ld") and bool(set(words(name)) & credited)
            )
        return (reporter and where == "json-ld author") or name.casefold() in page

    for where, given in told(facts, persons):
        names = tuple(name for name in given if seen(name, where))
        if not names:
            continue
        keys = _keys(names)
        fuller = next((one for one in bylines if one.near and keys < _keys(one.names)), None)
        if fuller:
            return pick(fuller.names, f"{fuller.where}, {where}")
        agreeing = next((one.where for one in bylines if _keys(one.names) == keys), "")
        return pick(names, f"{where}, {agreeing}" if agreeing else where, sure=bool(agreeing))
    near = next((one for one in bylines if one.near), None)
    if near:
        return pick(near.names, near.where)
    outlet = told_outlet(facts)
    boxes = facts.tree.iter("figcaption", "blockquote")
    others = {line for box in boxes for line in visible_lines(box)}
    own = ["" if line in others else line for line in lines]
    if names := lined(own, title, persons, alone=outlet):
        return pick(names, "line below the headline")
    far = {one.names: one for one in bylines if one.where in _LINKS}
    best = next(iter(far.values())) if len(far) == 1 else None
    if best:
        return pick(best.names, best.where)
    names = ranked(lines, title, body, persons, said=outlet)
    return pick(names, "line about the text") if names else None


def _keys(names: Names) -> set[str]:
    return {" ".join(words(name)) for name in names}
