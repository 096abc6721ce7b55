"""What markup says an element is: headline, byline, date, dateline, side matter."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from newsdigest.extract.tree import text_of
from newsdigest.extract.wordlists import alternatives


def _whole(section: str) -> str:
    """Words of a class, not parts of longer ones."""
    return rf"(?<![a-z]){alternatives(section)}(?![a-z])"


_BYLINE = re.compile(rf"{_whole('marks a byline')}|author|byline")
_ASIDE = re.compile(_whole("marks side matter"))
_HEADLINE = re.compile(rf"{_whole('marks a headline')}|headline")
_DATE = re.compile(alternatives("marks a date"))
_DATELINE = re.compile(r"(?<![a-z])(?:date-?line|location|lieu|ortsmarke)(?![a-z])|dateline")
_TAGS = re.compile(
    rf"(?:^|[-_]){alternatives('marks a box of tags')}"
    r"(?:[-_]+(?:list|links|items|inner|box|container|wrapper))?$"
)
_TAG_PATH = re.compile(r"/tags?/[^/?#]")
_KINDS = (("byline", _BYLINE), ("aside", _ASIDE), ("headline", _HEADLINE), ("date", _DATE),
          ("dateline", _DATELINE), ("tags", _TAGS))  # fmt: skip
_NAMES = frozenset({"class", "id", "data-testid", "data-component"})
_ITEMS = frozenset({"itemprop", "property"})
_AUTHOR_PATH = re.compile(
    rf"/{alternatives('path of an author')}/(?:\d+/|\w/)?[^/?#]{{3,}}|[?&](?:author|autor)=", re.I
)
_OPENS_BYLINE = re.compile(
    r"\s*(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Di|Door|Av|Af|Texte?|Words|Story|Written by|Posted by|"
    r"Autor(?:in|en)?|Authors?|Auteur|Автор|Oleh|作者|文|撰文|记者|記者|取材|執筆|글|โดย)"
    r"(?:\s*[:：/／●]|\s+(?=[^\W\d_a-z])|\s*$)"
)
_LABELLED = re.compile(
    rf"\s*(?!source|来源|{alternatives('editor with colon')}){alternatives('lead with colon')}\s*[:：]", re.I
)
LABEL = 24
"""Signs of the longest word of a byline with its colon."""

_FRONT = re.compile(
    r"(?:[a-z]{1,10}:|)(?://[^/?#]*)?(?:/|/index\.html|/index\.php|/home|)(?:[?#].*)?", re.I | re.S
)
"""Addresses of front pages."""

_LOGO = re.compile(r"\s*[-–|:]?\s*\blogo\b\s*(?:of|von|de)?\s*", re.I)
LONGEST_NAME = 60
"""Signs of an outlet's name."""
MOST_LINKS = 300
"""Links of a page among which its masthead stands."""

HEADINGS = frozenset({"h1", "h2", "h3"})
_MAY_BE_HEADING = frozenset({"p", "div", "span", "strong", "header", "a"})
_NO_BYLINE = frozenset({"body", "html", "main", "article", "form", "input", "label", "textarea"})
_OUTER = frozenset({"nav", "footer", "aside"})
_SMALL = frozenset(
    ("a abbr b dd div em font footer h4 h5 h6 header i li p small span td").split()  # noqa: SIM905
)
"""Elements that may hold a line of its own, such as a byline or a date."""


def names_of(given: Sequence[tuple[str, str]]) -> str:
    """Class, id and test names among the attributes of an element, in one string."""
    return " ".join([value for name, value in given if name in _NAMES])


def items_of(given: Sequence[tuple[str, str]]) -> str:
    """Microdata and RDFa properties among the attributes of an element, in lower case."""
    return " ".join([value for name, value in given if name in _ITEMS]).strip().lower()


@lru_cache(maxsize=4096)
def kinds_of(names: str) -> frozenset[str]:
    """What class and id say that an element is: byline, aside, headline, date, dateline."""
    return frozenset().union(*map(_kinds_of_word, names.lower().split()))


