"""What markup says an element is: headline, byline, date, dateline, side matter."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from newsdigest.extract.wordlists import alternatives


def _whole(section: str) -> str:
    """Words of a class, not parts of longer ones."""
    return rf"(?<![a-z]){alternatives(section)}(?![a-z])"


_BYLINE = re.compile(rf"{_whole('marks a byline')}|author|byline", re.I)
_ASIDE = re.compile(_whole("marks side matter"), re.I)
_HEADLINE = re.compile(rf"{_whole('marks a headline')}|headline", re.I)
_DATE = re.compile(alternatives("marks a date"), re.I)
_DATELINE = re.compile(r"(?<![a-z])(?:date-?line|location|lieu|ortsmarke)(?![a-z])|dateline", re.I)
_KINDS = (("byline", _BYLINE), ("aside", _ASIDE), ("headline", _HEADLINE), ("date", _DATE),
          ("dateline", _DATELINE))  # fmt: skip
_NAMES = frozenset({"class", "id", "data-testid", "data-component"})
_ITEMS = frozenset({"itemprop", "property"})
_AUTHOR_PATH = re.compile(rf"/{alternatives('path of an author')}/[^/?#]{{3,}}|[?&](?:author|autor)=", re.I)
_OPENS_BYLINE = re.compile(
    r"\s*(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Di|Door|Av|Af|Texte?|Words|Story|Written by|Posted by|"
    r"Autor(?:in|en)?|Authors?|Auteur|Автор|Oleh|作者|文|撰文|记者|記者|取材|執筆|글)"
    r"(?:\s*[:：/／●]|\s+(?=[^\W\d_a-z])|\s*$)"
)

_FRONT = re.compile(
    r"(?:[a-z]{1,10}:|)(?://[^/?#]*)?(?:/|/index\.html|/index\.php|/home|)(?:[?#].*)?", re.I | re.S
)
"""Addresses of front pages."""

HEADINGS = frozenset({"h1", "h2", "h3"})
_MAY_BE_HEADING = frozenset({"p", "div", "span", "strong", "header", "a"})
_NO_BYLINE = frozenset({"body", "html", "main", "article", "form", "input", "label", "textarea"})
_OUTER = frozenset({"nav", "footer", "aside"})
_SMALL = frozenset(
    ("a abbr b dd div em font footer h4 h5 h6 header i li p small span td").split()  # noqa: SIM905
)
"""Elements that may hold a line of its own, such as a byline or a date."""


def names_of(element: HtmlElement) -> str:
    """Its class, id and test names in one string; empty for most elements."""
    given = element.items()
    return " ".join(value for name, value in given if value and name in _NAMES) if given else ""


def items_of(element: HtmlElement) -> str:
    """Its microdata and RDFa properties, in lower case."""
    given = element.items()
    return " ".join(value for name, value in given if name in _ITEMS).strip().lower() if given else ""


@lru_cache(maxsize=4096)
def _told(names: str) -> frozenset[str]:
    """What class and id say that an element is: pages say the same of many."""
    return frozenset(kind for kind, pattern in _KINDS if pattern.search(names)) if names else frozenset()


def heading_mark(element: HtmlElement, item: str, names: str) -> str:
    """`h1` to `h3`, `headline`, or nothing."""
    if element.tag in HEADINGS:
        return str(element.tag)
    if "headline" in item:
        return "headline"
    return "headline" if element.tag in _MAY_BE_HEADING and "headline" in _told(names) else ""


def byline_mark(element: HtmlElement, item: str, names: str) -> str:
    """What tells that an element names who wrote the article; empty where nothing does."""
    if "author" in item or "creator" in item:
        return "itemprop author"
    if element.tag == "a":
        if "author" in (element.get("rel") or ""):
            return "rel author"
        if _AUTHOR_PATH.search(element.get("href") or ""):
            return "link to author"
    if element.tag in _NO_BYLINE:
        return ""
    if element.tag == "byline" or "byline" in _told(names):
        return "class byline"
    return "line" if element.tag in _SMALL and element.text and _OPENS_BYLINE.match(element.text) else ""


def date_mark(element: HtmlElement, item: str, names: str) -> str:
    """What tells that an element holds a date."""
    if element.tag == "time" or "datepublished" in item or "datemodified" in item or "datecreated" in item:
        return item or "time"
    return "class date" if element.tag in _SMALL and "date" in _told(names) and len(element) < 8 else ""


def is_dateline(element: HtmlElement, item: str, names: str) -> bool:
    """Whether an element may hold the place that a report comes from."""
    return "datelin" in item or ("dateline" in _told(names) and len(element) < 4)


def is_side_matter(element: HtmlElement, names: str) -> bool:
    """A comment, sidebar, teaser, menu; a footer, if it closes the page and not an article."""
    if "aside" in _told(names):
        return True
    if element.tag == "footer":
        return not any(holder.tag == "article" for holder in element.iterancestors())
    return element.tag in _OUTER


def around_headline(tree: HtmlElement) -> set[HtmlElement]:
    """What holds the page's `h1` is no side matter, whatever its class; with many of them nobody knows."""
    tops = [top for top in tree.iter("h1") if not links_home(top)]
    if not 0 < len(tops) <= 3:
        return {holder for name in ("html", "body", "main", "article") for holder in tree.iter(name)}
    return {holder for top in tops for holder in (top, *top.iterancestors())}


def links_home(heading: HtmlElement) -> bool:
    """Whether a heading is a link to a front page, or stands in one."""
    link = next(heading.iter("a"), None)
    if link is None:
        link = next(heading.iterancestors("a"), None)
    if link is None:
        return False
    return bool(_FRONT.fullmatch((link.get("href") or "x").strip())) or "home" in (link.get("rel") or "")
