"""What an outlet's profile (content/publishers.yaml) says about its pages, applied to one of them."""

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import date

from lxml.html import HtmlElement
from msgspec import Struct, field

from newsdigest.extract.body.read import Body
from newsdigest.extract.dates import read_date, read_machine_date
from newsdigest.extract.markdown import to_markdown
from newsdigest.extract.metadata import topics
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.pick import Pick, T, pick, value_of
from newsdigest.extract.metadata.publisher import read_publisher
from newsdigest.extract.names import clean_names, person_name
from newsdigest.extract.tree import text_of
from newsdigest.model.article import Found
from newsdigest.model.vocabulary import Publisher, publisher_of

_VALUES = {"title": ("content",), "authors": ("content",), "date": ("datetime", "content")}
"""Attributes that say it better than the text, by field."""


class OwnFields(Struct, frozen=True):
    """What an outlet's profile gives for a page."""

    title: Pick[str] | None = None
    authors: Pick[tuple[str, ...]] | None = None
    date: Pick[date] | None = None
    publisher: Pick[str] | None = None
    agency: Pick[str] | None = None
    """For a report that names none."""
    language: Pick[str] | None = None
    """For a page too short to tell."""
    body: Body | None = None
    missed: Mapping[str, str] = field(default_factory=dict)
    """Field -> its selector, where that gave nothing."""


NOTHING = OwnFields()
"""For a page of an outlet that is not listed."""


def outlet_of(facts: Facts, publishers: Sequence[Publisher]) -> Publisher | None:
    """The listed outlet whose page it is, by the page's address or the name that it gives."""
    address, name = topics.read_canonical(facts), read_publisher(facts, "")
    return publisher_of(value_of(address, ""), value_of(name, ""), publishers)


def without_dropped(tree: HtmlElement, selector: str) -> HtmlElement:
    """The page without what the outlet's profile drops."""
    kept: HtmlElement = copy.deepcopy(tree)
    for element in _select(kept, selector):
        if element.getparent() is not None and element.tag != "body":
            element.drop_tree()
    return kept


def own_fields(tree: HtmlElement, publisher: Publisher, url: str, language: str) -> OwnFields:
    """The fields for which the profile names a place in the page; `url` makes links absolute."""
    selectors = publisher.selectors
    languages = tuple({publisher.language, language} - {""})
    texts = {name: _texts(tree, getattr(selectors, name), _VALUES[name]) for name in _VALUES}
    title = next(iter(texts["title"]), "")
    authors = _names(texts["authors"])
    moments = (read_machine_date(text) or read_date(text, languages) for text in texts["date"])
    moment = next((found for found in moments if found), None)
    body = _body(tree, selectors.body, url)
    given: dict[str, object] = {"title": title, "authors": authors, "date": moment, "body": body}
    by = "address" if publisher.owns(url) else "name"
    listed = f"publishers.yaml, by {by}"
    return OwnFields(
        title=_pick(title, selectors.title) if title else None,
        authors=_pick(authors, selectors.authors) if authors else None,
        date=_pick(moment, selectors.date) if moment else None,
        publisher=pick(publisher.name, listed, sure=True),
        agency=pick(publisher.default_agency, listed, sure=True) if publisher.default_agency else None,
        language=pick(publisher.language, listed) if publisher.language else None,
        body=body,
        missed={
            name: selector
            for name, value in given.items()
            if (selector := getattr(selectors, name)) and not value
        },
    )


def _pick(value: T, selector: str) -> Pick[T]:
    return pick(value, f"profile, {selector}", sure=True)


def _texts(tree: HtmlElement, selector: str, attributes: Sequence[str]) -> list[str]:
    """What the chosen elements say, in the order of the page."""
    found = _select(tree, selector)
    said = (
        next((value for name in attributes if (value := element.get(name))), None) or text_of(element)
        for element in found
    )
    return [text for one in said if (text := " ".join(one.split()))]


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    """Persons named; an element that holds one name alone may hold a pen name."""
    names: dict[str, str] = {}
    for text in texts:
        for name in clean_names(text) or tuple(filter(None, (person_name(text),))):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _body(tree: HtmlElement, selector: str, url: str) -> Body | None:
    """All that the selector chooses, one after another; of what lies within another only the outer."""
    whole: HtmlElement = tree.makeelement("div")
    chosen = set(found := _select(tree, selector))
    for element in found:
        if not any(parent in chosen for parent in element.iterancestors()):
            part = copy.deepcopy(element)
            part.tail = None
            whole.append(part)
    markdown = to_markdown(whole, url) if found else ""
    if not markdown.strip():
        return None
    lines = [text for element in whole.iter("p") if len(text := text_of(element)) > 80]
    lead = next((line for line in lines if re.search(r"[.!?。！？।؟]", line)), "")
    return Body(markdown, Found(f"profile, {selector}", True), lead)


def _select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    return list(tree.cssselect(selector, translator="html")) if selector else []