@lru_cache(maxsize=8192)
def _kinds_of_word(word: str) -> frozenset[str]:
    """What one class says: pages, and sites, say the same of many elements."""
    return frozenset(kind for kind, pattern in _KINDS if pattern.search(word))


def heading_mark(element: HtmlElement, item: str, kinds: frozenset[str]) -> str:
    """`h1` to `h3`, `headline`, or nothing."""
    if element.tag in HEADINGS:
        return str(element.tag)
    if "headline" in item:
        return "headline"
    return "headline" if "headline" in kinds and element.tag in _MAY_BE_HEADING else ""


def byline_mark(element: HtmlElement, item: str, kinds: frozenset[str]) -> str:
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
    if "byline" in kinds or element.tag == "byline":
        return "class byline"
    return "line" if element.tag in _SMALL and element.text and _opens_byline(element.text) else ""


def _opens_byline(text: str) -> bool:
    """Whether a text opens with a byline's word; the many that have a colon behind are tried where one is."""
    label = text[:LABEL]
    return bool(_OPENS_BYLINE.match(text) or ((":" in label or "：" in label) and _LABELLED.match(text)))


def date_mark(element: HtmlElement, item: str, kinds: frozenset[str]) -> str:
    """What tells that an element holds a date."""
    if (
        element.tag.endswith("time")
        or "datepublished" in item
        or "datemodified" in item
        or "datecreated" in item
    ):
        return item or "time"
    return "class date" if "date" in kinds and element.tag in _SMALL and len(element) < 8 else ""


def is_dateline(element: HtmlElement, item: str, kinds: frozenset[str]) -> bool:
    """Whether an element may hold the place that a report comes from."""
    return "datelin" in item or ("dateline" in kinds and len(element) < 4)


def is_tag(element: HtmlElement, kinds: frozenset[str]) -> bool:
    """Whether an element is a link to a keyword, or a box of such."""
    if element.tag == "a":
        rel = (element.get("rel") or "").lower().split()
        return ("tag" in rel and "category" not in rel) or bool(_TAG_PATH.search(element.get("href") or ""))
    return "tags" in kinds and element.tag not in _NO_BYLINE


def is_side_matter(element: HtmlElement, kinds: frozenset[str]) -> bool:
    """A comment, sidebar, teaser, menu; a footer, if it closes the page and not an article."""
    if "aside" in kinds:
        return True
    if element.tag == "footer":
        return not any(holder.tag == "article" for holder in element.iterancestors())
    return element.tag in _OUTER


def is_teaser(article: HtmlElement, title: str) -> bool:
    """Whether an article is another than the one of the page's title: its heading is a link, not in there."""
    heading = next(article.iter("h2", "h3", "h4"), None)
    if heading is None or not any(part.tag == "a" for part in (*heading, *heading.iterancestors())):
        return False
    return text_of(heading) not in title


def around_headline(tree: HtmlElement) -> set[HtmlElement]:
    """What holds the page's `h1` is no side matter, whatever its class; with many of them nobody knows."""
    tops = [top for top in tree.iter("h1") if not links_home(top)]
    if not 0 < len(tops) <= 3:
        return {holder for name in ("html", "body", "main", "article") for holder in tree.iter(name)}
    return {holder for top in tops for holder in (top, *top.iterancestors())}


def is_front(address: str) -> bool:
    """Whether an address is that of a front page, which some pages give as their own."""
    return bool(_FRONT.fullmatch(address.strip()))


def links_home(heading: HtmlElement) -> bool:
    """Whether a heading is a link to a front page, or stands in one."""
    link = next(heading.iter("a"), None)
    if link is None:
        link = next(heading.iterancestors("a"), None)
    if link is None:
        return False
    return is_front(link.get("href") or "x") or "home" in (link.get("rel") or "")


def mastheads(tree: HtmlElement) -> Iterator[str]:
    """What stands in the links to the front page: the site's name in words, or its logo's."""
    for link in islice(tree.iter("a"), MOST_LINKS):
        if links_home(link):
            for name in (
                text_of(link),
                link.get("title") or "",
                *(img.get("alt") or "" for img in link.iter("img")),
            ):
                if name := _LOGO.sub("", name[:LONGEST_NAME]).strip():
                    yield name
