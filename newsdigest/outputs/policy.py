"""The Content-Security-Policy of the site's pages, and what else a host should send with its files."""

from collections.abc import Iterator

from msgspec import Struct

from newsdigest.model.config import Config
from newsdigest.model.site import Branch, Site
from newsdigest.outputs.assets import LOADED, lasting_address

PAGE = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Nothing runs, and all that a page shows comes from its own site.

What asks for robots.txt from within a page, as auditing tools do, may connect to that site.
"""

SEARCH = PAGE.replace("script-src 'none'", "script-src 'self' 'wasm-unsafe-eval'")
"""The search page alone loads its index, and the WebAssembly that reads it."""

UNFRAMED = "; frame-ancestors 'none'"
"""What only a header can ask for: no other site shows the page within its own."""

EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
)

CHECKED, DAY, FOR_GOOD = (
    "public, max-age=0, must-revalidate",
    "public, max-age=86400",
    "public, max-age=31536000, immutable",
)
"""How long a browser may keep a file: until it has asked again, for a day, for as long as it likes."""

FOLDERS = ("tags", "publishers", "stories", "archive", "corrections", "follow")
"""Kinds of pages that stand below a folder of that name."""


class Rule(Struct, frozen=True):
    """What to send with some files of the site; no file but those of `everything` is met by two rules."""

    address: str
    """Below the site's root, unquoted: of one file, or of all below a folder, then ending in `*`."""
    headers: tuple[tuple[str, str], ...]


def everything() -> Rule:
    """What goes with every file."""
    return Rule("/*", (*EVERYWHERE, ("Cache-Control", CHECKED)))


def rules(site: Site) -> Iterator[Rule]:
    """What goes with some files beside that, or in its place.

    Cloudflare reads a hundred rules and no more, so that first stands what the files do not say themselves.
    """
    for branch in site.branches:
        if "search" in site.config.outputs:
            yield Rule(f"{branch.prefix}/search/*", (("Content-Security-Policy", SEARCH + UNFRAMED),))
        yield from _feeds(site.config, branch)
    if "static" in site.config.outputs:
        for address in LOADED:
            yield Rule(lasting_address(address, site.assets, site.config), (("Cache-Control", FOR_GOOD),))
    if "media" in site.config.outputs:
        yield Rule("/media/*", (("Cache-Control", DAY),))
    page = (("Content-Security-Policy", PAGE + UNFRAMED),)
    for branch in site.branches:
        for address in _page_addresses(site, branch):
            yield Rule(address, page)


def _page_addresses(site: Site, branch: Branch) -> Iterator[str]:
    """Where pages stand that run nothing; a redirect, which may stand anywhere, has its policy inside."""
    yield f"{branch.prefix}/"
    yield f"{branch.prefix}/page/*"
    yield from (f"{branch.prefix}/{year.year:04}/*" for year in branch.years)
    yield from (f"{branch.prefix}/{name}/*" for name in FOLDERS if name in site.config.outputs)
    if "not_found" in site.config.outputs:
        yield f"{branch.prefix}/404.html"
    if "pages" in site.config.outputs:
        own = (page.url for page in site.pages if page.url.startswith(f"{branch.prefix}/"))
        others = tuple(f"{one.prefix}/" for one in site.branches if len(one.prefix) > len(branch.prefix))
        yield from (f"{url}*" for url in own if not url.startswith(others))


def _feeds(config: Config, branch: Branch) -> Iterator[Rule]:
    """Feeds may be read by scripts of other sites, and have a type that no host guesses from their names."""
    open_to_all = ("Access-Control-Allow-Origin", "*")
    kinds = (
        ("atom", "feed.xml", "atom+xml"),
        ("rss", "rss.xml", "rss+xml"),
        ("json", "feed.json", "feed+json"),
    )
    for kind, file, media in kinds:
        if kind in config.outputs:
            yield Rule(
                f"{branch.prefix}/{file}",
                (("Content-Type", f"application/{media}; charset=utf-8"), open_to_all),
            )
