"""What stands on a page, gathered in one walk over its tree: raw material for every field's ranking."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsdigest.extract.metadata.jsonld import Thing, by_id, main_article, main_page, things
from newsdigest.extract.tree import text_of

_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|authors?|autore?n?|auteurs?|redakteure?|writers?|creator|reporters?|contributors?|journalists?|penulis|"
    r"författare|forfatter|firma|firmante|signature|penname|dc-creator|meta-author)(?![a-z])|author|byline",
    re.I,
)
_DATELINE = re.compile(r"(?<![a-z])(?:date-?line|location|lieu|ortsmarke)(?![a-z])|dateline", re.I)
_DATE = re.compile(
    r"date|time|publish|posted|datum|fecha|stand(?:$|[^a-z])|updated|(?<![a-z])meta(?![a-z])|info", re.I
)
_ASIDE = re.compile(
    r"(?<![a-z])(?:comments?|kommentare?|disqus|related|recommend\w*|sidebar|side-bar|site-?footer|page-?footer|global-?footer|teaser\w*|promo\w*|more-?(?:news|stories|posts)|"
    r"most-?(?:read|popular)|trending|newsletter|nav|navigation|menu|breadcrumbs?|popular|widget\w*|recirc\w*|read-?(?:more|next)|"
    r"also|similar|latest|outbrain|taboola|respond|comment-?list|carousel|next-?article|cookie\w*|modal|popup|card-?list|teaser-?list)(?![a-z])",
    re.I,
)
_OUTER = frozenset({"nav", "footer", "aside"})
_SKIP = frozenset({"style", "template", "svg", "math", "iframe", "object"})


@dataclass(frozen=True, slots=True)
class Marked:
    """An element that its markup marks as something, with what its text says."""

    element: HtmlElement
    mark: str
    """Why it was kept: `itemprop author`, `class byline`, `rel author`."""
    text: str
    aside: bool
    """Stands in a comment, sidebar, teaser, menu or footer."""
    order: int
    """Position in the page, counted in elements."""
    home: bool = False
    """A heading that links to the site's front page: its name, not a headline."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Raw material for the rankings."""

    tree: HtmlElement
    name: str
    url: str
    """The page's address, as far as its markup tells; empty if it does not."""
    metas: Mapping[str, tuple[str, ...]]
    """`<meta>` values by lower-case name, property or itemprop, in the order of the page."""
    links: Mapping[str, str]
    """First `<link rel>` address by rel."""
    title: str
    """The `<title>`."""
    article: Thing
    """The JSON-LD object that is about the article, or an empty one."""
    webpage: Thing
    """The JSON-LD object that stands for the page, or an empty one."""
    things: tuple[Thing, ...]
    index: Mapping[str, Thing]
    headings: tuple[Marked, ...]
    """`h1` to `h3`, and whatever is marked as headline."""
    bylines: tuple[Marked, ...]
    times: tuple[Marked, ...]
    """`<time>` and what is marked as a date."""
    datelines: tuple[Marked, ...]
    images: tuple[tuple[int, HtmlElement], ...]
    """`img` outside of side matter, with its position."""
    html_lang: str

    @property
    def top(self) -> int | None:
        """Position of the first `h1` that is no side matter."""
        return min(
            (one.order for one in self.headings if one.mark == "h1" and not one.aside and not one.home),
            default=None,
        )

    def meta(self, *names: str) -> str:
        """The first value of the first of these names that has one."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    def absolute(self, address: str) -> str:
        """An address of the page as an absolute one, where the page's own is known."""
        address = address.strip()
        try:
            return urljoin(self.url, address) if self.url or address.startswith("http") else address
        except ValueError:
            return ""

    @property
    def host(self) -> str:
        """Host of the page without `www.`."""
        try:
            return (urlsplit(self.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""


def gather(tree: HtmlElement, name: str) -> Facts:
    """One walk over a page."""
    metas: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    scripts: list[str] = []
    headings: list[Marked] = []
    bylines: list[Marked] = []
    times: list[Marked] = []
    datelines: list[Marked] = []
    images: list[tuple[int, HtmlElement]] = []
    title = ""
    asides: set[HtmlElement] = set()
    around_headline = _around_headline(tree)
    for order, element in enumerate(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIP:
            continue
        parent = element.getparent()
        aside = parent is not None and parent in asides
        if aside:
            asides.add(element)
        if tag == "meta":
            key = (
                element.get("property")
                or element.get("name")
                or element.get("itemprop")
                or element.get("http-equiv")
                or ""
            )
            content = " ".join((element.get("content") or element.get("value") or "").split())
            for one in key.lower().split():
                metas.setdefault(one, []).append(content)
            continue
        if tag == "link":
            for rel in (element.get("rel") or element.get("itemprop") or "").lower().split():
                links.setdefault(rel, (element.get("href") or "").strip())
            continue
        if tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                scripts.append(element.text)
            continue
        if tag == "title" and not title:
            title = " ".join((element.text or "").split())
            continue
        if tag == "img":
            if not aside:
                images.append((order, element))
            continue
        marks = " ".join(filter(None, map(element.get, ("class", "id", "data-testid", "data-component"))))
        item = f"{element.get('itemprop') or ''} {element.get('property') or ''}".strip().lower()
        if (
            not aside
            and element not in around_headline
            and (_ASIDE.search(marks) or tag in _OUTER and not _of_article(element))
        ):
            asides.add(element)
            aside = True
        if (
            tag in _HEADING
            or "headline" in item
            or (marks and _HEADLINE.search(marks) and tag in _HEADING_TAGS)
        ):
            mark = tag if tag in _HEADING else "headline"
            headings.append(Marked(element, mark, text_of(element), aside, order, _links_home(element)))
        if mark := _byline_mark(element, item, marks):
            content = text_of(element)
            if 0 < len(content) < LONGEST_BYLINE:
                bylines.append(Marked(element, mark, content, aside, order))
        if tag == "time" or "datepublished" in item or "datemodified" in item or "datecreated" in item:
            times.append(Marked(element, item or "time", text_of(element), aside, order))
        elif marks and _DATE.search(marks) and len(element) < 8 and tag in _SMALL:
            content = text_of(element)
            if 4 < len(content) < 160 and any(sign.isdigit() for sign in content):
                times.append(Marked(element, "class date", content, aside, order))
        if (marks and _DATELINE.search(marks) and len(element) < 4) or "datelin" in item:
            content = text_of(element)
            if content and len(content) < 60:
                datelines.append(Marked(element, "class dateline", content, aside, order))
    frozen = {key: tuple(values) for key, values in metas.items()}
    found = things(scripts)
    titles = [*(value for key in ("og:title", "twitter:title") for value in frozen.get(key, ())), title]
    titles += [heading.text for heading in headings if heading.mark == "h1" and not heading.aside]
    article = main_article(found, titles)
    return Facts(
        tree=tree, name=name, url=_own_address(links, frozen, article), metas=frozen, links=links, title=title,
        article=article, webpage=main_page(found), things=found, index=by_id(found), headings=tuple(headings),
        bylines=tuple(bylines), times=tuple(times), datelines=tuple(datelines), images=tuple(images),
        html_lang=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or "",
    )  # fmt: skip


_HEADLINE = re.compile(
    r"(?<![a-z])(?:headline|entry-title|post-title|article-title|article__title|page-title|title|titel|titulo|titre)(?![a-z])|headline",
    re.I,
)
_AUTHOR_PATH = re.compile(
    r"/(?:author|autor|autoren|auteur|auteurs|autores|authors|autori|redaktion|redaktor|journalist|journalists|journalistes|profile?s?|"
    r"staff|newsteam|writers?|contributors?|columnists?|mitarbeiter\w*|skribent|forfatter)/[^/?#]{3,}|"
    r"[?&](?:author|autor)=",
    re.I,
)
_OPENS_BYLINE = re.compile(
    r"\s*(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Di|Door|Av|Af|Text|Texte|Words|Story|Written by|Posted by|Autor(?:in|en)?|Authors?|"
    r"Auteur|Автор|Oleh|作者|文|撰文|记者|記者|取材|執筆|글)(?:\s*[:：/／●]|\s+(?=[^\W\d_a-z])|\s*$)"
)
LONGEST_BYLINE = 400
"""Signs; what is longer speaks about its author."""

_HEADING = frozenset({"h1", "h2", "h3"})
_HEADING_TAGS = frozenset({"p", "div", "span", "strong", "header", "a"})
_SMALL = frozenset(
    {
        "span",
        "p",
        "div",
        "a",
        "li",
        "small",
        "em",
        "i",
        "b",
        "td",
        "dd",
        "abbr",
        "header",
        "footer",
        "h4",
        "h5",
        "h6",
        "font",
    }
)


def _byline_mark(element: HtmlElement, item: str, marks: str) -> str:
    """What tells that an element names who wrote the article; empty where nothing does."""
    tag = element.tag
    if "author" in item or "creator" in item:
        return "itemprop author"
    if tag == "a":
        if "author" in (element.get("rel") or ""):
            return "rel author"
        if _AUTHOR_PATH.search(element.get("href") or ""):
            return "link to author"
    if tag in ("body", "html", "main", "article", "form", "input", "label", "textarea"):
        return ""
    if tag == "byline" or (marks and _BYLINE.search(marks)):
        return "class byline"
    if tag in _SMALL and element.text and _OPENS_BYLINE.match(element.text):
        return "line"
    return ""


def _around_headline(tree: HtmlElement) -> set[HtmlElement]:
    """What holds the page's `h1` is no side matter, whatever its class says; with many of them nobody knows."""
    tops = [top for top in tree.iter("h1") if not _links_home(top)]
    if not 0 < len(tops) <= 3:
        return {top for name in ("body", "main", "article") for top in tree.iter(name)}
    return {holder for top in tops for holder in (top, *top.iterancestors())}


def _of_article(element: HtmlElement) -> bool:
    """Whether a footer closes an article and not the page."""
    return element.tag == "footer" and any(holder.tag == "article" for holder in element.iterancestors())


def _links_home(heading: HtmlElement) -> bool:
    """Whether a heading is a link to a front page, or stands in one."""
    link = next(heading.iter("a"), None)
    if link is None:
        link = next(heading.iterancestors("a"), None)
    if link is None:
        return False
    try:
        path = urlsplit((link.get("href") or "x").strip()).path
    except ValueError:
        return False
    return "home" in (link.get("rel") or "") or path.lower() in (
        "",
        "/",
        "/index.html",
        "/index.php",
        "/home",
    )


def _own_address(links: Mapping[str, str], metas: Mapping[str, tuple[str, ...]], article: Thing) -> str:
    """The first absolute address that the page gives as its own."""
    main = article.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, Mapping) else main
    for address in (links.get("canonical"), *metas.get("og:url", ()), article.get("url"), main):
        if isinstance(address, str) and re.match(r"https?://[^/\s]+\.", address.strip()):
            return address.strip()
    return ""
