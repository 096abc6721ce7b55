"""What all pages of one language share: site, words, navigation, and which pages there are to link to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, field

from newsdigest.model.config import Config
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Inputs, Output, View
from newsdigest.model.site import Asset, Branch, Site, Term
from newsdigest.model.url import Base
from newsdigest.outputs import policy
from newsdigest.outputs.assets import ICON, STYLESHEET, lasting_address
from newsdigest.outputs.wording import Wording, direction, own_name, wording

FEEDS = (("atom", "feed.xml", "application/atom+xml"), ("rss", "rss.xml", "application/rss+xml"),
         ("json", "feed.json", "application/feed+json"))  # fmt: skip
"""Kind, file and media type of a branch's feeds."""

FEED_KINDS = ("atom", "rss", "json", "tag_feeds", "publisher_feeds", "corrections_feed")
"""Kinds of output that one can follow."""


class Frame(Struct, frozen=True):
    """One language of the site as each of its pages needs it."""

    site: Site
    branch: Branch
    base: Base
    origin: str
    """Scheme and host: `https://example.com`."""
    words: Wording
    common: View
    """The part of the view that all its pages have."""
    fingerprint: bytes
    """Of `common`, and of what else of the settings pages tell."""
    tags: frozenset[str]
    """Slugs of the tags that have a page."""
    publishers: frozenset[str]
    cards: dict[str, View] = field(default_factory=dict)
    """Views of cards by file, as they are made: an entry stands in half a dozen lists."""
    days: dict[date, View] = field(default_factory=dict)
    """The same of days."""
    measured: dict[str, Asset] = field(default_factory=dict)
    """The site's pictures by address, once one is asked for."""

    def picture(self, address: str) -> Asset | None:
        """The asset of a picture that was measured and is published; none for another file."""
        if not self.measured and self.has("media"):
            self.measured.update({asset.url: asset for asset in self.site.assets if asset.picture})
        return self.measured.get(address)

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self.site.config

    def has(self, kind: str) -> bool:
        """Whether the site builds that kind of output."""
        return kind in self.config.outputs

    def href(self, address: str) -> str:
        """The link to an address of the site."""
        return _link(self.base, address)

    def absolute(self, address: str) -> str:
        """The same with scheme and host."""
        return self.origin + _link(self.base, address)

    def own(self, address: str) -> str:
        """The link to an address below this language's part of the site."""
        return _link(self.base, self.branch.prefix + address)

    def tag(self, term: Term) -> View:
        """A tag: its label, and the link to its page if there is one."""
        there = self.has("tags") and term.slug in self.tags
        return {"label": term.label, "href": self.own(f"/tags/{term.slug}/") if there else ""}

    def publisher(self, term: Term | None) -> View | None:
        """A publisher or agency: its name, and the link to its page if there is one."""
        if term is None:
            return None
        there = self.has("publishers") and term.slug in self.publishers
        return {"label": term.label, "href": self.own(f"/publishers/{term.slug}/") if there else ""}

    def output(
        self,
        kind: str,
        url: str,
        shown: object,
        inputs: Inputs,
        lastmod: datetime | None = None,
        origin: str = "",
    ) -> Output:
        """A page of this language. `shown` is what the kind's view turns into a page, with this frame."""
        path = url.lstrip("/") + ("index.html" if url.endswith("/") else "")
        frame = ("frame", self.fingerprint)
        return Output(path, url, kind, Shown(self, shown), (frame, *inputs), origin=origin, lastmod=lastmod)

    def view(
        self,
        output: Output,
        *,
        title: str,
        description: str = "",
        trail: Iterable[tuple[str, str]] = (),
        feed: View | None = None,
        alternates: Iterable[View] = (),
        social: str = "website",
        picture: View | None = None,
        data: Iterable[View] = (),
        **own: Any,
    ) -> View:
        """The view of a page: what all pages have, `page`, and what is its own.

        `trail` leads from the home page to the page's parent: label and address below this language.
        `picture` stands for the page where it is shared.
        `data` is what machines are told of the page, as schema.org names it.
        """
        site_title = self.config.title
        trail = tuple(trail)
        things = [*data, *([self._breadcrumbs(trail)] if trail else [])]
        page = {
            "kind": output.kind,
            "title": title,
            "full_title": f"{title} · {site_title}" if title and title != site_title else site_title,
            "description": " ".join(description.split()),
            "lang": self.branch.language,
            "dir": direction(self.branch.language),
            "url": self.href(output.url),
            "canonical": self.absolute(output.url),
            "breadcrumbs": [{"label": label, "href": self.own(address)} for label, address in trail],
            "feeds": ([feed] if feed else []) + list(self.common["site"]["feeds"]),
            "alternates": list(alternates),
            "social": social,
            "picture": picture,
            "policy": policy.SEARCH if output.kind == "search" else policy.PAGE,
            "data": {"@context": "https://schema.org", "@graph": things} if things else None,
            "updated": output.lastmod.isoformat() if output.lastmod else "",
        }
        return {**self.common, "page": page, **own}

    def _breadcrumbs(self, trail: Iterable[tuple[str, str]]) -> View:
        """The trail as schema.org has it."""
        items = [
            {
                "@type": "ListItem",
                "position": number,
                "name": label,
                "item": self.absolute(self.branch.prefix + address),
            }
            for number, (label, address) in enumerate(trail, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def feed(self, kind: str, label: str, address: str) -> View | None:
        """The Atom feed of a list, if there is one."""
        if not self.has(kind):
            return None
        return {"label": label, "href": self.href(address), "type": "application/atom+xml"}


class Shown(Struct, frozen=True):
    """The subject of a page's output."""

    frame: Frame
    what: Any
    """An EntryPage, a Year, ...: its kind's `view` knows."""


def parts(output: Output) -> tuple[Frame, Any]:
    """The frame of a page, and what it shows, as the plan put them into the output."""
    assert isinstance(output.subject, Shown)
    return output.subject.frame, output.subject.what


@lru_cache(maxsize=1)
def frames(site: Site) -> tuple[Frame, ...]:
    """The frame of each language of the site, its own language first; the same for all kinds of page."""
    return tuple(_frame(site, branch) for branch in site.branches)


def language_attributes(lang: str, around: str) -> Mapping[str, str]:
    """HTML attributes of a text of one language that stands among text of another; none where they agree."""
    return {"lang": lang, "dir": direction(lang)} if lang and lang != around else {}


# Pages name the same tags, days and neighbours again and again, and quoting takes ten microseconds.
@lru_cache(maxsize=1 << 13)
def _link(base: Base, address: str) -> str:
    return base.link(address)


def _frame(site: Site, branch: Branch) -> Frame:
    config, base = site.config, site.config.base
    overrides = config.extra.get("strings")
    mine = overrides.get(branch.language) if isinstance(overrides, Mapping) else None
    words = wording(branch.language, mine if isinstance(mine, Mapping) else {})
    common = {
        "site": {
            "title": config.title,
            "description": config.description,
            "language": config.language,
            "attributes": language_attributes(config.language, branch.language),
            "home": base.link(branch.prefix + "/"),
            "logo": base.link(config.logo) if config.logo and "media" in config.outputs else "",
            "stylesheet": _loaded(STYLESHEET, site),
            "icon": _loaded(ICON, site),
            "feeds": [
                {"label": config.title, "href": base.link(f"{branch.prefix}/{name}"), "type": media}
                for kind, name, media in FEEDS
                if kind in config.outputs
            ],
            "follow": _follow(site, branch),
            "extra": dict(config.extra),
        },
        "t": dict(words.strings),
        "navigation": list(_navigation(site, branch, words)),
        "languages": [
            {
                "code": other.language,
                "label": own_name(other.language),
                "href": base.link(other.prefix + "/"),
                "current": other.language == branch.language,
                "attributes": language_attributes(other.language, branch.language),
            }
            for other in site.branches
            if len(site.branches) > 1
        ],
    }
    return Frame(
        site=site,
        branch=branch,
        base=base,
        origin=base.url.removesuffix(base.path),
        words=words,
        common=common,
        fingerprint=fingerprint(common, config.base_url, config.author, config.minify == "all"),
        tags=frozenset(page.term.slug for page in branch.tags),
        publishers=frozenset(page.term.slug for page in branch.publishers),
    )


def _loaded(address: str, site: Site) -> str:
    """The link to a file that every page loads, if such files are built."""
    there = "static" in site.config.outputs
    return site.config.base.link(lasting_address(address, site.assets, site.config)) if there else ""


def _follow(site: Site, branch: Branch) -> str:
    """The link to the page that explains how to follow, if there is one."""
    kinds = site.config.outputs
    there = "follow" in kinds and not kinds.isdisjoint(FEED_KINDS)
    return site.config.base.link(f"{branch.prefix}/follow/") if there else ""


def _navigation(site: Site, branch: Branch, words: Wording) -> Iterable[View]:
    """Links of the masthead: lists that exist, standing pages, and what config.yaml adds."""
    base, outputs = site.config.base, site.config.outputs
    there: dict[str, Sequence[object]] = {
        "tags": branch.tags,
        "publishers": branch.publishers,
        "archive": branch.years,
        "corrections": branch.corrections,
    }
    if site.search is not None and site.search.parts:
        there["search"] = site.search.parts
    for kind, things in there.items():
        if kind in outputs and things:
            address = f"{branch.prefix}/{kind}/"
            yield {"label": words.strings[kind], "href": base.link(address), "rel": ""}
    if "pages" in outputs:
        for page in site.pages:
            if page.in_navigation and branch_of(page.lang, site) is branch:
                yield {"label": page.title, "href": base.link(page.url), "rel": ""}
    for link in site.config.navigation:
        inside = not urlsplit(link.url).scheme and not link.url.startswith(("//", "#"))
        outside = link.url.startswith(("http://", "https://", "//"))
        yield {
            "label": link.label,
            "href": base.link(link.url) if inside else link.url,
            "rel": "external noopener" if outside else "",
        }


def branch_of(lang: str, site: Site) -> Branch:
    """The part of the site in which a standing page stands: its language's, else the first."""
    return next((branch for branch in site.branches if branch.language == lang), site.branches[0])
