"""What stands on a page, gathered in one walk over its tree: raw material for every field's ranking."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement
from msgspec import Struct

from newsdigest.extract.metadata import marks
from newsdigest.extract.metadata.jsonld import Thing, breadcrumbs, by_id, main_article, main_page, things
from newsdigest.extract.saved import as_published
from newsdigest.extract.tree import text_of

_UNREAD = frozenset({"style", "template", "svg", "math", "iframe", "object"})
LONGEST_BYLINE = 400
"""Signs; what is longer speaks about its author."""
LONGEST_DATE, LONGEST_PLACE, LONGEST_META = 160, 60, 5000


class Marked(Struct, frozen=True):
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


class Facts(Struct, frozen=True):
    """Raw material for the rankings."""

    tree: HtmlElement
    name: str
    url: str
    """The page's address, as far as its markup tells, else where it was saved from; or empty."""
    saved_from: str
    """The address that whatever saved the page has noted."""
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
    index: Mapping[str, Thing]
    """JSON-LD objects by `@id`."""
    trail: tuple[str, ...]
    """Names of the pages above this one, as JSON-LD lists them, this one among them or not."""
    headings: tuple[Marked, ...]
    """`h1` to `h3`, and whatever is marked as headline."""
    mastheads: tuple[str, ...]
    """What stands in the links to the site's front page."""
    bylines: tuple[Marked, ...]
    times: tuple[Marked, ...]
    """`<time>` and what is marked as a date."""
    datelines: tuple[Marked, ...]
    tags: tuple[HtmlElement, ...]
    """Links that say that they lead to a keyword, and boxes of such, outside of side matter."""
    images: tuple[tuple[int, HtmlElement], ...]
    """`img` outside of side matter, with its position."""
    side_images: tuple[HtmlElement, ...]
    """`img` within side matter, which may yet be what markup names as the lead picture."""
    language: str
    """As the root element declares it."""

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
        """Host of the page without `www.`; of a copy in an archive, the outlet's."""
        try:
            return (urlsplit(as_published(self.url)).hostname or "").removeprefix("www.")
        except ValueError:
            return ""


class _Collector:
    """What the walk over a page has found so far."""

    def __init__(self, tree: HtmlElement) -> None:
        self.metas: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.scripts: list[str] = []
        self.title = ""
        self.headings: list[Marked] = []
        self.bylines: list[Marked] = []
        self.times: list[Marked] = []
        self.datelines: list[Marked] = []
        self.tags: list[HtmlElement] = []
        self.images: list[tuple[int, HtmlElement]] = []
        self.side_images: list[HtmlElement] = []
        self._asides: set[HtmlElement] = set()
        self._central = marks.around_headline(tree)

    def see(self, element: HtmlElement, order: int) -> None:
        """Keep what an element tells."""
        match element.tag:
            case "meta":
                self._see_meta(element)
            case "link":
                for rel in (element.get("rel") or element.get("itemprop") or "").lower().split():
                    self.links.setdefault(rel, (element.get("href") or "").strip())
            case "script":
                if "ld+json" in (element.get("type") or "").lower() and element.text:
                    self.scripts.append(element.text)
            case "title":
                self.title = self.title or " ".join((element.text or "")[:LONGEST_META].split())
            case str() as tag if tag not in _UNREAD:
                self._see_visible(element, order)

    def _see_meta(self, element: HtmlElement) -> None:
        names = filter(None, map(element.get, ("property", "name", "itemprop", "http-equiv")))
        content = " ".join((element.get("content") or element.get("value") or "")[:LONGEST_META].split())
        for name in next(names, "").lower().split():
            self.metas.setdefault(name, []).append(content)

    def _see_visible(self, element: HtmlElement, order: int) -> None:
        given = element.items()
        kinds, item = marks.kinds_of(marks.names_of(given)), marks.items_of(given)
        aside = element.getparent() in self._asides
        if not aside and element not in self._central:
            aside = marks.is_side_matter(element, kinds) or (
                element.tag == "article" and marks.is_teaser(element, self.title)
            )
        if aside:
            self._asides.add(element)
        if element.tag == "img":
            if aside:
                self.side_images.append(element)
            else:
                self.images.append((order, element))
            return
        if mark := marks.heading_mark(element, item, kinds):
            home = marks.links_home(element)
            self.headings.append(Marked(element, mark, text_of(element), aside, order, home))
        if mark := marks.byline_mark(element, item, kinds):
            self._keep(self.bylines, Marked(element, mark, text_of(element), aside, order), LONGEST_BYLINE)
        if mark := marks.date_mark(element, item, kinds):
            text = text_of(element)
            if mark != "class date" or any(sign.isdigit() for sign in text):
                self.times.append(Marked(element, mark, text[:LONGEST_DATE], aside, order))
        if not aside and marks.is_tag(element, kinds):
            self.tags.append(element)
        if marks.is_dateline(element, item, kinds):
            mark = "class dateline"
            self._keep(self.datelines, Marked(element, mark, text_of(element), aside, order), LONGEST_PLACE)

    @staticmethod
    def _keep(kept: list[Marked], found: Marked, longest: int) -> None:
        if 0 < len(found.text) < longest:
            kept.append(found)


def gather(tree: HtmlElement, name: str, saved_from: str = "") -> Facts:
    """One walk over a page."""
    page = _Collector(tree)
    for order, element in enumerate(tree.iter()):
        page.see(element, order)
    metas = {key: tuple(values) for key, values in page.metas.items()}
    found = things(page.scripts)
    titles = [*(value for key in ("og:title", "twitter:title") for value in metas.get(key, ())), page.title]
    titles += [heading.text for heading in page.headings if heading.mark == "h1" and not heading.aside]
    article = main_article(found, titles)
    return Facts(
        tree=tree,
        name=name,
        url=_own_address(page.links, metas, article) or saved_from,
        saved_from=saved_from,
        metas=metas,
        links=page.links,
        title=page.title,
        article=article,
        webpage=main_page(found),
        index=by_id(found),
        trail=breadcrumbs(found),
        headings=tuple(page.headings),
        mastheads=tuple(marks.mastheads(tree)),
        bylines=tuple(page.bylines),
        times=tuple(page.times),
        datelines=tuple(page.datelines),
        tags=tuple(page.tags),
        images=tuple(page.images),
        side_images=tuple(page.side_images),
        language=tree.get("lang") or tree.get("xml:lang") or "",
    )


def _own_address(links: Mapping[str, str], metas: Mapping[str, tuple[str, ...]], article: Thing) -> str:
    """The first absolute address that the page gives as its own."""
    main = article.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, Mapping) else main
    told = (links.get("canonical"), *metas.get("og:url", ()), article.get("url"), main)
    addresses = [address.strip() for address in told if isinstance(address, str)]
    absolute = [address for address in addresses if re.match(r"https?://[^/\s]+\.", address)]
    return min(absolute, key=marks.is_front, default="")
